// The contract of whoever wants to be walked home bound to its services. Her phone proves itself by the secret of the walk.
import { hashSecret } from '#platform/auth/index.ts';
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { pictureType, readPhoto } from '#programme/network/index.ts';
import {
  book,
  counted,
  nextFreeAt,
  pointOrRefuse,
  slotOrRefuse,
  slotsAt,
  walkOrRefuse,
} from './booking.ts';
import { eveningsAhead, isHoliday, presentEvening, serviceHours } from './calendar.ts';
import type { WalkView, walksContract } from './contract.ts';
import { callHelp } from './help.ts';
import { type Confirmed, confirm, notThem, type Secrets } from './identity.ts';
import { eveningOf } from './rules/evenings.ts';
import { pairOf, takeStep } from './steps.ts';
import { insertAnswer, readReceipt } from './store/closing.ts';
import { readPoint, selectPoints } from './store/points.ts';
import {
  keepHerPosition,
  keepSeen,
  lockWalk,
  readWalk,
  updateDestination,
  type WalkRow,
} from './store/walks.ts';
import { toPoint, toWalkView } from './views.ts';

export type WalkPorts = { db: Database; config(): CityConfig; secrets: Secrets };

type Request = { headers: { authorization?: string | undefined } };

/** The secret after a scheme of our own in `Authorization`. */
export function credential(
  request: Request,
  scheme: 'Walk' | 'Scout' | 'Companion' | 'Link',
): string | null {
  const [said, secret = ''] = (request.headers.authorization ?? '').split(' ', 2);
  return said === scheme && /^[A-Za-z0-9_-]{43}$/.test(secret) ? secret : null;
}

const iso = (at: number) => new Date(at).toISOString();

/** A wrong code was counted and kept; only now is it refused. */
export function refuseWrong(answer: Confirmed): void {
  if (answer.wrong)
    throw new Refused(
      'wrong-code',
      409,
      answer.left > 0
        ? 'This code does not fit. Look at it again.'
        : 'This code does not fit. These may not be them. Go where there are people.',
      { left: answer.left, replayed: answer.replayed },
    );
}

