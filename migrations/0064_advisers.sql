-- Legal and Medical Advisory Group: who advises on what, where, how much at a time, and with whom they have a conflict.

create schema advisers;
comment on schema advisers is 'Volunteers of law and medicine whom a team asks, with her consent';

create table advisers.advisers (
  staff_id uuid primary key references platform.staff (id) on delete cascade,
  name text not null check (length(name) between 1 and 60),
  specialty text not null check (specialty in ('legal', 'medical')),
  fields text[] not null,
  districts text[] not null check (cardinality(districts) between 1 and 40),
  languages text[] not null check (cardinality(languages) between 1 and 8),
  capacity int not null check (capacity between 0 and 20),
  away_from timestamptz,
  away_until timestamptz,
  last_offered_at timestamptz,
  active boolean not null default true,
  source text not null default 'hand',
  updated_at timestamptz not null default clock_timestamp(),
  check (away_until is null or away_from is not null and away_until > away_from)
);
create index advisers_districts on advisers.advisers using gin (districts) where active;
comment on table advisers.advisers is 'The register of the Legal and Medical Advisory Group';
comment on column advisers.advisers.staff_id is 'Their sign-in, of the role adviser';
comment on column advisers.advisers.name is 'As colleagues know them';
comment on column advisers.advisers.specialty is 'legal or medical';
comment on column advisers.advisers.fields is 'As in programme/advisers/names.ts';
comment on column advisers.advisers.districts is 'Whose teams may ask them';
comment on column advisers.advisers.languages is 'Languages they read and answer in';
comment on column advisers.advisers.capacity is 'Referrals at a time; 0: none for now';
comment on column advisers.advisers.away_from is 'Asked nothing from then on; null: not away';
comment on column advisers.advisers.away_until is 'Back then; null: until they say so';
comment on column advisers.advisers.last_offered_at is 'When they were last offered a referral; null: never';
comment on column advisers.advisers.active is 'Belongs to the group now';
comment on column advisers.advisers.source is 'hand or demo';
comment on column advisers.advisers.updated_at is 'Last change';

create table advisers.conflicts (
  staff_id uuid not null references advisers.advisers (staff_id) on delete cascade,
  desk_id uuid not null references reports.desks (id) on delete cascade,
  at timestamptz not null default clock_timestamp(),
  primary key (staff_id, desk_id)
);
create index conflicts_desk on advisers.conflicts (desk_id);
comment on table advisers.conflicts is 'Desks whose cases an adviser is never offered: they work there, worked there, or are close to somebody who does';
comment on column advisers.conflicts.staff_id is 'The adviser';
comment on column advisers.conflicts.desk_id is 'The desk';
comment on column advisers.conflicts.at is 'Since when';

create function advisers.keep_the_registers_part() returns trigger language plpgsql as $$
begin
  if platform.has_role('adviser') and (new.staff_id, new.name, new.specialty, new.fields, new.districts, new.active, new.last_offered_at)
      is distinct from (old.staff_id, old.name, old.specialty, old.fields, old.districts, old.active, old.last_offered_at) then
    raise insufficient_privilege using message = 'An adviser changes capacity, languages and absence only.';
  end if;
  return new;
end $$;
comment on function advisers.keep_the_registers_part() is 'What an adviser is, those say who keep the register';
create trigger keep_the_registers_part before update on advisers.advisers for each row execute function advisers.keep_the_registers_part();

alter table advisers.advisers enable row level security;
alter table advisers.advisers force row level security;
create policy system on advisers.advisers for all using ((select platform.has_role('system', 'administrator')));
create policy read on advisers.advisers for select using (
  (select platform.has_role('auditor'))
  or ((select platform.has_role('manager')) and ((select platform.sees_city()) or districts && (select platform.actor_districts())::text[])));
-- Whoever serves another district too is kept by those of the whole city.
create policy managed on advisers.advisers for all using (
  (select platform.has_role('manager')) and ((select platform.sees_city()) or districts <@ (select platform.actor_districts())::text[]));
create policy own on advisers.advisers for select using ((select platform.has_role('adviser')) and platform.is_me(staff_id::text));
create policy own_time on advisers.advisers for update using ((select platform.has_role('adviser')) and platform.is_me(staff_id::text));

alter table advisers.conflicts enable row level security;
alter table advisers.conflicts force row level security;
create policy system on advisers.conflicts for all using ((select platform.has_role('system', 'administrator')));
create policy read on advisers.conflicts for select using (
  exists (select 1 from advisers.advisers a where a.staff_id = conflicts.staff_id));
-- A conflict is declared by the adviser or by who keeps them, and taken back by the keeper alone.
create policy declared on advisers.conflicts for insert with check (
  ((select platform.has_role('adviser')) and platform.is_me(staff_id::text))
  or ((select platform.has_role('manager')) and exists (select 1 from advisers.advisers a where a.staff_id = conflicts.staff_id
    and ((select platform.sees_city()) or a.districts <@ (select platform.actor_districts())::text[]))));
create policy taken_back on advisers.conflicts for delete using (
  (select platform.has_role('manager')) and exists (select 1 from advisers.advisers a where a.staff_id = conflicts.staff_id
    and ((select platform.sees_city()) or a.districts <@ (select platform.actor_districts())::text[])));

-- An adviser is outside the city's offices: of its events they hear nothing, whatever districts they serve.
create policy not_advisers on platform.events as restrictive for select using (not (select platform.has_role('adviser')));

create policy enrol_adviser on reports.staff_keys for insert with check (
  (select platform.has_role('adviser')) and platform.is_me(staff_id::text));

grant usage on schema advisers to ansim_app;
grant select, insert, update, delete on advisers.advisers to ansim_app;
grant select, insert, delete on advisers.conflicts to ansim_app;
