// SQL of the register as its keepers read and write it.
import type { Tx } from '#platform/db/index.ts';
import type { Hours, StoreState, StoreStep } from '../shapes.ts';

export type RegisterFacts = {
  id: string;
  name: string;
  name_en: string | null;
  address: string;
  phone: string | null;
  district: string;
  state: StoreState;
  until: string | null;
  days_until_end: number | null;
  buttons: number;
  trained: number;
  tested_at: Date | null;
  days_since_test: number | null;
  inspected_at: Date | null;
  days_since_inspection: number | null;
  passed: boolean | null;
  calls: number;
  real: number;
  false_alarms: number;
  tests: number;
};

/** Every store the actor may keep or look at, or one of them, with the facts that say what it lacks. `today` is yyyy-mm-dd. */
export async function selectRegister(
  tx: Tx,
  { today, id = null }: { today: string; id?: string | null },
): Promise<RegisterFacts[]> {
  return tx.sql<RegisterFacts>`
    with button as materialized (
      select d.place_id, count(*)::int as buttons, max(v.tested_at) as tested_at
      from devices.devices d left join devices.vitals v on v.device_id = d.id
      where d.active and d.place_kind = 'store' and d.protocol <> 'page' group by d.place_id
    ), clerk as materialized (
      select store_id, count(*)::int as trained from safe_houses.clerks
      where active and trained_on > ${today}::date - 365 group by store_id
    ), inspection as materialized (
      select distinct on (store_id) store_id, at, passed from safe_houses.inspections order by store_id, at desc
    ), past as materialized (
      select store_id,
        coalesce(sum(count) filter (where disposition <> 'test'), 0)::int as calls,
        coalesce(sum(count) filter (where disposition not in ('test', 'accidental', 'false', 'merged')), 0)::int as real,
        coalesce(sum(count) filter (where disposition in ('accidental', 'false')), 0)::int as false_alarms,
        coalesce(sum(count) filter (where disposition = 'test'), 0)::int as tests
      from safe_houses.past_calls where month > ${today}::date - interval '1 year' group by store_id
    )
    select s.id, s.name, s.name_en, s.address, s.phone, s.district, s.state, s.designated_until::text as until,
      s.designated_until - ${today}::date as days_until_end,
      coalesce(b.buttons, 0) as buttons, coalesce(c.trained, 0) as trained,
      b.tested_at, extract(day from now() - b.tested_at)::int as days_since_test,
      i.at as inspected_at, extract(day from now() - i.at)::int as days_since_inspection, i.passed,
      coalesce(p.calls, 0) as calls, coalesce(p.real, 0) as real, coalesce(p.false_alarms, 0) as false_alarms,
      coalesce(p.tests, 0) as tests
    from safe_houses.stores s
    left join button b on b.place_id = s.id left join clerk c on c.store_id = s.id
    left join inspection i on i.store_id = s.id left join past p on p.store_id = s.id
    where (${id}::uuid is null or s.id = ${id}::uuid)
      and ((select platform.sees_city()) or s.district = any ((select platform.actor_districts())::text[]))
    order by s.district, s.name, s.id limit 20000`;
}

export type StoreRow = {
  id: string;
  district: string;
  chain: string | null;
  hint: string | null;
  lat: number | null;
  lon: number | null;
  hours: Hours;
  state: StoreState;
  state_reason: string | null;
  designated_on: string | null;
  until: string | null;
  source: string;
  updated_at: Date;
  changed: string[];
  office_id: string | null;
  office_name: string | null;
  office_phone: string | null;
};

/** One store, locked when it is about to be changed. */
export async function readStore(tx: Tx, id: string, lock: boolean): Promise<StoreRow | undefined> {
  if (lock) await tx.sql`select 1 from safe_houses.stores where id = ${id} for update`;
  const [row] = await tx.sql<StoreRow>`
    select s.id, s.district, s.chain, s.hint, s.lat, s.lon, s.hours, s.state, s.state_reason,
      s.designated_on::text, s.designated_until::text as until, s.source, s.updated_at,
      s.police_office_id as office_id, coalesce(o.name, s.police_office_name) as office_name, o.phone as office_phone,
      array(select field from (values
        ('name', to_jsonb(s.name)), ('address', to_jsonb(s.address)), ('phone', to_jsonb(s.phone)),
        ('state', to_jsonb(s.state)), ('lat', to_jsonb(s.lat)), ('lon', to_jsonb(s.lon))) f(field, own)
        where s.imported is not null and coalesce(own, 'null'::jsonb) <> coalesce(s.imported -> field, 'null'::jsonb)) as changed
    from safe_houses.stores s left join city.police_offices o on o.id = s.police_office_id
    where s.id = ${id}`;
  return row;
}

