-- Cases: the team that takes a report on, who works on it, what they write (sealed), and the clocks that need no words.

create schema cases;
comment on schema cases is 'Crisis intervention teams and their cases; what they write is sealed in their browsers';

-- Who takes part: derived from her consents, never kept apart from them -----------------------------------------------------------

create table cases.parties (
  report_id uuid not null references reports.reports (id) on delete cascade,
  desk_id uuid not null references reports.desks (id),
  until timestamptz not null,
  primary key (report_id, desk_id)
);
comment on table cases.parties is 'Desks that hold something she gave them; a trigger keeps it as her wraps are, so that nothing else can say otherwise';
comment on column cases.parties.report_id is 'Her report, which is the case too';
comment on column cases.parties.desk_id is 'The desk';
comment on column cases.parties.until is 'Until the last of what she gave ends; infinity: until she takes it back';

create table reports.recusals (
  report_id uuid not null references reports.reports (id) on delete cascade,
  staff_id uuid not null references platform.staff (id) on delete cascade,
  by_her boolean not null,
  at timestamptz not null default clock_timestamp(),
  primary key (report_id, staff_id)
);
comment on table reports.recusals is 'Who must not see a report though their desk may: a conflict that they declared, or somebody she does not want';
comment on column reports.recusals.report_id is 'The report';
comment on column reports.recusals.staff_id is 'The person';
comment on column reports.recusals.by_her is 'She said so; otherwise they did themselves';
comment on column reports.recusals.at is 'When';

create table cases.team_members (
  district text not null references city.districts (code),
  staff_id uuid not null references platform.staff (id) on delete cascade,
  name text not null,
  profession text not null check (profession in ('counsellor', 'police', 'medical', 'legal')),
  primary key (district, staff_id)
);
create index team_members_staff on cases.team_members (staff_id);
comment on table cases.team_members is 'The crisis intervention team of a district, of four professions; what somebody may open their desk decides';
comment on column cases.team_members.district is 'Whose team';
comment on column cases.team_members.staff_id is 'The member';
comment on column cases.team_members.name is 'As colleagues know them';
comment on column cases.team_members.profession is 'What they are in it';

create table cases.duty_shifts (
  id uuid primary key default gen_random_uuid(),
  district text not null references city.districts (code),
  staff_id uuid not null references platform.staff (id) on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  check (ends_at > starts_at and ends_at <= starts_at + interval '36 hours')
);
create index duty_shifts_district on cases.duty_shifts (district, ends_at);
create index duty_shifts_staff on cases.duty_shifts (staff_id, starts_at);
comment on table cases.duty_shifts is 'Who of a team answers when';
comment on column cases.duty_shifts.id is 'Which';
comment on column cases.duty_shifts.district is 'For which team';
comment on column cases.duty_shifts.staff_id is 'Who';
comment on column cases.duty_shifts.starts_at is 'From';
comment on column cases.duty_shifts.ends_at is 'Until';

create table cases.cases (
  id uuid primary key references reports.reports (id) on delete cascade,
  desk_id uuid not null references reports.desks (id),
  district text not null,
  state text not null default 'taken' check (state in ('taken', 'at-work', 'closed', 'withdrawn')),
  version int not null default 1,
  lead_id uuid references platform.staff (id) on delete set null,
  taken_by text not null,
  taken_at timestamptz not null default clock_timestamp(),
  first_help_at timestamptz,
  closed_at timestamptz,
  closing text check (closing in ('helped', 'handed-over', 'her-wish', 'no-contact', 'out-of-district', 'other')),
  destroy_after timestamptz,
  satisfaction_given boolean not null default false,
  check ((state = 'closed') = (closing is not null and closed_at is not null and destroy_after is not null) or state = 'withdrawn')
);
create index cases_desk on cases.cases (desk_id, state);
create index cases_destroy on cases.cases (destroy_after) where destroy_after is not null;
comment on table cases.cases is 'A report that a team took on';
comment on column cases.cases.id is 'The report''s';
comment on column cases.cases.desk_id is 'The desk that took it on';
comment on column cases.cases.district is 'Its district';
comment on column cases.cases.state is 'taken: nobody is on it yet';
comment on column cases.cases.version is 'Rises with every change';
comment on column cases.cases.lead_id is 'Who answers for it';
comment on column cases.cases.taken_by is 'Who took it on';
comment on column cases.cases.taken_at is 'When';
comment on column cases.cases.first_help_at is 'When the first service began or the first contact was had';
comment on column cases.cases.closed_at is 'When it was closed';
comment on column cases.cases.closing is 'How it ended';
comment on column cases.cases.destroy_after is 'When everything sealed of it is destroyed';
comment on column cases.cases.satisfaction_given is 'Her two answers came; what they were is kept apart and shuffled';

