// The desk's contract bound to its services: every step is taken as the member of staff, so that row-level security is the wall.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { currentPosition, feedEpoch, writeCursor } from '#platform/events/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import { uuidv7 } from '#platform/ids/uuid.ts';
import { pictureType } from '#programme/network/index.ts';
import { pinOrRefuse, readBoard, readBoardWalk } from './board.ts';
import type { boardContract } from './board-contract.ts';
import { book, counted } from './booking.ts';
import { readCapacity } from './capacity.ts';
import { readFigures } from './figures.ts';
import { pointAtCall } from './from-call.ts';
import { changeWalk, marksOf, type WalkPorts } from './routes.ts';
import { changeService, eveningsBetween, readService } from './service-hours.ts';
import { takeStep } from './steps.ts';
import { markAlertSeen } from './store/alerts.ts';
import {
  handOn,
  type ObservationRow,
  readObservationPhoto,
  selectObservations,
} from './store/board.ts';
import { eraseNumber } from './store/closing.ts';
import {
  insertPoint,
  type PointRow,
  readPoint,
  selectPoints,
  updatePoint,
} from './store/points.ts';
import { lockWalk, saveWalk, tellWalk, type WalkRow } from './store/walks.ts';
import { toPoint } from './views.ts';

/** Handlers of `boardContract`. Every step answers with the walk as it is after it. */
export function boardRoutes(ports: WalkPorts): Handlers<typeof boardContract> {
  const { config, secrets, db } = ports;
  const show = (tx: Tx, id: string) => readBoardWalk(tx, config(), secrets, id);

  /** Locks a walk of the actor's districts; refuses with `no-walk`, or `changed-meanwhile` when the operator saw an older one. */
  async function held(tx: Tx, id: string, version?: number): Promise<WalkRow> {
    const walk = await lockWalk(tx, id);
    if (!walk)
      throw new Refused('no-walk', 404, 'There is no such walk, or it belongs to another centre.');
    if (version !== undefined && walk.version !== version)
      throw new Refused('changed-meanwhile', 409, 'The walk has gone on meanwhile. Look again.', {
        version: walk.version,
        state: walk.state,
      });
    return walk;
  }

  return {
    async 'GET /api/walk-board'(tx) {
      const cursor = writeCursor(await feedEpoch(tx), await currentPosition(tx));
      return { cursor, ...(await readBoard(tx, config())) };
    },
    'GET /api/walk-capacity': (tx, _actor, { query }) => readCapacity(tx, config(), query.day),
    async 'POST /api/walk-board'(tx, actor, { body }) {
      const id = uuidv7();
      await counted(db, () =>
        book(tx, config(), body, {
          id,
          keyHash: null,
          by: 'hotline',
          marks: marksOf(secrets, body),
          receiptKey: null,
        }),
      );
      await mark(tx, 'walk.booked', id);
      const walk = await held(tx, id);
      await saveWalk(tx, walk, { kind: 'booked', by: actor.id });
      return show(tx, id);
    },
    'POST /api/walk-board/from-call': async (tx, _actor, { body }) =>
      toPoint(await pointAtCall(tx, body.incidentId)),
    'GET /api/walk-board/:id': (tx, _actor, { params }) => show(tx, params.id),
    async 'POST /api/walk-board/:id/change'(tx, actor, { params, body: { version, ...change } }) {
      const walk = await held(tx, params.id, version);
      await counted(db, () => changeWalk(tx, config(), walk, change, 'service', actor.id));
      return show(tx, params.id);
    },
    async 'POST /api/walk-board/:id/cancel'(tx, actor, { params, body }) {
      await takeStep(tx, config(), await held(tx, params.id, body.version), 'cancel', {
        by: 'service',
        actor: actor.id,
        reason: body.reason,
        also: { cancelled_by: body.forHer ? 'agent' : 'service' },
      });
      return show(tx, params.id);
    },
    async 'POST /api/walk-board/:id/pin'(tx, actor, { params, body }) {
      const walk = await held(tx, params.id, body.version);
      if (walk.closed_at || !['received', 'paired'].includes(walk.state))
        throw new Refused('wrong-walk-state', 409, 'The walk has gone on meanwhile. Look again.');
      await pinOrRefuse(tx, config(), walk, body.shiftId, body.despite);
      await saveWalk(
        tx,
        { ...walk, pinned_shift: body.shiftId, pinned_despite: body.despite },
        { kind: 'pinned', by: actor.id, shiftId: body.shiftId },
      );
      await mark(tx, 'walk.pinned', walk.id, { despite: body.despite });
      return show(tx, params.id);
    },
    async 'POST /api/walk-board/:id/unpin'(tx, actor, { params, body }) {
      const walk = await held(tx, params.id, body.version);
      await saveWalk(
        tx,
        { ...walk, pinned_shift: null, pinned_despite: [] },
        { kind: 'unpinned', by: actor.id },
      );
      return show(tx, params.id);
    },
    async 'POST /api/walk-board/:id/release'(tx, actor, { params, body }) {
      await takeStep(tx, config(), await held(tx, params.id, body.version), 'lose-pair', {
        by: 'service',
        actor: actor.id,
        reason: body.reason,
        also: { pinned_shift: null, pinned_despite: [] },
      });
      return show(tx, params.id);
    },
    async 'POST /api/walk-board/:id/told'(tx, actor, { params }) {
      const walk = await held(tx, params.id);
      await saveWalk(tx, { ...walk, tell_by: null }, { kind: 'told', by: actor.id });
      if (walk.closed_at) await eraseNumber(tx, walk.id);
      return show(tx, params.id);
    },
    async 'POST /api/walk-board/:id/end'(tx, actor, { params, body }) {
      const walk = await held(tx, params.id, body.version);
      await takeStep(tx, config(), walk, body.home ? 'home' : 'leave', {
        by: 'service',
        actor: actor.id,
        reason: body.reason,
        also: body.home ? { arrival_confirmed: true } : { cancelled_by: 'service' },
      });
      return show(tx, params.id);
    },
    async 'POST /api/walk-board/:id/alerts/:alertId/seen'(tx, _actor, { params }) {
      const walk = await held(tx, params.id);
      if (!(await markAlertSeen(tx, params.alertId, walk.id)))
        throw new Refused('no-alert', 404, 'There is no such alert any more.');
      await tellWalk(tx, walk);
      return show(tx, params.id);
    },
    'GET /api/meeting-points': async (tx) => ({
      items: (await selectPoints(tx, { listed: true })).map(toKept),
    }),
    async 'POST /api/meeting-points'(tx, _actor, { body }) {
      minePoint(tx, body.district);
      const id = await insertPoint(tx, body);
      await mark(tx, 'meeting-point.added', id);
      return toKept((await readPoint(tx, id))!);
    },
    async 'PATCH /api/meeting-points/:id'(tx, _actor, { params, body: { updatedAt, ...changes } }) {
      const point = await readPoint(tx, params.id);
      if (!point) throw new Refused('no-point', 404, 'There is no such meeting point.');
      if (point.updatedAt.toISOString() !== updatedAt)
        throw new Refused(
          'changed-meanwhile',
          409,
          'Somebody changed this point meanwhile. Look again.',
        );
      minePoint(tx, point.district);
      const said = Object.entries(changes).filter(([, value]) => value !== undefined);
      const next = { ...point, ...(Object.fromEntries(said) as Partial<PointRow>) };
      minePoint(tx, next.district);
      await updatePoint(tx, params.id, next);
      await mark(tx, 'meeting-point.changed', params.id, {
        fields: said.map(([key]) => key).sort(),
      });
      return toKept((await readPoint(tx, params.id))!);
    },
    'GET /api/walk-service': (tx) => readService(tx, config()),
    'GET /api/walk-evenings': async (_tx, _actor, { query }) => ({
      items: await eveningsBetween(config(), query),
    }),
    'PUT /api/walk-service': (tx, _actor, { body }) => changeService(tx, body),
    'GET /api/walk-figures': (tx, _actor, { query }) => readFigures(tx, config(), query),
    async 'GET /api/walk-observations/:id/photo'(tx, _actor, { params }) {
      const photo = await readObservationPhoto(tx, params.id);
      const type = photo && pictureType(photo);
      if (!type) throw new Refused('no-photo', 404, 'There is no photo.');
      return { type, base64: photo.toString('base64') };
    },
    'GET /api/walk-observations': async (tx, _actor, { query }) => ({
      items: (await selectObservations(tx, query)).map(toObservation),
    }),
    async 'POST /api/walk-observations/:id/hand-on'(tx, _actor, { params, body }) {
      const to = body.to && { whom: body.to, reference: body.reference || null };
      if (!(await handOn(tx, params.id, to)))
        throw new Refused('no-observation', 404, 'There is no such thing seen in your districts.');
      await mark(tx, 'observation.handed-on', params.id, { to: body.to });
      return toObservation((await selectObservations(tx, params))[0]!);
    },
  };
}

function toObservation({ seenAt, handedOnAt, ...row }: ObservationRow) {
  return {
    ...row,
    seenAt: seenAt.toISOString(),
    handedOnAt: handedOnAt?.toISOString() ?? null,
  };
}

function toKept({ updatedAt, ...point }: PointRow) {
  return { ...point, updatedAt: updatedAt.toISOString() };
}

function minePoint({ actor }: Tx, district: string): void {
  if (actor.districts !== 'all' && !actor.districts.includes(district))
    throw new Refused('other-district', 403, 'This belongs to another district office.');
}