/** Handlers of `walksContract`. Every step answers with the walk as it is after it. */
export function walkRoutes(ports: WalkPorts): Handlers<typeof walksContract> {
  const { db, config, secrets } = ports;
  const asSystem = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(system, work);

  /** Runs a step of her own phone on her own walk, locked. */
  async function asHer<T>(
    request: Request,
    id: string,
    work: (tx: Tx, walk: WalkRow) => Promise<T>,
    lock = true,
  ): Promise<{ view: WalkView; result: T }> {
    const key = credential(request, 'Walk');
    return asSystem(async (tx) => {
      const walk = key === null ? undefined : await (lock ? lockWalk(tx, id) : readWalk(tx, id));
      if (!key || !walk?.key_hash?.equals(hashSecret(key)))
        throw new Refused('unknown-walk', 404, 'There is no such walk here.');
      const result = await work(tx, walk);
      const after = (await readWalk(tx, id))!;
      return { view: await toWalkView(tx, config(), secrets, after), result };
    });
  }

  const step = async (
    request: Request,
    id: string,
    work: (tx: Tx, walk: WalkRow) => Promise<unknown>,
  ) => (await asHer(request, id, work)).view;

  return {
    async 'GET /api/walks/service'() {
      const { walks } = config();
      const { evenings } = await eveningsAhead(config(), Date.now());
      const tonight = evenings[0]!;
      const next = evenings.find((evening) => evening.open && evening.closesAt > Date.now());
      return {
        name: walks.name,
        eligibility: walks.eligibility,
        leadMinutes: walks.leadMinutes,
        daysAhead: walks.daysAhead,
        slotMinutes: walks.slotMinutes,
        longestWalkMetres: walks.longestWalkMetres,
        tonight: {
          day: tonight.day,
          opensAt: tonight.open ? iso(tonight.opensAt) : null,
          closesAt: tonight.open ? iso(tonight.closesAt) : null,
          closed: tonight.open ? null : tonight.why,
        },
        next: next?.open
          ? { day: next.day, opensAt: iso(next.opensAt), closesAt: iso(next.closesAt) }
          : null,
      };
    },
    'GET /api/walks/points': async (tx) => ({
      items: (await selectPoints(tx, { active: true })).map(toPoint),
    }),
    'GET /api/walks/points/:id/slots': (_tx, _actor, { params, query }) =>
      asSystem(async (tx) => {
        const point = await pointOrRefuse(tx, params.id);
        const now = Date.now();
        const { evenings } = await eveningsAhead(config(), now);
        const day = query.day ?? presentEvening(evenings, now).day;
        const evening =
          evenings.find((each) => each.day === day) ??
          eveningOf(day, serviceHours(config()), await isHoliday(config(), day));
        const last = evenings.at(-1)!.day;
        const slots = await slotsAt(tx, config(), point, evening, now);
        const next = await nextFreeAt(tx, config(), point, now);
        return {
          day,
          closed: evening.open ? null : evening.why,
          slots: slots.map((slot) => ({
            at: iso(slot.at),
            free: slot.free,
            bookable: slot.bookable && day <= last,
          })),
          nextFree: next === null ? null : iso(next),
        };
      }),
    async 'POST /api/walks'(_tx, _actor, { body }) {
      const keyHash = hashSecret(body.key);
      const known = await asSystem((tx) => readWalk(tx, body.id));
      if (!known)
        await counted(db, () =>
          asSystem((tx) =>
            book(tx, config(), body, {
              id: body.id,
              keyHash,
              by: 'phone',
              marks: marksOf(secrets, body),
              receiptKey: body.receiptKey ? Buffer.from(body.receiptKey, 'base64url') : null,
            }),
          ),
        );
      return (
        await asHer(
          { headers: { authorization: `Walk ${body.key}` } },
          body.id,
          async () => {},
          false,
        )
      ).view;
    },
    'GET /api/walks/:id': async (_tx, _actor, { params }, request) =>
      (await asHer(request, params.id, (tx, walk) => keepSeen(tx, walk.id), false)).view,
    'POST /api/walks/:id/change': (_tx, _actor, { params, body }, request) =>
      counted(db, () =>
        step(request, params.id, (tx, walk) => changeWalk(tx, config(), walk, body, 'her', 'her')),
      ),
    'POST /api/walks/:id/cancel': (_tx, _actor, { params, body }, request) =>
      step(request, params.id, (tx, walk) =>
        takeStep(tx, config(), walk, 'cancel', {
          by: 'her',
          actor: 'her',
          reason: body.reason,
          also: { cancelled_by: 'her' },
        }),
      ),
    'POST /api/walks/:id/refuse': (_tx, _actor, { params }, request) =>
      step(request, params.id, (tx, walk) =>
        takeStep(tx, config(), walk, 'refuse', { by: 'her', actor: 'her' }),
      ),
    async 'POST /api/walks/:id/confirm'(_tx, _actor, { params, body }, request) {
      const { view, result } = await asHer(request, params.id, (tx, walk) =>
        confirm(tx, config(), secrets, walk, {
          side: 'her',
          code: body.code,
          at: new Date(body.at),
        }),
      );
      refuseWrong(result);
      return view;
    },
    'POST /api/walks/:id/not-them': (_tx, _actor, { params, body }, request) =>
      step(request, params.id, (tx, walk) => notThem(tx, config(), walk, body.fix)),
    'POST /api/walks/:id/position': (_tx, _actor, { params, body }, request) =>
      step(request, params.id, (tx, walk) =>
        walk.closed_at === null
          ? keepHerPosition(tx, walk.id, { ...body, at: new Date(body.at) })
          : Promise.resolve(),
      ),
    'POST /api/walks/:id/help': (_tx, _actor, { params, body }, request) =>
      step(request, params.id, async (tx, walk) => {
        const next = await takeStep(tx, config(), walk, 'call-help', { by: 'her', actor: 'her' });
        await callHelp(tx, config(), next, { by: 'her', kind: 'help', ...body });
      }),
    'POST /api/walks/:id/home': (_tx, _actor, { params }, request) =>
      step(request, params.id, (tx, walk) =>
        takeStep(tx, config(), walk, 'home', {
          by: 'her',
          actor: 'her',
          also: { arrival_confirmed: true },
        }),
      ),
    async 'POST /api/walks/:id/answers'(_tx, _actor, { params, body }, request) {
      const { view, result } = await asHer(request, params.id, async (tx, walk) => {
        if (walk.state !== 'home' || walk.answered)
          throw new Refused('answered', 409, 'The questions were answered already. Thank you.');
        await tx.sql`update escorts.walks set answered = true where id = ${walk.id}`;
        return walk.district;
      });
      const month = `${new Date().toISOString().slice(0, 7)}-01`;
      // A transaction of its own: nothing of the row that is written says which walk it followed.
      await asSystem((tx) => insertAnswer(tx, { district: result, month, ...body }));
      return { ...view, mayAnswer: false };
    },
    async 'GET /api/walks/:id/receipt'(_tx, _actor, { params }, request) {
      const { result } = await asHer(
        request,
        params.id,
        (tx, walk) => readReceipt(tx, walk.key_hash!),
        false,
      );
      if (!result) throw new Refused('no-receipt', 404, 'There is no receipt of this walk.');
      return { sealed: result.toString('base64url') };
    },
    async 'GET /api/walks/:id/people/:personId/photo'(_tx, _actor, { params }, request) {
      const { result } = await asHer(
        request,
        params.id,
        async (tx, walk) => {
          const pair = await pairOf(tx, walk);
          return walk.closed_at === null && pair?.personIds.includes(params.personId)
            ? readPhoto(tx, params.personId)
            : undefined;
        },
        false,
      );
      const type = result && pictureType(result);
      if (!type) throw new Refused('no-photo', 404, 'There is no photo.');
      return { type, base64: result.toString('base64') };
    },
  };
}