export type StoreWrite = {
  name: string;
  nameEn: string | null;
  chain: string | null;
  address: string;
  hint: string | null;
  phone: string | null;
  lat: number;
  lon: number;
  hours: Hours;
  policeOfficeId: string | null;
};

/** Fields that change; what is missing stays. */
export type StoreChanges = { [K in keyof StoreWrite]?: StoreWrite[K] | undefined };

/** Adds a store that was designated by hand; answers its id. */
export async function insertStore(
  tx: Tx,
  store: StoreWrite & { district: string; until: string | null; today: string },
): Promise<string> {
  const [row] = await tx.sql<{ id: string }>`
    insert into safe_houses.stores (name, name_en, chain, district, address, hint, phone, lat, lon, hours,
      police_office_id, designated_on, designated_until)
    values (${store.name}, ${store.nameEn}, ${store.chain}, ${store.district}, ${store.address}, ${store.hint},
      ${store.phone}, ${store.lat}, ${store.lon}, ${JSON.stringify(store.hours)}, ${store.policeOfficeId},
      ${store.today}::date, ${store.until}::date)
    returning id`;
  return row!.id;
}

/** A store of the same name that is not shut, within some metres: most likely the same one. */
export async function findSameStore(
  tx: Tx,
  store: { name: string; lat: number; lon: number },
): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }>`
    select id from safe_houses.stores
    where lower(name) = lower(${store.name}) and state not in ('closed', 'destroyed')
      and abs(lat - ${store.lat}) < 0.0005 and abs(lon - ${store.lon}) < 0.0006 limit 1`;
  return row?.id;
}

/** Writes the fields that are there; the others stay. */
export async function updateStore(
  tx: Tx,
  id: string,
  changes: StoreChanges & { district?: string },
): Promise<void> {
  const columns = {
    name: changes.name,
    name_en: changes.nameEn,
    chain: changes.chain,
    district: changes.district,
    address: changes.address,
    hint: changes.hint,
    phone: changes.phone,
    lat: changes.lat,
    lon: changes.lon,
    hours: changes.hours,
    police_office_id: changes.policeOfficeId,
  };
  // `undefined` leaves no key, so a missing field keeps its value and null empties it.
  const record = JSON.stringify(columns);
  await tx.sql`
    update safe_houses.stores s set (name, name_en, chain, district, address, hint, phone, lat, lon, hours, police_office_id, updated_at) =
      (select r.name, r.name_en, r.chain, r.district, r.address, r.hint, r.phone, r.lat, r.lon, r.hours, r.police_office_id, clock_timestamp()
       from jsonb_populate_record(s, ${record}::jsonb) r)
    where id = ${id}`;
}

/** Keeps a step of the designation and the state after it. */
export async function keepStep(
  tx: Tx,
  id: string,
  step: {
    step: StoreStep | 'designate';
    state: StoreState;
    until: string | null;
    reason: string | null;
  },
): Promise<void> {
  await tx.sql`
    update safe_houses.stores set state = ${step.state}, designated_until = ${step.until}::date,
      state_reason = case when ${step.state} = 'operating' then null else ${step.reason}::text end, updated_at = clock_timestamp()
    where id = ${id}`;
  await tx.sql`
    insert into safe_houses.designations (store_id, step, state, until, reason, actor_id, actor_name)
    values (${id}, ${step.step}, ${step.state}, ${step.until}::date, ${step.reason}, ${tx.actor.id}, ${tx.actor.name})`;
}

/** Lets designations lapse whose last day is over; answers which. */
export async function lapseDue(tx: Tx, today: string): Promise<{ id: string; district: string }[]> {
  return tx.sql<{ id: string; district: string }>`
    with lapsed as (
      update safe_houses.stores set state = 'lapsed', state_reason = null, updated_at = clock_timestamp()
      where designated_until < ${today}::date and state in ('operating', 'suspended')
      returning id, district, designated_until
    ), step as (
      insert into safe_houses.designations (store_id, step, state, until, actor_id)
      select id, 'lapse', 'lapsed', designated_until, 'system' from lapsed
    )
    select id, district from lapsed`;
}

/** Counts how a call from a store ended, or takes the count back when the call is opened again. */
export async function countEnd(
  tx: Tx,
  end: { storeId: string; month: string; disposition: string; by: 1 | -1 },
): Promise<void> {
  await tx.sql`
    insert into safe_houses.past_calls as p (store_id, month, disposition, count)
    select id, ${end.month}::date, ${end.disposition}, greatest(0, ${end.by}::int) from safe_houses.stores where id = ${end.storeId}
    on conflict (store_id, month, disposition) do update set count = greatest(0, p.count + ${end.by}::int)`;
}
