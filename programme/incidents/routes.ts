// The control room's contract bound to its services.
import type { Tx } from '#platform/db/index.ts';
import { currentPosition, feedEpoch, writeCursor } from '#platform/events/index.ts';
import type { Handlers } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { insertShiftNote, selectShiftLog } from '#programme/duty/index.ts';
import * as additions from './additions.ts';
import type { incidentsContract } from './contract.ts';
import { type FindPlaceFacts, readIncident } from './detail.ts';
import { readNight } from './night.ts';
import { toIncident } from './row.ts';
import { findInQueue } from './search.ts';
import * as service from './service.ts';
import { selectQueue, selectRows } from './store.ts';

export type IncidentPorts = {
  config(): CityConfig;
  findFacts: FindPlaceFacts;
  /** The door's own count of how its calls end, in the transaction that ends them. */
  keepEnd(tx: Tx, end: service.CallEnd): Promise<void>;
};

/** Handlers of `incidentsContract`. Every step answers with the incident as it is after it. */
export function incidentRoutes(ports: IncidentPorts): Handlers<typeof incidentsContract> {
  const read = (tx: Tx, id: string) => readIncident(tx, ports.config(), ports.findFacts, id);
  return {
    async 'GET /api/incidents'(tx, _actor, { query }) {
      const cursor = writeCursor(await feedEpoch(tx), await currentPosition(tx));
      const rows = await selectQueue(tx, {
        state: query.state,
        district: query.district ?? null,
        door: query.door ?? null,
        since: query.since ?? null,
        limit: query.limit,
      });
      const items = rows.map(toIncident);
      return { items: query.q ? findInQueue(items, query.q) : items, cursor };
    },
    async 'GET /api/incidents/rows'(tx, _actor, { query }) {
      return { items: (await selectRows(tx, query.ids)).map(toIncident) };
    },
    'GET /api/incidents/:id': (tx, _actor, { params }) => read(tx, params.id),
    async 'POST /api/incidents/:id/acknowledge'(tx, _actor, { params, body }) {
      await service.acknowledge(tx, params.id, body.version);
      return read(tx, params.id);
    },
    async 'POST /api/incidents/:id/dispatch'(tx, _actor, { params, body }) {
      await service.dispatch(tx, ports.config(), params.id, body.unitId, body.version);
      return read(tx, params.id);
    },
    async 'POST /api/incidents/:id/withdraw'(tx, _actor, { params, body }) {
      await service.withdraw(tx, params.id, body.unitId, body.reason);
      return read(tx, params.id);
    },
    async 'POST /api/incidents/:id/on-scene'(tx, _actor, { params, body }) {
      await service.arrive(tx, params.id, body.unitId ?? null, body.version);
      return read(tx, params.id);
    },
    async 'POST /api/incidents/:id/close'(tx, _actor, { params, body }) {
      const end = {
        disposition: body.disposition,
        note: body.note || null,
        mergedInto: body.mergedInto ?? null,
      };
      await ports.keepEnd(tx, await service.close(tx, params.id, end, body.version));
      return read(tx, params.id);
    },
    async 'POST /api/incidents/:id/reopen'(tx, _actor, { params, body }) {
      const taken = await service.reopen(tx, params.id, body.reason);
      if (taken) await ports.keepEnd(tx, taken);
      return read(tx, params.id);
    },
    async 'POST /api/incidents/:id/cancel'(tx, _actor, { params, body }) {
      await service.cancel(tx, params.id, body.version);
      return read(tx, params.id);
    },
    async 'POST /api/incidents/:id/promote'(tx, _actor, { params, body }) {
      await service.promote(tx, ports.config(), params.id, body.version);
      return read(tx, params.id);
    },
    async 'POST /api/incidents/:id/verify'(tx, _actor, { params, body }) {
      await service.verify(tx, ports.config(), params.id, body.version);
      return read(tx, params.id);
    },
    async 'POST /api/incidents/:id/notes'(tx, _actor, { params, body }) {
      await additions.note(tx, params.id, body.text);
      return read(tx, params.id);
    },
    async 'POST /api/incidents/:id/calls'(tx, _actor, { params, body }) {
      await additions.keepCall(tx, params.id, {
        to: body.to,
        outcome: body.outcome,
        text: body.text ?? null,
      });
      return read(tx, params.id);
    },
    async 'POST /api/incidents/:id/messages'(tx, _actor, { params, body }) {
      await additions.write(tx, params.id, {
        phrase: body.phrase ?? null,
        text: body.text ?? null,
        language: body.language,
      });
      return read(tx, params.id);
    },
    async 'POST /api/incidents/:id/link'(tx, _actor, { params, body }) {
      await additions.link(tx, params.id, body.other);
      return read(tx, params.id);
    },
    async 'POST /api/incidents/:id/places'(tx, _actor, { params, body }) {
      await additions.attachPlace(tx, params.id, body);
      return read(tx, params.id);
    },
    async 'GET /api/shift-log'(tx) {
      return {
        items: (await selectShiftLog(tx)).map((note) => ({ ...note, at: note.at.toISOString() })),
      };
    },
    async 'POST /api/shift-log'(tx, actor, { body }) {
      const open = await selectQueue(tx, {
        state: 'open',
        district: null,
        door: null,
        since: null,
        limit: 20000,
      });
      const district = actor.districts === 'all' ? null : (actor.districts[0] ?? null);
      return { id: await insertShiftNote(tx, { text: body.text, district, open: open.length }) };
    },
    'GET /api/night': (tx) => readNight(tx, ports.config().timeZone),
  };
}