/** Keyed hashes by which a scout who was harmed can block this caller. */
export function marksOf(
  secrets: Secrets,
  of: { phone: string | null; phoneMark?: string | null },
): string[] {
  return [
    ...(of.phone ? [secrets.callerMark(`number:${of.phone.replaceAll(/[^0-9]/g, '')}`)] : []),
    ...(of.phoneMark ? [secrets.callerMark(`phone:${of.phoneMark}`)] : []),
  ];
}

export type WalkChange = {
  pointId?: string | undefined;
  at?: string | undefined;
  destination?: { lat: number; lon: number; words: string | null } | undefined;
};

/** Another time, point or destination. A pair that was found is free again: it may be too far away for the new one. */
export async function changeWalk(
  tx: Tx,
  config: CityConfig,
  walk: WalkRow,
  change: WalkChange,
  by: 'her' | 'service',
  actor: string,
): Promise<void> {
  const pointId = change.pointId ?? walk.point_id;
  const at = change.at ? Date.parse(change.at) : walk.wanted_at.getTime();
  const moves = pointId !== walk.point_id || at !== walk.wanted_at.getTime();
  const point = moves ? await pointOrRefuse(tx, pointId) : (await readPoint(tx, pointId))!;
  const [now] = await tx.sql<{ lat: number; lon: number; words: string | null }>`
    select end_lat as lat, end_lon as lon, end_words as words from escorts.walk_details where walk_id = ${walk.id}`;
  const to = change.destination ?? now;
  if (to && (change.destination || moves)) {
    const lasts = walkOrRefuse(config, point, to);
    if (moves) await slotOrRefuse(tx, config, point, at, { but: walk.id, lasts });
    await updateDestination(tx, walk.id, { ...to, walkSeconds: lasts });
  }
  await takeStep(tx, config, walk, 'change', {
    by,
    actor,
    also: {
      point_id: pointId,
      district: point.district,
      wanted_at: new Date(at),
      pinned_shift: null,
      pinned_despite: [],
      lost_pair_at: null,
      news_by: null,
    },
  });
}
