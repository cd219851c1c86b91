-- Convenience stores in which a woman finds help: the register, the clerks, the shifts, the tests and the roll call.

create schema safe_houses;
comment on schema safe_houses is 'Convenience stores open at night in which a woman finds help';

create table safe_houses.stores (
  id uuid primary key default gen_random_uuid(),
  source text not null default 'hand',
  source_key text unique,
  name text not null,
  name_en text,
  chain text,
  district text not null references city.districts (code),
  address text not null,
  hint text,
  phone text,
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  hours jsonb not null default '"24h"',
  state text not null default 'operating' check (state in ('operating', 'suspended', 'closed', 'destroyed', 'lapsed')),
  state_reason text,
  designated_on date,
  designated_until date,
  police_office_id uuid references city.police_offices (id) on delete set null,
  police_office_name text,
  confirmed_at timestamptz,
  imported jsonb,
  updated_at timestamptz not null default now()
);
create index stores_place on safe_houses.stores using gist (point(lon, lat));
create index stores_district on safe_houses.stores (district);
comment on table safe_houses.stores is 'Register of safe houses';
comment on column safe_houses.stores.id is 'Stays the same when imported again';
comment on column safe_houses.stores.source is 'hand, demo or the name of the imported file kind';
comment on column safe_houses.stores.source_key is 'What makes a row of the official file the same row next time';
comment on column safe_houses.stores.name is 'Name on the sign';
comment on column safe_houses.stores.name_en is 'Name in English';
comment on column safe_houses.stores.chain is 'Store chain';
comment on column safe_houses.stores.district is 'By its coordinates; by the file where it has none';
comment on column safe_houses.stores.address is 'Street address';
comment on column safe_houses.stores.hint is 'How to find it on foot';
comment on column safe_houses.stores.phone is 'Telephone at the till';
comment on column safe_houses.stores.lat is 'WGS 84 degrees';
comment on column safe_houses.stores.lon is 'WGS 84 degrees';
comment on column safe_houses.stores.hours is '"24h" or ranges by weekday';
comment on column safe_houses.stores.state is 'Only operating ones are shown to residents';
comment on column safe_houses.stores.state_reason is 'Why suspended, closed or lapsed';
comment on column safe_houses.stores.designated_on is 'Designated by the city';
comment on column safe_houses.stores.designated_until is 'Lapses after, unless renewed';
comment on column safe_houses.stores.police_office_id is 'Responsible police box';
comment on column safe_houses.stores.police_office_name is 'Responsible office as the official file names it';
comment on column safe_houses.stores.confirmed_at is 'Last time it answered a roll call, a test or a shift';
comment on column safe_houses.stores.imported is 'Values as last imported, to see what was changed by hand';
comment on column safe_houses.stores.updated_at is 'Last change';

create table safe_houses.clerks (
  id uuid primary key default gen_random_uuid(),
  store_id uuid not null references safe_houses.stores (id) on delete cascade,
  name text not null,
  trained_on date,
  active boolean not null default true
);
create index clerks_store on safe_houses.clerks (store_id);
comment on table safe_houses.clerks is 'Trained clerks';
comment on column safe_houses.clerks.id is 'Who';
comment on column safe_houses.clerks.store_id is 'Where';
comment on column safe_houses.clerks.name is 'As on the roster';
comment on column safe_houses.clerks.trained_on is 'Last training';
comment on column safe_houses.clerks.active is 'Still works there';

create table safe_houses.shifts (
  id uuid primary key default gen_random_uuid(),
  store_id uuid not null references safe_houses.stores (id) on delete cascade,
  name text not null,
  accepted_at timestamptz not null default clock_timestamp(),
  knows_button boolean not null
);
create index shifts_store on safe_houses.shifts (store_id, accepted_at desc);
comment on table safe_houses.shifts is 'Acknowledgement at each shift: I know where the button is';
comment on column safe_houses.shifts.id is 'Which';
comment on column safe_houses.shifts.store_id is 'Where';
comment on column safe_houses.shifts.name is 'Who works; erased after 30 days';
comment on column safe_houses.shifts.accepted_at is 'When';
comment on column safe_houses.shifts.knows_button is 'Said so';

create table safe_houses.inspections (
  id uuid primary key default gen_random_uuid(),
  store_id uuid not null references safe_houses.stores (id) on delete cascade,
  at timestamptz not null default clock_timestamp(),
  inspector text not null,
  checklist jsonb not null,
  passed boolean not null,
  note text
);
create index inspections_store on safe_houses.inspections (store_id, at desc);
comment on table safe_houses.inspections is 'Inspections, twice a year';
comment on column safe_houses.inspections.id is 'Which';
comment on column safe_houses.inspections.store_id is 'Where';
comment on column safe_houses.inspections.at is 'When';
comment on column safe_houses.inspections.inspector is 'Who';
comment on column safe_houses.inspections.checklist is 'Answer of each point: true, false or null for not applicable';
comment on column safe_houses.inspections.passed is 'Every point that applies was true';
comment on column safe_houses.inspections.note is 'What to mend';

