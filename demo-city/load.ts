// Writes the fictional city into an empty database, in one transaction.
import { createHash } from 'node:crypto';
import { hashPassword } from '#platform/auth/index.ts';
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { type CityConfig, cityConfigSchema, foundCity } from '#programme/city/index.ts';
import { demoId } from './demo-id.ts';
import { demoSurveys, loadFigures } from './figures/history.ts';
import { buildDemoCity, momentOf } from './index.ts';
import { loadRegister } from './load-register.ts';
import type { DemoCity, District, StaffMember, StaffRole } from './model.ts';
import { registerAdvisers } from './people/load-advisers.ts';
import { buildStaff } from './people/staff.ts';
import { demoBases } from './reports/bases.ts';
import { loadWalkers } from './walks/people.ts';

/** Password of every sign-in of a demo city; a real city has none. */
export const demoPassword = 'ansim-demo';

/** Founds the demo city at a scale (1 is Seoul's) as of `now`; answers its configuration. */
export async function loadDemoCity(
  db: Database,
  options: { scale?: number; now?: Date } = {},
): Promise<CityConfig> {
  const demo = buildDemoCity({ scale: options.scale ?? 1 });
  const config = cityConfigSchema.parse({
    name: demo.city.name,
    demo: true,
    timeZone: demo.city.timeZone,
    languages: demo.city.languages,
    numbers: demo.city.numbers,
    bounds: demo.city.bounds,
    reports: {
      partners: [{ code: 'gaon-counsel', name: { ko: '가온 상담소', en: 'Gaon counselling' } }],
    },
    disclosures: { bases: demoBases },
    figures: { surveys: demoSurveys },
    // Every evening, so that there is something to see whenever somebody looks.
    walks: {
      hours: [{ days: [0, 1, 2, 3, 4, 5, 6], from: '22:00', to: '01:00' }],
      holidays: { calendar: 'kr', hours: { from: '22:00', to: '01:00' } },
    },
  });
  const passwordHash = await hashPassword(demoPassword);
  await db.transaction(system, async (tx) => {
    await foundCity(tx, config);
    await loadCity(tx, demo);
    await loadStores(tx, demo);
    await loadDevices(tx, demo);
    await loadPeople(tx, demo, passwordHash);
    await registerAdvisers(tx);
    const now = options.now ?? new Date();
    await loadPast(tx, demo, now);
    await loadRegister(tx, demo, now);
    await loadWalkers(tx, demo, options.scale ?? 1, now);
    await loadFigures(tx, {
      today: now.toISOString().slice(0, 10),
      afterDays: config.figures.publishAfterDays,
      below: config.figures.smallBelow,
    });
  });
  return config;
}

async function loadCity(tx: Tx, demo: DemoCity): Promise<void> {
  const districts = demo.districts.map((d) => ({ ...d, lat: d.center.lat, lon: d.center.lon }));
  await tx.sql`
    insert into city.districts (code, name, border, neighbours, lat, lon, source)
    select code, name, border, array(select jsonb_array_elements_text(neighbours)), lat, lon, 'demo'
    from jsonb_to_recordset(${JSON.stringify(districts)}::jsonb) as d(code text, name jsonb, border jsonb, neighbours jsonb, lat float8, lon float8)`;
  const { districts: _own, ...layers } = demo.map;
  for (const [name, geojson] of Object.entries(layers)) {
    await tx.sql`insert into city.map_layers (name, geojson) values (${name}, ${JSON.stringify(geojson)})`;
  }
  const offices = demo.policeOffices.map((o) => ({
    ...o,
    id: demoId(o.id),
    key: o.id,
    name_en: o.name.en,
    name: o.name.ko,
    address: o.address.ko,
  }));
  await tx.sql`
    insert into city.police_offices (id, source, source_key, kind, name, name_en, district, address, phone, lat, lon)
    select id, 'demo', key, kind, name, name_en, district, address, phone, lat, lon
    from jsonb_to_recordset(${JSON.stringify(offices)}::jsonb)
      as o(id uuid, key text, kind text, name text, name_en text, district text, address text, phone text, lat float8, lon float8)`;
  const units = demo.units.map((u) => ({
    ...u,
    id: demoId(u.id),
    callSign: u.callSign.ko,
    organisation: organisationOf(u),
  }));
  await tx.sql`
    insert into duty.units (id, call_sign, kind, district, organisation, has_phone, on_duty, duty_by, lat, lon, position_at)
    select id, "callSign", kind, district, organisation, true, "onDuty", case when "onDuty" then 'desk' end, case when "onDuty" then lat end, case when "onDuty" then lon end, case when "onDuty" then now() end
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u(id uuid, "callSign" text, kind text, district text, organisation text, "onDuty" boolean, lat float8, lon float8)`;
}

