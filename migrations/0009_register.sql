-- The register kept by hand: every step of a designation, tests that were pressed, and who may read and count what.

create table safe_houses.designations (
  id bigint generated always as identity primary key,
  store_id uuid not null references safe_houses.stores (id) on delete cascade,
  at timestamptz not null default clock_timestamp(),
  step text not null check (step in ('designate', 'suspend', 'resume', 'renew', 'lapse', 'close', 'reopen', 'strike')),
  state text not null check (state in ('operating', 'suspended', 'closed', 'destroyed', 'lapsed')),
  until date,
  reason text,
  actor_id text not null,
  actor_name text
);
create index designations_store on safe_houses.designations (store_id, id desc);
comment on table safe_houses.designations is 'Every step of a store''s designation; nothing is ever changed or taken away';
comment on column safe_houses.designations.id is 'In order';
comment on column safe_houses.designations.store_id is 'Which store';
comment on column safe_houses.designations.at is 'When';
comment on column safe_houses.designations.step is 'What was done';
comment on column safe_houses.designations.state is 'State after it';
comment on column safe_houses.designations.until is 'Designated until, as this step left it';
comment on column safe_houses.designations.reason is 'Why, in words';
comment on column safe_houses.designations.actor_id is 'Who';
comment on column safe_houses.designations.actor_name is 'Who, by name';

alter table safe_houses.designations enable row level security;
alter table safe_houses.designations force row level security;
create policy append on safe_houses.designations for insert with check (
  (select platform.has_role('system', 'administrator'))
  or ((select platform.has_role('manager')) and exists (
    select 1 from safe_houses.stores s where s.id = store_id
      and ((select platform.sees_city()) or s.district = any ((select platform.actor_districts())::text[])))));
create policy read on safe_houses.designations for select using (
  (select platform.has_role('system', 'operator', 'city-operator', 'manager', 'auditor', 'administrator')));
grant select, insert on safe_houses.designations to ansim_app;

-- An operator who telephones a store should know who was trained there; counts of how calls ended are kept by whoever ends them.
create policy read on safe_houses.clerks for select using (
  (select platform.has_role('operator', 'city-operator', 'auditor')) and exists (
    select 1 from safe_houses.stores s where s.id = store_id
      and ((select platform.sees_city()) or s.district = any ((select platform.actor_districts())::text[]))));
drop policy managed on safe_houses.inspections;
create policy managed on safe_houses.inspections for insert with check (
  (select platform.has_role('manager')) and exists (
    select 1 from safe_houses.stores s where s.id = store_id
      and ((select platform.sees_city()) or s.district = any ((select platform.actor_districts())::text[]))));
create policy read on safe_houses.inspections for select using (
  (select platform.has_role('operator', 'city-operator', 'manager', 'auditor')) and exists (
    select 1 from safe_houses.stores s where s.id = store_id
      and ((select platform.sees_city()) or s.district = any ((select platform.actor_districts())::text[]))));
create policy counted on safe_houses.past_calls for insert with check (
  (select platform.has_role('operator', 'city-operator')));
create policy recounted on safe_houses.past_calls for update using (
  (select platform.has_role('operator', 'city-operator')));

alter table devices.vitals add column tested_at timestamptz;
comment on column devices.vitals.tested_at is 'Last self-test that arrived';
comment on column devices.vitals.last_test_at is 'Test mode last began';
drop policy through_device on devices.vitals;
create policy read on devices.vitals for select using (
  exists (select 1 from devices.devices d where d.id = device_id));
create policy managed on devices.vitals for all using (
  (select platform.has_role('manager', 'administrator')) and exists (select 1 from devices.devices d where d.id = device_id));