create table safe_houses.roll_calls (
  id uuid primary key default gen_random_uuid(),
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  total int not null,
  answered int not null default 0,
  result text,
  signature text,
  signed_by text
);
create index roll_calls_started on safe_houses.roll_calls (started_at desc);
comment on table safe_houses.roll_calls is 'Evening roll call of every button, desk and endpoint';
comment on column safe_houses.roll_calls.id is 'Which';
comment on column safe_houses.roll_calls.started_at is 'Called';
comment on column safe_houses.roll_calls.finished_at is 'Closed in the morning';
comment on column safe_houses.roll_calls.total is 'Stores called';
comment on column safe_houses.roll_calls.answered is 'Stores that answered or lived within their interval';
comment on column safe_houses.roll_calls.result is 'Who answered and how: the very text that was signed';
comment on column safe_houses.roll_calls.signature is 'Ed25519 over the canonical result, base64';
comment on column safe_houses.roll_calls.signed_by is 'Key id';

create table safe_houses.roll_call_answers (
  roll_call_id uuid not null references safe_houses.roll_calls (id) on delete cascade,
  kind text not null check (kind in ('store', 'desk', 'endpoint')),
  subject text not null,
  answered_at timestamptz,
  how text check (how in ('answered', 'last-sign', 'none')),
  primary key (roll_call_id, kind, subject)
);
comment on table safe_houses.roll_call_answers is 'Each one called, and what came back';
comment on column safe_houses.roll_call_answers.roll_call_id is 'Of which roll call';
comment on column safe_houses.roll_call_answers.kind is 'store, desk or endpoint';
comment on column safe_houses.roll_call_answers.subject is 'Store id, district code of the desk, or endpoint';
comment on column safe_houses.roll_call_answers.answered_at is 'When, or its last sign of life';
comment on column safe_houses.roll_call_answers.how is 'answered, last-sign or none';

create table safe_houses.past_calls (
  store_id uuid not null references safe_houses.stores (id) on delete cascade,
  month date not null,
  disposition text not null,
  count int not null,
  primary key (store_id, month, disposition)
);
comment on table safe_houses.past_calls is 'How calls from each store ended, by month: its false-alarm rate, kept when incidents are erased';
comment on column safe_houses.past_calls.store_id is 'Where';
comment on column safe_houses.past_calls.month is 'First day of the month';
comment on column safe_houses.past_calls.disposition is 'How they ended';
comment on column safe_houses.past_calls.count is 'How many';

alter table safe_houses.stores enable row level security;
alter table safe_houses.stores force row level security;
create policy public on safe_houses.stores for select using (state = 'operating');
create policy read on safe_houses.stores for select using (
  (select platform.has_role('system', 'operator', 'city-operator', 'hotline-agent', 'manager', 'auditor', 'administrator')));
create policy write on safe_houses.stores for all using (
  (select platform.has_role('system', 'administrator'))
  or ((select platform.has_role('manager')) and ((select platform.sees_city()) or district = any ((select platform.actor_districts())::text[]))));

alter table safe_houses.clerks enable row level security;
alter table safe_houses.clerks force row level security;
create policy system on safe_houses.clerks for all using ((select platform.has_role('system', 'administrator')));
create policy managed on safe_houses.clerks for all using (
  (select platform.has_role('manager')) and exists (
    select 1 from safe_houses.stores s where s.id = store_id
      and ((select platform.sees_city()) or s.district = any ((select platform.actor_districts())::text[]))));
alter table safe_houses.shifts enable row level security;
alter table safe_houses.shifts force row level security;
create policy system on safe_houses.shifts for all using ((select platform.is_system()));
create policy read on safe_houses.shifts for select using (
  (select platform.has_role('operator', 'city-operator', 'manager', 'auditor')) and exists (
    select 1 from safe_houses.stores s where s.id = store_id
      and ((select platform.sees_city()) or s.district = any ((select platform.actor_districts())::text[]))));
alter table safe_houses.inspections enable row level security;
alter table safe_houses.inspections force row level security;
create policy system on safe_houses.inspections for all using ((select platform.has_role('system', 'administrator')));
create policy managed on safe_houses.inspections for all using (
  (select platform.has_role('manager', 'auditor')) and exists (
    select 1 from safe_houses.stores s where s.id = store_id
      and ((select platform.sees_city()) or s.district = any ((select platform.actor_districts())::text[]))));
alter table safe_houses.roll_calls enable row level security;
alter table safe_houses.roll_calls force row level security;
create policy read on safe_houses.roll_calls for select using (true);
create policy write on safe_houses.roll_calls for all using ((select platform.is_system()));
alter table safe_houses.roll_call_answers enable row level security;
alter table safe_houses.roll_call_answers force row level security;
create policy system on safe_houses.roll_call_answers for all using ((select platform.is_system()));
create policy read on safe_houses.roll_call_answers for select using (
  (select platform.has_role('operator', 'city-operator', 'hotline-agent', 'manager', 'auditor', 'administrator')));
alter table safe_houses.past_calls enable row level security;
alter table safe_houses.past_calls force row level security;
create policy system on safe_houses.past_calls for all using ((select platform.is_system()));
create policy read on safe_houses.past_calls for select using (
  (select platform.has_role('operator', 'city-operator', 'manager', 'auditor', 'administrator')) and exists (
    select 1 from safe_houses.stores s where s.id = store_id
      and ((select platform.sees_city()) or s.district = any ((select platform.actor_districts())::text[]))));

grant usage on schema safe_houses to ansim_app;
grant select, insert, update, delete on all tables in schema safe_houses to ansim_app;