/** Guards carry their firm in their call sign; police and scouts are the district's. */
function organisationOf(unit: DemoCity['units'][number]): string | null {
  return unit.kind === 'guards' ? (unit.callSign.ko.split(' ')[0] ?? null) : null;
}

async function loadStores(tx: Tx, demo: DemoCity): Promise<void> {
  const stores = demo.stores.map((s) => ({
    ...s,
    id: demoId(s.id),
    key: s.id,
    chain: s.chain.ko,
    address: s.address.ko,
    hint: s.hint.ko,
    office: demoId(s.policeOfficeId),
  }));
  await tx.sql`
    insert into safe_houses.stores (id, source, source_key, name, name_en, chain, district, address, hint, phone, lat, lon, hours, state, designated_on, police_office_id)
    select id, 'demo', key, name, "nameEn", chain, district, address, hint, phone, lat, lon, hours, status, "designatedOn", office
    from jsonb_to_recordset(${JSON.stringify(stores)}::jsonb)
      as s(id uuid, key text, name text, "nameEn" text, chain text, district text, address text, hint text, phone text, lat float8, lon float8,
        hours jsonb, status text, "designatedOn" date, office uuid)`;
  const clerks = demo.stores.flatMap((s) =>
    s.clerks.map((clerk) => ({ ...clerk, store: demoId(s.id) })),
  );
  await tx.sql`
    insert into safe_houses.clerks (store_id, name, trained_on)
    select store, name, "trainedOn" from jsonb_to_recordset(${JSON.stringify(clerks)}::jsonb) as c(store uuid, name text, "trainedOn" date)`;
  // Most stores changed shift in the evening; some night clerks never said that they know the button.
  const shifts = demo.stores.flatMap((s, index) =>
    index % 9 === 0 || s.status !== 'operating'
      ? []
      : [{ store: demoId(s.id), name: s.clerks[0]?.name ?? '', minutes: 60 + (index % 240) }],
  );
  await tx.sql`
    insert into safe_houses.shifts (store_id, name, accepted_at, knows_button)
    select store, name, now() - make_interval(mins => minutes), true from jsonb_to_recordset(${JSON.stringify(shifts)}::jsonb) as c(store uuid, name text, minutes int)`;
}

const intervalSeconds = 7200;

async function loadDevices(tx: Tx, demo: DemoCity): Promise<void> {
  const buttons = demo.stores.flatMap((store) =>
    store.buttons.map((button) => ({
      ...button,
      id: demoId(button.id),
      external: externalName(button.id, button.protocol),
      label: `${store.name} ${button.kind === 'pocket-button' ? '주머니 버튼' : '계산대 벨'}`,
      kind: button.kind === 'pocket-button' ? 'button' : 'bell',
      store: demoId(store.id),
      district: store.district,
      seen: button.lastSeenMinutesAgo,
    })),
  );
  const pages = demo.stores.map((store) => ({
    id: demoId(`page-${store.id}`),
    external: `page-${store.id}`,
    protocol: 'page',
    label: `${store.name} 점원 화면`,
    kind: 'page',
    store: demoId(store.id),
    district: store.district,
    seen: null,
    batteryPercent: null,
  }));
  const devices = JSON.stringify([...buttons, ...pages]);
  await tx.sql`
    insert into devices.devices (id, external_id, protocol, label, kind, place_kind, place_id, district, interval_seconds)
    select id, external, protocol, label, kind, 'store', store, district, ${intervalSeconds}
    from jsonb_to_recordset(${devices}::jsonb) as d(id uuid, external text, protocol text, label text, kind text, store uuid, district text)`;
  await tx.sql`
    insert into devices.vitals (device_id, last_seen_at, battery_percent, flagged, flagged_at, due_at)
    select id, now() - make_interval(mins => seen), "batteryPercent",
      case when protocol = 'page' then null when seen is null then 'never-heard' when seen * 60 > ${intervalSeconds} then 'silent' when "batteryPercent" <= 20 then 'battery' end,
      case when protocol = 'page' then null when seen is null or seen * 60 > ${intervalSeconds} or "batteryPercent" <= 20 then now() - make_interval(mins => coalesce(seen, 0)) end,
      case when seen * 60 <= ${intervalSeconds} then now() + make_interval(secs => ${intervalSeconds} - seen * 60) end
    from jsonb_to_recordset(${devices}::jsonb) as d(id uuid, protocol text, seen int, "batteryPercent" smallint)`;
}