create table cases.members (
  case_id uuid not null references cases.cases (id) on delete cascade,
  staff_id uuid not null references platform.staff (id) on delete cascade,
  name text not null,
  asked_by text not null,
  asked_at timestamptz not null default clock_timestamp(),
  cleared_at timestamptz,
  primary key (case_id, staff_id)
);
create index members_staff on cases.members (staff_id);
comment on table cases.members is 'Who works on a case, each after declaring that no party of it is family, friend, colleague, employer or earlier client';
comment on column cases.members.case_id is 'The case';
comment on column cases.members.staff_id is 'Who';
comment on column cases.members.name is 'As colleagues know them';
comment on column cases.members.asked_by is 'Who asked them';
comment on column cases.members.asked_at is 'When';
comment on column cases.members.cleared_at is 'When they declared it; null: asked only';

create table cases.entries (
  id uuid primary key,
  case_id uuid not null references cases.cases (id) on delete cascade,
  kind text not null check (kind in ('contact', 'assessment', 'safety-plan', 'note', 'task', 'service', 'date', 'evidence', 'document', 'closing')),
  by_desk uuid not null references reports.desks (id),
  by_staff uuid not null references platform.staff (id),
  by_name text,
  sealed bytea not null check (length(sealed) <= 300000),
  at timestamptz not null default clock_timestamp(),
  replaces uuid references cases.entries (id) on delete set null,
  owner_id uuid references platform.staff (id) on delete set null,
  due_at timestamptz,
  state text check (state in ('open', 'done', 'dropped')),
  service text check (service in ('counselling', 'medical', 'legal', 'housing', 'livelihood', 'accompany', 'evidence')),
  outcome text check (outcome in ('offered', 'accepted', 'declined', 'begun', 'done', 'not-available')),
  place text check (place in ('court', 'hospital', 'police', 'other')),
  told int not null default 0 check (told between 0 and 2),
  unique (id, case_id),
  check ((kind in ('task', 'date', 'evidence')) = (state is not null)),
  check ((kind in ('date', 'evidence')) <= (due_at is not null)),
  check ((kind = 'service') = (service is not null and outcome is not null))
);
create index entries_case on cases.entries (case_id, at);
create index entries_due on cases.entries (due_at) where state = 'open' and told < 2;
comment on table cases.entries is 'What a team writes: sealed, only added to; in clear what a clock or a count needs';
comment on column cases.entries.id is 'Made where it was sealed';
comment on column cases.entries.case_id is 'Of which case';
comment on column cases.entries.kind is 'What it is, not what it says';
comment on column cases.entries.by_desk is 'The desk that wrote it';
comment on column cases.entries.by_staff is 'Who wrote it';
comment on column cases.entries.by_name is 'As colleagues know them';
comment on column cases.entries.sealed is 'AES-256-GCM';
comment on column cases.entries.at is 'When';
comment on column cases.entries.replaces is 'The entry that this one corrects';
comment on column cases.entries.owner_id is 'Who does it';
comment on column cases.entries.due_at is 'Until when, or when it is; of evidence the end of its window';
comment on column cases.entries.state is 'Of tasks, dates and evidence';
comment on column cases.entries.service is 'Which help';
comment on column cases.entries.outcome is 'What came of it so far';
comment on column cases.entries.place is 'Where a date or evidence is';
comment on column cases.entries.told is '1: its people were told that its time runs out; 2: that it is over';

