-- The people of the programme who walk: scouts and volunteers, what they may do and until when, and their shifts in pairs.

create schema network;
comment on schema network is 'The human network: people who work or volunteer outside the desks, and their shifts';

create table network.people (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('scout', 'volunteer')),
  name text not null check (length(name) between 1 and 60),
  staff_number text not null unique check (staff_number ~ '^[A-Za-z0-9-]{2,20}$'),
  district text not null references city.districts (code),
  languages text[] not null default '{ko}',
  contract_from date,
  contract_until date,
  pay_per_hour int check (pay_per_hour >= 0),
  vetted_until date,
  trained_until date,
  id_issued_on date,
  available_days int[] not null default '{1,2,3,4,5}',
  photo bytea check (length(photo) <= 200000),
  phone_key_hash bytea unique check (length(phone_key_hash) = 32),
  active boolean not null default true,
  source text not null default 'hand',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default clock_timestamp()
);
create index people_district on network.people (district) where active;
comment on table network.people is 'Scouts on contract and volunteers';
comment on column network.people.id is 'Who';
comment on column network.people.kind is 'scout (paid) or volunteer';
comment on column network.people.name is 'As shown to her before they meet';
comment on column network.people.staff_number is 'As printed on the identity card';
comment on column network.people.district is 'Where they work';
comment on column network.people.languages is 'Languages they can walk in';
comment on column network.people.contract_from is 'First day of the contract or of volunteering';
comment on column network.people.contract_until is 'Last day; null while open';
comment on column network.people.pay_per_hour is 'In the city''s currency; null for volunteers';
comment on column network.people.vetted_until is 'Vetting valid until this day, included; null: never vetted';
comment on column network.people.trained_until is 'Training valid until this day, included; null: never trained';
comment on column network.people.id_issued_on is 'Identity card handed out; null: none';
comment on column network.people.available_days is '0 is Sunday; evenings on which they can work';
comment on column network.people.photo is 'JPEG or PNG for her phone, small';
comment on column network.people.phone_key_hash is 'SHA-256 of the secret on the person''s phone; null: no phone enrolled';
comment on column network.people.active is 'Works for the programme now';
comment on column network.people.source is 'hand or demo';
comment on column network.people.created_at is 'When they were entered';
comment on column network.people.updated_at is 'Last change';

create table network.shifts (
  id uuid primary key default gen_random_uuid(),
  call_sign text not null,
  district text not null references city.districts (code),
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  lat double precision not null,
  lon double precision not null,
  check (ends_at > begins_at)
);
create index shifts_time on network.shifts (begins_at, ends_at);
comment on table network.shifts is 'One evening of one pair';
comment on column network.shifts.id is 'The pair of this evening';
comment on column network.shifts.call_sign is 'As spoken on the radio';
comment on column network.shifts.district is 'Where the pair works';
comment on column network.shifts.begins_at is 'Planned';
comment on column network.shifts.ends_at is 'Planned';
comment on column network.shifts.started_at is 'The first of the two said that they are there';
comment on column network.shifts.ended_at is 'They went home';
comment on column network.shifts.lat is 'Where the pair begins, degrees';
comment on column network.shifts.lon is 'Where the pair begins, degrees';

create table network.shift_people (
  shift_id uuid not null references network.shifts (id) on delete cascade,
  person_id uuid not null references network.people (id),
  worked_from timestamptz,
  worked_until timestamptz,
  primary key (shift_id, person_id)
);
create index shift_people_person on network.shift_people (person_id);
comment on table network.shift_people is 'Who walks in a pair, and the hours they worked';
comment on column network.shift_people.shift_id is 'The pair of the evening';
comment on column network.shift_people.person_id is 'Who';
comment on column network.shift_people.worked_from is 'Said on the phone that they are there';
comment on column network.shift_people.worked_until is 'Said that they go home; the planned end where they forgot';

alter table network.people enable row level security;
alter table network.people force row level security;
create policy system on network.people for all using ((select platform.has_role('system', 'administrator')));
create policy managed on network.people for all using (
  (select platform.has_role('manager')) and ((select platform.sees_city()) or district = any ((select platform.actor_districts())::text[])));
create policy read on network.people for select using (
  (select platform.has_role('operator', 'city-operator', 'hotline-agent', 'auditor'))
  and ((select platform.sees_city()) or district = any ((select platform.actor_districts())::text[])));

alter table network.shifts enable row level security;
alter table network.shifts force row level security;
create policy system on network.shifts for all using ((select platform.has_role('system', 'administrator')));
create policy managed on network.shifts for all using (
  (select platform.has_role('manager')) and ((select platform.sees_city()) or district = any ((select platform.actor_districts())::text[])));
create policy read on network.shifts for select using (
  (select platform.has_role('operator', 'city-operator', 'hotline-agent', 'auditor'))
  and ((select platform.sees_city()) or district = any ((select platform.actor_districts())::text[])));

alter table network.shift_people enable row level security;
alter table network.shift_people force row level security;
create policy through_shift on network.shift_people for select using (
  exists (select 1 from network.shifts s where s.id = shift_id));
create policy kept on network.shift_people for all using (
  (select platform.has_role('system', 'administrator', 'manager')) and exists (select 1 from network.shifts s where s.id = shift_id));

grant usage on schema network to ansim_app;
grant select, insert, update, delete on all tables in schema network to ansim_app;
