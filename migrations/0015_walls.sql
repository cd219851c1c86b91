-- Walls that stood open wider than any duty needs, found by trying every role at every table (docs/walls.md).

comment on table public.ansim_migrations is 'Which migrations were applied; the running role may not see it';
comment on column public.ansim_migrations.name is 'Name of the file';
comment on column public.ansim_migrations.checksum is 'SHA-256 of the file as it was applied; a changed file is refused';
comment on column public.ansim_migrations.applied_at is 'When';

-- Borders are the city's; a police office is changed by the manager of its own district only.
drop policy write on city.districts;
create policy write on city.districts for all using ((select platform.has_role('system', 'administrator')));
drop policy write on city.police_offices;
create policy write on city.police_offices for all using (
  (select platform.has_role('system', 'administrator'))
  or ((select platform.has_role('manager')) and ((select platform.sees_city()) or district = any ((select platform.actor_districts())::text[]))));

-- A transaction that names nobody writes nothing; what leaves the city is decided by those who answer calls, and by units under way.
drop policy append on platform.events;
create policy append on platform.events for insert with check (coalesce(platform.actor_role(), '') <> '');
drop policy append on platform.outbox;
create policy append on platform.outbox for insert with check (
  platform.has_role('system', 'operator', 'city-operator', 'hotline-agent', 'unit'));

-- A step or a hand-over may be written in the statement that raises its incident, where the incident cannot be seen yet. What stands
-- already must be visible: nobody writes into another centre's call. Stable, so that it asks as of the same statement.
create function incidents.stands(incident uuid) returns boolean language plpgsql stable
as $$
declare
  asked text := current_setting('ansim.role', true);
  answer boolean;
begin
  perform set_config('ansim.role', 'system', true);
  answer := exists (select from incidents.incidents i where i.id = incident);
  perform set_config('ansim.role', coalesce(asked, ''), true);
  return answer;
end $$;
comment on function incidents.stands(uuid) is 'There is such an incident, whether or not the actor may see it; tells nothing else of it';

drop policy append on incidents.steps;
create policy append on incidents.steps for insert with check (
  platform.has_role('operator', 'city-operator', 'hotline-agent') and actor_id = platform.actor_id()
  and (exists (select from incidents.incidents i where i.id = incident_id) or not incidents.stands(incident_id)));
drop policy decide on incidents.hand_overs;
create policy decide on incidents.hand_overs for insert with check (
  platform.has_role('operator', 'city-operator', 'hotline-agent')
  and (exists (select from incidents.incidents i where i.id = incident_id) or not incidents.stands(incident_id)));

-- What one shift tells the next is for the desks, and is written for one's own centre.
drop policy own on duty.shift_log;
create policy read on duty.shift_log for select using (
  (select platform.has_role('system', 'operator', 'city-operator', 'hotline-agent', 'manager', 'auditor', 'administrator'))
  and ((select platform.sees_city()) or district = any ((select platform.actor_districts())::text[])));
drop policy write on duty.shift_log;
create policy write on duty.shift_log for insert with check (
  platform.has_role('system', 'operator', 'city-operator') and author_id = platform.actor_id()
  and (platform.sees_city() or district = any (platform.actor_districts())));

-- Whoever raises a call sees it, also one for the district next door: before, the statement that raised it could not read it back.
create function incidents.let_raiser_see() returns trigger language plpgsql
as $$
begin
  new.audience := array(select distinct unnest(new.audience || coalesce(platform.actor_districts(), '{}')));
  return new;
end $$;
comment on function incidents.let_raiser_see() is 'Adds the centre of whoever raises a call to those that see it; those who work for the whole city see it anyway';
create trigger let_raiser_see before insert on incidents.incidents
  for each row when (not platform.sees_city()) execute function incidents.let_raiser_see();
