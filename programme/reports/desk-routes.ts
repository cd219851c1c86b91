// The desks' contract and that of keys, bound to their services.
import { type Actor, type Database, system } from '#platform/db/index.ts';
import type { Handlers } from '#platform/http/index.ts';
import { Refused } from '#platform/http/index.ts';
import * as desk from './desk.ts';
import type { reportDeskContract } from './desk-contract.ts';
import type { PieceStore } from './files.ts';
import * as keys from './keys.ts';
import type { keysContract } from './keys-contract.ts';
import { selectAlerts, selectDeskReports, selectMyDesks } from './store/desk.ts';
import {
  insertStaffKey,
  isPerson,
  selectCityKeys,
  selectColleagues,
  selectEntries,
  selectOwnKeys,
} from './store/keys.ts';

/** Handlers of `reportDeskContract`. */
export function reportDeskRoutes(ports: {
  pieces: PieceStore;
  partners(): readonly { code: string; name: Record<string, string> }[];
}): Handlers<typeof reportDeskContract> {
  return {
    async 'GET /api/desk/reports'(tx) {
      const [desks, items, alerts] = await Promise.all([
        selectMyDesks(tx),
        selectDeskReports(tx),
        selectAlerts(tx),
      ]);
      return {
        desks,
        items,
        partners: [...ports.partners()],
        alerts: alerts.map(({ waits_since, at, ...alert }) => ({
          ...alert,
          waitsSince: waits_since.toISOString(),
          at: at.toISOString(),
        })),
      };
    },
    'POST /api/desk/reports/:id/parts/:part/open': (tx, _actor, { params }) =>
      desk.openPart(tx, params.id, params.part),
    'GET /api/desk/reports/:id/parts/:part/pieces/:index'(tx, _actor, { params }, _request, reply) {
      reply.type('application/octet-stream');
      return desk.readPiece(tx, params.id, params.part, params.index, ports.pieces);
    },
    'POST /api/desk/reports/:id/acknowledge': (tx, _actor, { params }) =>
      desk.acknowledge(tx, params.id),
    'POST /api/desk/reports/:id/messages': (tx, _actor, { params, body }) =>
      desk.writeToHer(tx, params.id, body),
  };
}

/** Handlers of `keysContract`. */
export function keyRoutes({ db }: { db: Database }): Handlers<typeof keysContract> {
  /** Colleagues are read as the system, one transaction after the other: two at once would take two connections. */
  const colleaguesOf = (actor: Actor) =>
    db.transaction(system, (tx) => selectColleagues(tx, actor.id));
  return {
    'GET /api/keys/log': (_tx, _actor, { query }) =>
      db.transaction(system, async (tx) => {
        const [city, entries] = await Promise.all([
          selectCityKeys(tx),
          selectEntries(tx, query.after),
        ]);
        return { cityKey: city?.signingKey ?? null, recovery: city?.recovery ?? null, entries };
      }),
    async 'GET /api/keys/mine'(_tx, actor) {
      const colleagues = await colleaguesOf(actor);
      return db.transaction(actor, (tx) => keys.readMyKeys(tx, colleagues));
    },
    async 'POST /api/keys/mine'(tx, _actor, { body }) {
      if (!(await isPerson(tx)))
        throw new Refused(
          'not-a-person',
          403,
          'A service token cannot hold a key. Sign in as a person.',
        );
      const { cost, ...locked } = body.locked;
      await insertStaffKey(tx, { ...body, locked: cost ? { ...locked, cost } : locked });
      const kept = (await selectOwnKeys(tx)).find((key) => key.id === body.id);
      if (!kept || kept.public_key.toString('base64url') !== body.publicKey)
        throw new Refused('taken', 409, 'Make the key again: its id is taken.');
      return { id: body.id, publicKey: body.publicKey, locked: kept.locked, signed: false };
    },
    async 'POST /api/keys/desks/:id/keys'(_tx, actor, { params, body }) {
      const colleagues = await colleaguesOf(actor);
      const generation = await db.transaction(actor, (tx) =>
        keys.makeDeskKey(tx, colleagues, params.id, { ...body, id: body.key }),
      );
      return { id: body.key, generation };
    },
    async 'POST /api/keys/desks/:id/held'(_tx, actor, { params, body }) {
      const colleagues = await colleaguesOf(actor);
      const handed = await db.transaction(actor, (tx) =>
        keys.handOn(tx, colleagues, params.id, body.held),
      );
      return { handed };
    },
  };
}