create table cases.wraps (
  entry_id uuid not null,
  case_id uuid not null,
  desk_id uuid not null references reports.desks (id),
  recipient_id uuid not null references reports.desk_keys (id),
  by_desk uuid not null references reports.desks (id),
  wrap bytea not null check (length(wrap) = 80),
  at timestamptz not null default clock_timestamp(),
  primary key (entry_id, recipient_id),
  foreign key (entry_id, case_id) references cases.entries (id, case_id) on delete cascade
);
create index wraps_desk on cases.wraps (desk_id, case_id);
comment on table cases.wraps is 'The key of an entry for each desk that may read it';
comment on column cases.wraps.entry_id is 'The entry';
comment on column cases.wraps.case_id is 'Its case';
comment on column cases.wraps.desk_id is 'The desk';
comment on column cases.wraps.recipient_id is 'The key of that desk';
comment on column cases.wraps.by_desk is 'The desk that gave it';
comment on column cases.wraps.wrap is 'HPKE';
comment on column cases.wraps.at is 'Since when';

create table cases.looks (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases.cases (id) on delete cascade,
  actor_id text not null,
  name text,
  desk_id uuid not null,
  at timestamptz not null default clock_timestamp()
);
create index looks_case on cases.looks (case_id, id);
comment on table cases.looks is 'Who looked at a case and when, for her to see; the audit log has the same';
comment on column cases.looks.id is 'Order';
comment on column cases.looks.case_id is 'The case';
comment on column cases.looks.actor_id is 'Who';
comment on column cases.looks.name is 'As colleagues know them';
comment on column cases.looks.desk_id is 'As a member of which desk';
comment on column cases.looks.at is 'When';

create table cases.lines_waiting (
  id uuid primary key default gen_random_uuid(),
  sealed bytea not null check (length(sealed) <= 1000)
);
comment on table cases.lines_waiting is 'Counts of cases until enough of them are there to be shuffled; sealed with a key that is not in the database';
comment on column cases.lines_waiting.id is 'Random';
comment on column cases.lines_waiting.sealed is 'AES-256-GCM, all of one length';

create table cases.lines (
  district text not null,
  month date not null,
  kind text not null,
  value text not null
);
comment on table cases.lines is 'For statistics, one fact a line: no case, no time, no order; written in shuffled batches and written anew with each';
comment on column cases.lines.district is 'Where';
comment on column cases.lines.month is 'First day of the month';
comment on column cases.lines.kind is 'acknowledged, first-help, service, closing, helped or respected';
comment on column cases.lines.value is 'A band of time, a service with its outcome, a reason, or one of five';

-- What follows from hers ------------------------------------------------------------------------------------------------------------

create function cases.keep_parties() returns trigger language plpgsql as $$
declare
  of_report uuid := coalesce(new.report_id, old.report_id);
  of_desk uuid := coalesce(new.desk_id, old.desk_id);
  last timestamptz;
begin
  select max(coalesce(ends_at, 'infinity')) into last from reports.wraps
    where report_id = of_report and desk_id = of_desk and by_desk is null and revoked_at is null;
  if last is null then
    delete from cases.parties where report_id = of_report and desk_id = of_desk;
  else
    insert into cases.parties (report_id, desk_id, until) values (of_report, of_desk, last)
      on conflict (report_id, desk_id) do update set until = excluded.until;
  end if;
  return null;
end $$;
comment on function cases.keep_parties() is 'Keeps cases.parties as her wraps are';

create trigger keep_parties_given after insert or update on reports.wraps for each row
  when (new.by_desk is null and new.desk_id is not null) execute function cases.keep_parties();
create trigger keep_parties_destroyed after delete on reports.wraps for each row
  when (old.by_desk is null and old.desk_id is not null) execute function cases.keep_parties();

create function cases.end_with_report() returns trigger language plpgsql as $$
begin
  delete from cases.entries where case_id = new.id;
  delete from cases.members where case_id = new.id;
  update cases.cases set state = 'withdrawn', version = version + 1, lead_id = null, destroy_after = null where id = new.id;
  return null;
end $$;
comment on function cases.end_with_report() is 'She withdrew: what the team wrote is destroyed with what she wrote';

create trigger end_with_report after update of state on reports.reports for each row
  when (new.state = 'withdrawn' and old.state <> 'withdrawn') execute function cases.end_with_report();