/** Name on the wire: LoRaWAN devices are known by a DevEUI of 16 hex digits. */
function externalName(id: string, protocol: string): string {
  return protocol.startsWith('lorawan')
    ? createHash('sha256').update(`deveui:${id}`).digest('hex').slice(0, 16)
    : id;
}

/**
 * Gives a demo city that was founded before there were teams for reports its teams; answers how many people that are. A city that has
 * some is left as it is.
 */
export function appointTeams(db: Database, scale = 1): Promise<number> {
  return appointLater(db, 'crisis-team', scale);
}

/** The same for the Legal and Medical Advisory Group, with its register. */
export async function appointAdvisers(db: Database, scale = 1): Promise<number> {
  const came = await appointLater(db, 'adviser', scale);
  if (came > 0) await db.transaction(system, registerAdvisers);
  return came;
}

async function appointLater(db: Database, role: StaffRole, scale: number): Promise<number> {
  const districts = await db.transaction(system, async (tx) => {
    const [known] = await tx.sql`select 1 from platform.staff where role = ${role} limit 1`;
    if (known) return [];
    return tx.sql<
      Pick<District, 'code' | 'name'>
    >`select code, name from city.districts order by code`;
  });
  if (districts.length === 0) return 0;
  const people = buildStaff(1, districts, scale).filter((one) => one.role === role);
  const passwordHash = await hashPassword(demoPassword);
  await db.transaction(system, (tx) => appoint(tx, people, passwordHash));
  return people.length;
}

function loadPeople(tx: Tx, demo: DemoCity, passwordHash: string): Promise<void> {
  return appoint(tx, demo.staff, passwordHash);
}

async function appoint(
  tx: Tx,
  people: readonly StaffMember[],
  passwordHash: string,
): Promise<void> {
  const staff = people.map((person) => ({
    ...person,
    id: demoId(person.id),
    districts: [person.district ?? '*'],
  }));
  await tx.sql`
    insert into platform.staff (id, login, name, role, districts, password_hash)
    select id, login, name, role, array(select jsonb_array_elements_text(districts)), ${passwordHash}
    from jsonb_to_recordset(${JSON.stringify(staff)}::jsonb) as s(id uuid, login text, name text, role text, districts jsonb)
    on conflict do nothing`;
}

async function loadPast(tx: Tx, demo: DemoCity, now: Date): Promise<void> {
  const counts = new Map<
    string,
    { store: string; month: string; disposition: string; count: number }
  >();
  for (const past of demo.history) {
    const month = `${momentOf(past.at, now).toISOString().slice(0, 7)}-01`;
    const key = `${past.storeId} ${month} ${past.disposition}`;
    const known = counts.get(key);
    if (known) known.count += 1;
    else
      counts.set(key, {
        store: demoId(past.storeId),
        month,
        disposition: past.disposition,
        count: 1,
      });
  }
  await tx.sql`
    insert into safe_houses.past_calls (store_id, month, disposition, count)
    select store, month, disposition, count
    from jsonb_to_recordset(${JSON.stringify([...counts.values()])}::jsonb) as p(store uuid, month date, disposition text, count int)`;
}
