// The register of units: who there is, whose it is, and the phone it carries. Every change leaves a mark and tells the desks.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { appendEvent } from '#platform/events/index.ts';
import { Refused } from '#platform/http/index.ts';
import type { UnitRow } from './contract.ts';
import { leaveDuty, type UnitKind } from './store.ts';

type Row = Omit<UnitRow, 'dutyUntil' | 'positionAt'> & {
  dutyUntil: Date | null;
  positionAt: Date | null;
  secretVersion: number;
};

function select(tx: Tx, id: string | null): Promise<Row[]> {
  return tx.sql<Row>`
    select id, call_sign as "callSign", kind, district, organisation, active, has_phone as phone, on_duty as "onDuty",
      case when on_duty then duty_by end as "dutyBy", case when on_duty then on_duty_until end as "dutyUntil",
      case when lat is not null then position_at end as "positionAt", incident_id is not null as busy, secret_version as "secretVersion"
    from duty.units where (${id}::text is null or id::text = ${id}) order by not active, district, kind, call_sign`;
}

function toUnit({ secretVersion: _own, ...row }: Row): UnitRow {
  return {
    ...row,
    dutyUntil: row.dutyUntil?.toISOString() ?? null,
    positionAt: row.positionAt?.toISOString() ?? null,
  };
}

/** Every unit, those out of service last. */
export async function listUnits(tx: Tx): Promise<UnitRow[]> {
  return (await select(tx, null)).map(toUnit);
}

/** One unit of the register. Refuses with `unknown-unit`. */
export async function readUnit(tx: Tx, id: string): Promise<UnitRow> {
  const [row] = await select(tx, id);
  if (!row) throw new Refused('unknown-unit', 404, 'There is no such unit in the register.');
  return toUnit(row);
}

/** Units with the version of their secret, for a demo city's list. */
export async function listUnitsWithVersion(
  tx: Tx,
): Promise<(UnitRow & { secretVersion: number })[]> {
  return (await select(tx, null)).map((row) => ({
    ...toUnit(row),
    secretVersion: row.secretVersion,
  }));
}

export type NewUnit = {
  callSign: string;
  kind: UnitKind;
  district: string;
  organisation: string | null;
};

/** Enters a unit; answers its id. Refuses with `call-sign-taken`, `other-district` and `unknown-district`. */
export async function addUnit(tx: Tx, unit: NewUnit): Promise<string> {
  await checkDistrict(tx, unit.district);
  const [row] = await tx.sql<{ id: string }>`
    insert into duty.units (call_sign, kind, district, organisation)
    values (${unit.callSign}, ${unit.kind}, ${unit.district}, ${unit.organisation})
    on conflict (call_sign) do nothing returning id`;
  if (!row) throw taken(unit.callSign);
  await keepChange(tx, row.id, 'unit.added', unit.district);
  return row.id;
}

/** Changes what is written about a unit. Refuses with `unknown-unit`, `call-sign-taken` and `unknown-district`. */
export async function changeUnit(
  tx: Tx,
  id: string,
  changes: { [K in keyof NewUnit]?: NewUnit[K] | undefined },
): Promise<void> {
  const now = await lockForChange(tx, id);
  const next = {
    callSign: changes.callSign ?? now.callSign,
    kind: changes.kind ?? now.kind,
    district: changes.district ?? now.district,
    organisation: changes.organisation === undefined ? now.organisation : changes.organisation,
  };
  if (next.district !== now.district) await checkDistrict(tx, next.district);
  if (next.callSign !== now.callSign) {
    const others = await tx.sql`select 1 from duty.units where call_sign = ${next.callSign}`;
    if (others.length > 0) throw taken(next.callSign);
  }
  await tx.sql`
    update duty.units set call_sign = ${next.callSign}, kind = ${next.kind}, district = ${next.district}, organisation = ${next.organisation}
    where id = ${id}`;
  await keepChange(tx, id, 'unit.changed', next.district);
}

/** Takes a unit out of service with its phone, or back in. Refuses with `unit-busy` while it is with somebody. */
export async function putInService(tx: Tx, id: string, active: boolean): Promise<void> {
  const unit = await lockForChange(tx, id);
  if (unit.busy)
    throw new Refused('unit-busy', 409, `${unit.callSign} is at an incident. Call it back first.`);
  await leaveDuty(tx, id);
  await tx.sql`
    update duty.units set active = ${active}, has_phone = has_phone and ${active}, secret_version = secret_version + 1 where id = ${id}`;
  await keepChange(tx, id, active ? 'unit.restored' : 'unit.retired', unit.district);
}

/** Gives the unit's phone a new secret; whatever phone had one before opens nothing. Answers the version to derive it from. */
export async function enrolPhone(
  tx: Tx,
  id: string,
): Promise<{ callSign: string; version: number }> {
  const unit = await lockForChange(tx, id);
  if (!unit.active)
    throw new Refused(
      'unknown-unit',
      409,
      `${unit.callSign} is out of service. Take it back first.`,
    );
  const [row] = await tx.sql<{ version: number }>`
    update duty.units set has_phone = true, secret_version = secret_version + 1 where id = ${id} returning secret_version as version`;
  await keepChange(tx, id, 'unit.phone-enrolled', unit.district);
  return { callSign: unit.callSign, version: row!.version };
}

/** Takes the phone's secret back. A shift that it began ends, unless the unit is with somebody: then the desk has the shift. */
export async function revokePhone(tx: Tx, id: string): Promise<void> {
  const unit = await lockForChange(tx, id);
  const ends = unit.dutyBy === 'phone' && !unit.busy;
  await tx.sql`
    update duty.units set has_phone = false, secret_version = secret_version + 1,
      duty_by = case when duty_by = 'phone' then 'desk' else duty_by end
    where id = ${id}`;
  if (ends) await leaveDuty(tx, id);
  await keepChange(tx, id, 'unit.phone-revoked', unit.district);
}

/** Tells the audit log and the desks of the district that something about a unit changed; ids only. */
export async function keepChange(
  tx: Tx,
  id: string,
  action: string,
  district: string,
): Promise<void> {
  await mark(tx, action, id);
  await appendEvent(tx, {
    type: 'unit.changed',
    subjectId: id,
    audience: [district],
    payload: { unit: id, action },
  });
}

/** Locks a unit that the actor may change. Refuses with `unknown-unit`. */
export async function lockForChange(tx: Tx, id: string): Promise<UnitRow> {
  const locked = await tx.sql`select 1 from duty.units where id::text = ${id} for update`;
  if (locked.length === 0)
    throw new Refused(
      'unknown-unit',
      404,
      'There is no such unit here, or it is another district’s.',
    );
  return readUnit(tx, id);
}

async function checkDistrict(tx: Tx, code: string): Promise<void> {
  const { districts } = tx.actor;
  if (districts !== 'all' && !districts.includes(code))
    throw new Refused(
      'other-district',
      403,
      'This is another district’s. Its own office enters it.',
    );
  const known = await tx.sql`select 1 from city.districts where code = ${code}`;
  if (known.length === 0)
    throw new Refused('unknown-district', 400, `The city has no district ${code}.`);
}

function taken(callSign: string): Refused {
  return new Refused('call-sign-taken', 409, `There is a unit called ${callSign} already.`);
}
