// Shifts of units: begun with one touch, ended with one, or by themselves; where a unit is, while it is on duty and never else.
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { keepChange, lockForChange } from './register.ts';
import { type FixAnswer, judgeFix } from './rules.ts';
import { leaveDuty } from './store.ts';

/** Puts a unit on duty for some hours. One that began on its phone is asked there from now on; the desk's goes on until it ends it. */
export async function beginShift(
  tx: Tx,
  id: string,
  by: 'desk' | 'phone',
  hours: number,
): Promise<void> {
  const unit = await lockForChange(tx, id);
  if (!unit.active) throw new Refused('unknown-unit', 409, `${unit.callSign} is out of service.`);
  if (unit.onDuty && unit.dutyBy === by) return;
  await tx.sql`
    update duty.units set on_duty = true, duty_by = ${by}, on_duty_since = clock_timestamp(),
      on_duty_until = clock_timestamp() + make_interval(secs => ${Math.round(hours * 3600)})
    where id = ${id}`;
  await keepChange(tx, id, 'unit.on-duty', unit.district);
}

/** Ends a shift; from here the unit has no position. Refuses with `unit-busy` while it is asked or with somebody. */
export async function endShift(tx: Tx, id: string): Promise<void> {
  const unit = await lockForChange(tx, id);
  if (!unit.onDuty) return;
  if (unit.busy) throw new Refused('unit-busy', 409, `${unit.callSign} is still at an incident.`);
  await leaveDuty(tx, id);
  await keepChange(tx, id, 'unit.off-duty', unit.district);
}

/** Ends every shift whose time is over, but none of a unit that is with somebody; answers how many ended. */
export async function endShiftsDue(db: Database): Promise<number> {
  return db.transaction(system, async (tx) => {
    const due = await tx.sql<{ id: string }>`
      select id from duty.units where on_duty and on_duty_until <= clock_timestamp() and incident_id is null
      order by on_duty_until for update skip locked limit 500`;
    for (const { id } of due) await endShift(tx, id);
    return due.length;
  });
}

export type Fix = { lat: number; lon: number; at: Date };

/** Keeps where one unit is now, if the rules let it; a clock that runs ahead counts as now. Nothing else of the fix is kept anywhere. */
export async function keepFix(tx: Tx, id: string, fix: Fix): Promise<FixAnswer> {
  const [row] = await tx.sql<{
    on_duty: boolean;
    duty_by: 'desk' | 'phone' | null;
    on_duty_since: Date | null;
    position_at: Date | null;
    now: Date;
  }>`
    select on_duty, duty_by, on_duty_since, position_at, clock_timestamp() as now from duty.units where id = ${id} and has_phone for update`;
  if (!row) return 'off-duty';
  const at = new Date(Math.min(fix.at.getTime(), row.now.getTime()));
  const shift = {
    onDuty: row.on_duty,
    since: row.on_duty_since?.getTime() ?? null,
    by: row.duty_by,
  };
  const answer = judgeFix(shift, at.getTime(), row.position_at?.getTime() ?? null);
  if (answer === 'kept')
    await tx.sql`update duty.units set lat = ${fix.lat}, lon = ${fix.lon}, position_at = ${at} where id = ${id}`;
  return answer;
}
