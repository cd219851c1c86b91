// The contract of the units bound to their register, their shifts and where they are.
import { type Handlers, Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import type { dutyContract, PhoneSheet } from './contract.ts';
import * as register from './register.ts';
import { beginShift, endShift } from './shift.ts';
import { keepPositions } from './store.ts';

export type DutyPorts = {
  config(): CityConfig;
  /** What must be scanned or typed into a unit's phone, with the secret of this version. */
  sheetOf(unit: { id: string; callSign: string; version: number }): PhoneSheet;
};

/** Handlers of `dutyContract`. */
export function dutyRoutes(ports: DutyPorts): Handlers<typeof dutyContract> {
  return {
    'GET /api/units': async (tx) => ({ items: await register.listUnits(tx) }),
    async 'POST /api/units'(tx, _actor, { body }) {
      return register.readUnit(tx, await register.addUnit(tx, body));
    },
    async 'PATCH /api/units/:id'(tx, _actor, { params, body }) {
      await register.changeUnit(tx, params.id, body);
      return register.readUnit(tx, params.id);
    },
    async 'POST /api/units/:id/service'(tx, _actor, { params, body }) {
      await register.putInService(tx, params.id, body.active);
      return register.readUnit(tx, params.id);
    },
    async 'POST /api/units/:id/phone'(tx, _actor, { params }) {
      const { callSign, version } = await register.enrolPhone(tx, params.id);
      return ports.sheetOf({ id: params.id, callSign, version });
    },
    async 'POST /api/units/:id/phone/revoke'(tx, _actor, { params }) {
      await register.revokePhone(tx, params.id);
      return register.readUnit(tx, params.id);
    },
    async 'POST /api/units/:id/duty'(tx, actor, { params, body }) {
      const { district } = await register.readUnit(tx, params.id);
      if (actor.districts !== 'all' && !actor.districts.includes(district))
        throw new Refused('other-district', 403, 'This unit belongs to another district.');
      if (body.on) await beginShift(tx, params.id, 'desk', ports.config().duty.shiftHours);
      else await endShift(tx, params.id);
      return register.readUnit(tx, params.id);
    },
    'POST /api/duty/positions': (tx, _actor, { body }) => keepPositions(tx, body.items),
  };
}
