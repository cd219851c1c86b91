-- Those who apply to walk: heard, spoken with, vetted and trained, taken on or not; and nothing of them longer than that needs.

create table network.applicants (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 60),
  phone text check (length(phone) between 3 and 20),
  kind text not null check (kind in ('scout', 'volunteer')),
  district text not null references city.districts (code),
  languages text[] not null default '{ko}',
  source text not null check (source in ('job-centre', 'women-centre', 'telephone', 'counter', 'website', 'other')),
  priority boolean not null default false,
  state text not null default 'applied' check (state in ('applied', 'interviewed', 'vetted', 'trained', 'taken-on', 'declined', 'withdrawn')),
  reason text check (reason in ('no-place', 'not-suited', 'vetting', 'training', 'not-reached', 'other')),
  person_id uuid references network.people (id) on delete set null,
  vetted_until date,
  trained_until date,
  applied_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  check ((state = 'declined') = (reason is not null)),
  check (state not in ('vetted', 'trained') or vetted_until is not null),
  check (state <> 'trained' or trained_until is not null)
);
create index applicants_district on network.applicants (district, state);
comment on table network.applicants is 'Those who apply to walk, until they are taken on or not; erased some time after';
comment on column network.applicants.id is 'Which';
comment on column network.applicants.name is 'As they gave it';
comment on column network.applicants.phone is 'Where they are reached; null: they come by';
comment on column network.applicants.kind is 'What they want to be: scout (paid) or volunteer';
comment on column network.applicants.district is 'Where they want to walk';
comment on column network.applicants.languages is 'Languages they can walk in';
comment on column network.applicants.source is 'How they came';
comment on column network.applicants.priority is 'Belongs to those whom the city hires first (low income and others); the proof was seen. Which group it is, is not kept';
comment on column network.applicants.state is 'How far it is';
comment on column network.applicants.reason is 'Why not';
comment on column network.applicants.person_id is 'Who they became';
comment on column network.applicants.vetted_until is 'Last valid day of the vetting';
comment on column network.applicants.trained_until is 'Last valid day of the training';
comment on column network.applicants.applied_at is 'When they applied';
comment on column network.applicants.updated_at is 'Last change';

alter table network.applicants enable row level security;
alter table network.applicants force row level security;
create policy system on network.applicants for all using ((select platform.is_system()));
create policy kept on network.applicants for all using (
  (select platform.has_role('manager', 'administrator')) and (platform.sees_city() or district = any (platform.actor_districts())));
grant select, insert, update, delete on network.applicants to ansim_app;
