// The register's contract bound to its services, and the two things others tell it: days that pass, and how calls ended.
import { randomUUID } from 'node:crypto';
import type { Tx } from '#platform/db/index.ts';
import { appendEvent } from '#platform/events/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import {
  type Device,
  enrolDevice,
  readDevice,
  renewSecret,
  retireDevice,
} from '#programme/devices/index.ts';
import type { CallEnd } from '#programme/incidents/index.ts';
import type { registerContract } from '../contract.ts';
import type { DeviceSheet } from '../shapes.ts';
import * as service from './service.ts';
import { countEnd, lapseDue } from './store.ts';

export type RegisterPorts = {
  config(): CityConfig;
  /** What must be typed into a device, with its secret. */
  sheetOf(device: Device): DeviceSheet;
};

/** Handlers of `registerContract`. */
export function registerRoutes(ports: RegisterPorts): Handlers<typeof registerContract> {
  const today = () => calendarDay(new Date(), ports.config().timeZone);
  const show = (tx: Tx, id: string) => service.showStore(tx, id, today());

  async function deviceOf(tx: Tx, params: { id: string; deviceId: string }): Promise<Device> {
    await service.lockStore(tx, params.id);
    const device = await readDevice(tx, params.deviceId);
    if (!device || device.placeId !== params.id)
      throw new Refused('unknown-device', 404, 'This device is not in service in this store.');
    return device;
  }

  return {
    'GET /api/stores': async (tx) => ({ items: await service.listStores(tx, today()) }),
    async 'POST /api/stores'(tx, _actor, { body }) {
      return show(tx, await service.designate(tx, body, today()));
    },
    'GET /api/stores/:id': (tx, _actor, { params }) => show(tx, params.id),
    async 'PATCH /api/stores/:id'(tx, _actor, { params, body: { updatedAt, ...changes } }) {
      await service.changeStore(tx, params.id, changes, updatedAt);
      return show(tx, params.id);
    },
    async 'POST /api/stores/:id/steps'(tx, _actor, { params, body }) {
      await service.stepStore(tx, params.id, body, today());
      return show(tx, params.id);
    },
    async 'POST /api/stores/:id/clerks'(tx, _actor, { params, body }) {
      await service.addClerk(tx, params.id, body, today());
      return show(tx, params.id);
    },
    async 'POST /api/stores/:id/clerks/:clerkId'(tx, _actor, { params, body }) {
      const change = { trainedOn: body.trainedOn ?? null, leaves: body.active === false };
      await service.updateClerk(tx, params.id, params.clerkId, change, today());
      return show(tx, params.id);
    },
    async 'POST /api/stores/:id/inspections'(tx, _actor, { params, body }) {
      await service.inspect(tx, params.id, body);
      return show(tx, params.id);
    },
    async 'POST /api/stores/:id/devices'(tx, _actor, { params, body }) {
      const store = await service.lockStore(tx, params.id);
      const named = body.protocol !== 'page' && body.protocol !== 'webhook';
      if (named && !body.name)
        throw new Refused('name-needed', 400, 'Say what the device is called on the wire.');
      const id = await enrolDevice(tx, {
        protocol: body.protocol,
        externalId: named && body.name ? body.name : `${body.protocol}-${randomUUID()}`,
        label: body.label,
        place: { kind: 'store', id: store.id, district: store.district },
        silent: body.silent,
        holdOnly: body.holdOnly,
        training: body.training,
      });
      return ports.sheetOf(await deviceOf(tx, { id: params.id, deviceId: id }));
    },
    async 'POST /api/stores/:id/devices/:deviceId/renew'(tx, _actor, { params }) {
      await deviceOf(tx, params);
      await renewSecret(tx, params.deviceId);
      return ports.sheetOf(await deviceOf(tx, params));
    },
    async 'POST /api/stores/:id/devices/:deviceId/retire'(tx, _actor, { params }) {
      await deviceOf(tx, params);
      await retireDevice(tx, params.deviceId);
      return show(tx, params.id);
    },
  };
}

/** Lets designations lapse whose last day is over in the city; residents stop seeing them at once. */
export async function lapseDesignations(tx: Tx, timeZone: string): Promise<number> {
  const lapsed = await lapseDue(tx, calendarDay(new Date(), timeZone));
  for (const { id, district } of lapsed)
    await appendEvent(tx, {
      type: 'store.changed',
      subjectId: id,
      audience: [district],
      payload: { store: id, action: 'store.lapse' },
    });
  return lapsed.length;
}

/** Counts how a call from a store ended, in the month it was raised; drills and other doors count nowhere here. */
export async function keepCallEnd(tx: Tx, end: CallEnd, timeZone: string): Promise<void> {
  if (end.door !== 'store' || end.drill || end.placeId === null) return;
  await countEnd(tx, {
    storeId: end.placeId,
    month: `${calendarDay(end.raisedAt, timeZone).slice(0, 7)}-01`,
    disposition: end.disposition,
    by: end.by,
  });
}

function calendarDay(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}
