-- A unit with a phone is asked and answers; what it was asked to, it may see while it is open, and nothing else.

alter table incidents.assignments
  drop constraint assignments_state_check,
  add constraint assignments_state_check check (state in
    ('sent', 'offered', 'accepted', 'on-way', 'on-scene', 'declined', 'unanswered', 'withdrawn', 'done')),
  add column due_at timestamptz,
  add column accepted_at timestamptz,
  add column reason text,
  add constraint assignments_ended check ((state in ('declined', 'unanswered', 'withdrawn', 'done')) = (ended_at is not null));
comment on column incidents.assignments.state is
  'sent (told by radio), offered, accepted, on-way, on-scene; ended: declined, unanswered, withdrawn, done. See programme/incidents/rules/offer.ts';
comment on column incidents.assignments.due_at is 'An offer falls back to the operator then';
comment on column incidents.assignments.accepted_at is 'The unit said on its phone that it comes';
comment on column incidents.assignments.reason is 'Code of why the unit cannot come';
create index assignments_due on incidents.assignments (due_at) where state = 'offered';
create index assignments_of_unit on incidents.assignments (unit_id, sent_at desc);

alter table incidents.incidents add column units uuid[] not null default '{}';
comment on column incidents.incidents.units is
  'Units that are asked, on their way or there now, kept by the table of assignments: what a unit may see is a question about this row alone';

create function incidents.keep_units() returns trigger language plpgsql as $$
declare
  acting text := current_setting('ansim.role', true);
begin
  perform set_config('ansim.role', 'system', true);
  update incidents.incidents i set units = array(
    select a.unit_id from incidents.assignments a where a.incident_id = i.id and a.ended_at is null order by a.sent_at)
  where i.id = new.incident_id;
  perform set_config('ansim.role', acting, true);
  return null;
end $$;
comment on function incidents.keep_units() is
  'Writes who is asked into the incident, as the system: a unit that declines may not see the row any more that it leaves';
create trigger keep_units after insert or update of ended_at on incidents.assignments
  for each row execute function incidents.keep_units();
update incidents.incidents i set units = array(
  select a.unit_id from incidents.assignments a where a.incident_id = i.id and a.ended_at is null order by a.sent_at)
where exists (select 1 from incidents.assignments a where a.incident_id = i.id and a.ended_at is null);

create policy asked on incidents.incidents for select using (
  (select platform.has_role('unit')) and closed_at is null and (select platform.actor_id()) = any (units::text[]));
create policy answered on incidents.incidents for update using (
  (select platform.has_role('unit')) and closed_at is null and (select platform.actor_id()) = any (units::text[]));
create policy append_unit on incidents.steps for insert with check (
  (select platform.has_role('unit')) and actor_id = (select platform.actor_id())
  and exists (select 1 from incidents.incidents i where i.id = incident_id));
create policy own on incidents.assignments for select using (
  (select platform.has_role('unit')) and unit_id::text = (select platform.actor_id()));
create policy answer on incidents.assignments for update using (
  (select platform.has_role('unit')) and unit_id::text = (select platform.actor_id()));
