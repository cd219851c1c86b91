// The door of a unit's phone: it proves itself by the unit's own secret and then acts as that unit and nobody else.
import type { Actor, Database, Tx } from '#platform/db/index.ts';
import { system } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import type { unitPhoneContract } from './phone-contract.ts';
import { endPush, keepPush } from './push.ts';
import { beginShift, endShift, keepFix } from './shift.ts';

/** The role of a unit in the database: row-level security lets it see itself and the calls it was sent to, while they are open. */
export const unitRole = 'unit';

export type PhonePorts = {
  db: Database;
  config(): CityConfig;
  /** Whether this is the secret of that version of that unit. */
  knowsUnit(id: string, version: number, secret: string): boolean;
  /** Whether the city may send to this address of a push service. */
  maySendTo(endpoint: string): boolean;
};

export type AsUnit = <T>(
  request: { headers: { authorization?: string | undefined } },
  work: (tx: Tx, unit: Actor) => Promise<T>,
) => Promise<T>;

/** The unit whose id and secret these are; `null` for wrong ones and for a phone whose secret was taken back. */
export async function knownUnit(
  ports: Pick<PhonePorts, 'db' | 'knowsUnit'>,
  id: string,
  secret: string,
): Promise<Actor | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const [row] = await ports.db.transaction(
    system,
    (tx) => tx.sql<{ call_sign: string; secret_version: number }>`
      select call_sign, secret_version from duty.units where id::text = ${id} and active and has_phone`,
  );
  if (!row || !ports.knowsUnit(id, row.secret_version, secret)) return null;
  return { id, name: row.call_sign, role: unitRole, districts: [] };
}

/** Opens transactions for requests of units; anybody else is refused with `unknown-device`. */
export function unitDoor(ports: Pick<PhonePorts, 'db' | 'knowsUnit'>): AsUnit {
  return async (request, work) => {
    const bearer = /^Bearer ([0-9a-f-]{36})\.([a-z0-9]{10,80})$/.exec(
      request.headers.authorization ?? '',
    );
    const unit = bearer ? await knownUnit(ports, bearer[1]!, bearer[2]!) : null;
    if (!unit)
      throw new Refused(
        'unknown-device',
        401,
        'This link is not valid any more. Ask your control centre for a new one.',
      );
    return ports.db.transaction(unit, (tx) => work(tx, unit));
  };
}

/** Handlers of `unitPhoneContract`. */
export function unitPhoneRoutes(ports: PhonePorts): Handlers<typeof unitPhoneContract> {
  const asUnit = unitDoor(ports);
  return {
    'POST /api/unit/duty': (_tx, _actor, { body }, request) =>
      asUnit(request, async (tx, unit) => {
        if (body.on) await beginShift(tx, unit.id, 'phone', ports.config().duty.shiftHours);
        else await endShift(tx, unit.id);
        const [row] = await tx.sql<{ on_duty: boolean; on_duty_until: Date | null }>`
          select on_duty, on_duty_until from duty.units where id = ${unit.id}`;
        return { onDuty: row!.on_duty, until: row!.on_duty_until?.toISOString() ?? null };
      }),
    'POST /api/unit/position': (_tx, _actor, { body }, request) =>
      asUnit(request, async (tx, unit) => {
        const at = new Date(Date.now() - body.ageSeconds * 1000);
        const answer = await keepFix(tx, unit.id, { lat: body.lat, lon: body.lon, at });
        if (answer === 'off-duty')
          throw new Refused('off-duty', 409, 'You are off duty: your position is not taken.');
        return { kept: answer === 'kept' };
      }),
    'POST /api/unit/push': (_tx, _actor, { body }, request) =>
      asUnit(request, async (tx, unit) => {
        if (!ports.maySendTo(body.endpoint))
          throw new Refused('odd-push-service', 400, 'This is not an address of a push service.');
        await keepPush(tx, unit.id, { endpoint: body.endpoint, ...body.keys });
        return { done: true as const };
      }),
    'POST /api/unit/push/end': (_tx, _actor, _input, request) =>
      asUnit(request, async (tx, unit) => {
        await endPush(tx, unit.id);
        return { done: true as const };
      }),
  };
}
