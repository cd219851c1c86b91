// Keeps the fictional city living: its healthy buttons give a sign of life in time, its broken ones stay silent.
import { type Database, system } from '#platform/db/index.ts';

/** Lets every healthy device of the demo city be heard again before it would count as silent. */
export async function keepDemoAlive(db: Database): Promise<void> {
  await db.transaction(system, async (tx) => {
    await tx.sql`
      update devices.vitals v set
        last_seen_at = clock_timestamp() - make_interval(secs => (random() * 3000)::int),
        due_at = clock_timestamp() + interval '1 hour' + make_interval(secs => (random() * 3000)::int)
      where flagged is null and due_at < clock_timestamp() + interval '30 minutes'`;
    await tx.sql`update duty.units set position_at = clock_timestamp() where on_duty and duty_by = 'desk' and lat is not null and position_at < clock_timestamp() - interval '5 minutes'`;
  });
}

/** Metres a second of a demo unit on its way, by kind; the straight line stands for the streets. */
const speeds = JSON.stringify({
  'patrol-car': 5.1,
  'foot-patrol': 1.15,
  guards: 4.9,
  scouts: 1.05,
});

/** Lets the units that were sent come nearer to their incident by as far as they get in `seconds`. */
export async function driveDemoUnits(db: Database, seconds: number): Promise<void> {
  await db.transaction(
    system,
    (tx) => tx.sql`
    with way as (
      select u.id, i.lat, i.lon,
        ((${speeds}::jsonb ->> u.kind)::float8 * ${seconds}::float8) as step,
        sqrt(((i.lat - u.lat) * 110540) ^ 2 + ((i.lon - u.lon) * 111320 * cos(radians(u.lat))) ^ 2) as metres
      from duty.units u join incidents.incidents i on i.id = u.incident_id and i.state = 'dispatched'
      where u.on_duty and u.duty_by = 'desk' and u.lat is not null and i.lat is not null
    )
    update duty.units u set
      lat = u.lat + (way.lat - u.lat) * least(1, way.step / way.metres),
      lon = u.lon + (way.lon - u.lon) * least(1, way.step / way.metres),
      position_at = clock_timestamp()
    from way where way.id = u.id and way.metres > 15`,
  );
}
