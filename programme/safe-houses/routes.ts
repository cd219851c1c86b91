// The safe houses' contract bound to its tables.
import { type Database, system } from '#platform/db/index.ts';
import type { Handlers } from '#platform/http/index.ts';
import { selectHealth } from '#programme/devices/index.ts';
import type { safeHousesContract } from './contract.ts';
import type { PhoneList } from './phone-list.ts';
import { type RollCallRow, selectLastRollCall, selectPublicPlaces } from './public-list.ts';
import { selectMapOffices, selectMapStores } from './store.ts';

export type SafeHousePorts = { db: Database; phoneList(): Promise<PhoneList> };

/** Handlers of `safeHousesContract`. */
export function safeHouseRoutes(ports: SafeHousePorts): Handlers<typeof safeHousesContract> {
  return {
    async 'GET /api/safe-houses/places'() {
      return (await ports.phoneList()).places;
    },
    async 'GET /api/safe-houses/night'() {
      return (await ports.phoneList()).night;
    },
    async 'GET /api/safe-houses'() {
      // Residents have no rights on devices; the list itself holds nothing but what is public.
      return ports.db.transaction(system, async (tx) => {
        const rows = await selectPublicPlaces(tx);
        const items = rows.map(({ name_en, answered_at, ...row }) => ({
          ...row,
          nameEn: name_en,
          answeredAt: answered_at?.toISOString() ?? null,
        }));
        return {
          items,
          asOf: new Date().toISOString(),
          rollCall: toRollCall(await selectLastRollCall(tx)),
        };
      });
    },
    async 'GET /api/map'(tx) {
      const [stores, offices] = await Promise.all([selectMapStores(tx), selectMapOffices(tx)]);
      const toTuple = (row: (typeof stores)[number]): [string, string, number, number, string] => [
        row.id,
        row.name,
        row.lon,
        row.lat,
        row.tag,
      ];
      return { stores: stores.map(toTuple), policeOffices: offices.map(toTuple) };
    },
    async 'GET /api/health-board'(tx) {
      const health = await selectHealth(tx);
      return { ...health, rollCall: toRollCall(await selectLastRollCall(tx)) };
    },
  };
}

function toRollCall(row: RollCallRow | undefined) {
  if (!row) return null;
  return {
    id: row.id,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    answered: row.answered,
    total: row.total,
    signed: row.signature !== null,
  };
}