-- Nobody of the team is on duty: its neighbours are told at once. A team without a roster is taken to be always there.
create function cases.hurry_without_duty() returns trigger language plpgsql as $$
begin
  if exists (select 1 from reports.desks d where d.id = new.desk_id and d.kind = 'crisis-team'
      and exists (select 1 from cases.duty_shifts s where s.district = d.district and s.ends_at > now() - interval '31 days')
      and not exists (select 1 from cases.duty_shifts s where s.district = d.district and s.starts_at <= now() and s.ends_at > now())) then
    new.due_at := now();
  end if;
  return new;
end $$;
comment on function cases.hurry_without_duty() is 'The clock of a report starts at its end where nobody of the team is on duty';

create trigger hurry_without_duty before insert on reports.deliveries for each row execute function cases.hurry_without_duty();

insert into cases.parties (report_id, desk_id, until)
select report_id, desk_id, max(coalesce(ends_at, 'infinity')) from reports.wraps
where by_desk is null and desk_id is not null and revoked_at is null group by report_id, desk_id;

-- Walls -----------------------------------------------------------------------------------------------------------------------------

create function cases.is_open(report uuid) returns boolean language sql stable
  return exists (select 1 from reports.wraps w where w.report_id = report and w.by_desk is null
    and w.desk_id = any ((select reports.my_desks())::uuid[]));
comment on function cases.is_open(uuid) is 'She gave something to a desk of the actor, it has not ended, and they are not kept from it';

create function cases.is_mine(case_of uuid) returns boolean language sql stable
  return exists (select 1 from cases.members m where m.case_id = case_of and m.cleared_at is not null and platform.is_me(m.staff_id::text));
comment on function cases.is_mine(uuid) is 'The actor works on the case and has declared no conflict';

alter table reports.recusals enable row level security;
alter table reports.recusals force row level security;
create policy system on reports.recusals for all using ((select platform.is_system()));
create policy hers on reports.recusals for all using ((select platform.has_role('reporter')) and platform.is_me(report_id::text));
create policy own on reports.recusals for select using (
  (select platform.has_role('crisis-team', 'police', 'city-operator')) and platform.is_me(staff_id::text));
create policy declared on reports.recusals for insert with check (
  (select platform.has_role('crisis-team', 'police', 'city-operator')) and platform.is_me(staff_id::text) and not by_her);

create policy not_recused on reports.wraps as restrictive for select using (
  (select platform.has_role('system', 'reporter'))
  or not exists (select 1 from reports.recusals r where r.report_id = wraps.report_id and platform.is_me(r.staff_id::text)));

alter table cases.parties enable row level security;
alter table cases.parties force row level security;
create policy system on cases.parties for all using ((select platform.is_system()));
create policy hers on cases.parties for all using ((select platform.has_role('reporter')) and platform.is_me(report_id::text));
create policy together on cases.parties for select using (cases.is_open(report_id));

alter table cases.team_members enable row level security;
alter table cases.team_members force row level security;
create policy managed on cases.team_members for all using (
  (select platform.is_system()) or ((select platform.has_role('manager', 'administrator')) and (platform.sees_city() or district = any (platform.actor_districts()))));
create policy read on cases.team_members for select using (
  (select platform.has_role('crisis-team', 'police', 'city-operator', 'auditor')));

alter table cases.duty_shifts enable row level security;
alter table cases.duty_shifts force row level security;
create policy managed on cases.duty_shifts for all using (
  (select platform.is_system()) or ((select platform.has_role('manager', 'administrator')) and (platform.sees_city() or district = any (platform.actor_districts()))));
create policy read on cases.duty_shifts for select using (
  (select platform.has_role('crisis-team', 'police', 'city-operator', 'auditor', 'manager', 'administrator', 'reporter')));

alter table cases.cases enable row level security;
alter table cases.cases force row level security;
create policy system on cases.cases for all using ((select platform.is_system()));
create policy hers on cases.cases for select using ((select platform.has_role('reporter')) and platform.is_me(id::text));
create policy ended on cases.cases for update using ((select platform.has_role('reporter')) and platform.is_me(id::text));
create policy open on cases.cases for select using (cases.is_open(id));
create policy taken on cases.cases for insert with check (
  desk_id = any ((select reports.my_desks())::uuid[]) and platform.is_me(taken_by) and cases.is_open(id));
create policy worked on cases.cases for update using (cases.is_open(id));

alter table cases.members enable row level security;
alter table cases.members force row level security;
create policy system on cases.members for all using ((select platform.is_system()));
create policy hers on cases.members for all using ((select platform.has_role('reporter')) and platform.is_me(case_id::text));
create policy open on cases.members for select using (cases.is_open(case_id));
create policy own on cases.members for select using (
  (select platform.has_role('crisis-team', 'police', 'city-operator')) and platform.is_me(staff_id::text));
create policy asked on cases.members for insert with check (cases.is_open(case_id) and platform.is_me(asked_by) and (cleared_at is null or platform.is_me(staff_id::text)));
create policy declared on cases.members for update using (cases.is_open(case_id) and platform.is_me(staff_id::text));
create policy left_it on cases.members for delete using (
  (select platform.has_role('crisis-team', 'police', 'city-operator')) and platform.is_me(staff_id::text));

alter table cases.wraps enable row level security;
alter table cases.wraps force row level security;
create policy system on cases.wraps for all using ((select platform.is_system()));
-- Which desks an entry was given to is seen by all who take part; a wrap opens nothing without the key of its desk.
create policy read on cases.wraps for select using (cases.is_open(case_id));
create policy given on cases.wraps for insert with check (
  by_desk = any ((select reports.my_desks())::uuid[]) and cases.is_open(case_id)
  and exists (select 1 from cases.parties p where p.report_id = case_id and p.desk_id = wraps.desk_id and p.until > now()));

alter table cases.entries enable row level security;
alter table cases.entries force row level security;
create policy system on cases.entries for all using ((select platform.is_system()));
create policy withdrawn on cases.entries for delete using ((select platform.has_role('reporter')) and platform.is_me(case_id::text));
create policy withdrawn_read on cases.entries for select using ((select platform.has_role('reporter')) and platform.is_me(case_id::text));
create policy read on cases.entries for select using (
  exists (select 1 from cases.wraps w where w.entry_id = entries.id and w.desk_id = any ((select reports.my_desks())::uuid[])));
create policy written on cases.entries for insert with check (
  by_desk = any ((select reports.my_desks())::uuid[]) and platform.is_me(by_staff::text) and cases.is_open(case_id) and cases.is_mine(case_id));
create policy stepped on cases.entries for update using (
  cases.is_open(case_id) and cases.is_mine(case_id)
  and exists (select 1 from cases.wraps w where w.entry_id = entries.id and w.desk_id = any ((select reports.my_desks())::uuid[])));

alter table cases.looks enable row level security;
alter table cases.looks force row level security;
create policy system on cases.looks for select using ((select platform.is_system()));
create policy hers on cases.looks for select using ((select platform.has_role('reporter')) and platform.is_me(case_id::text));
create policy own on cases.looks for select using (
  (select platform.has_role('crisis-team', 'police', 'city-operator')) and platform.is_me(actor_id));
create policy marked on cases.looks for insert with check (
  desk_id = any ((select reports.my_desks())::uuid[]) and platform.is_me(actor_id));

alter table cases.lines_waiting enable row level security;
alter table cases.lines_waiting force row level security;
create policy system on cases.lines_waiting for all using ((select platform.is_system()));
create policy told on cases.lines_waiting for insert with check (
  (select platform.has_role('reporter', 'crisis-team', 'police', 'city-operator')));

alter table cases.lines enable row level security;
alter table cases.lines force row level security;
create policy system on cases.lines for all using ((select platform.is_system()));

grant usage on schema cases to ansim_app;
grant select, insert, update, delete on cases.parties, cases.team_members, cases.duty_shifts, cases.cases, cases.members, cases.entries,
  cases.lines_waiting, cases.lines to ansim_app;
grant select, insert, delete on cases.wraps to ansim_app;
grant select, insert on cases.looks, reports.recusals to ansim_app;
