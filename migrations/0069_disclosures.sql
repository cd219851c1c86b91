-- What the law makes a team tell of somebody under age: an act of its own, told to her first, with a text of its own.

alter table reports.desks drop constraint desks_kind_check;
alter table reports.desks add constraint desks_kind_check
  check (kind in ('crisis-team', 'police', 'medical', 'legal', 'housing', 'support-centre', 'city', 'child-protection'));

create schema disclosures;
comment on schema disclosures is 'What the law makes a team tell of somebody under age; the words are sealed in the browser for whom the law names, and for her';

create table disclosures.disclosures (
  id uuid primary key,
  report_id uuid not null,
  district text not null,
  basis text not null,
  statute jsonb not null,
  recipient_desk uuid not null references reports.desks (id),
  by_desk uuid not null references reports.desks (id),
  by_staff uuid not null references platform.staff (id),
  corrects uuid references disclosures.disclosures (id) on delete set null,
  state text not null default 'begun' check (state in ('begun', 'told', 'disclosed', 'dropped', 'withdrawn')),
  begun_at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null,
  late boolean not null default false,
  told_part uuid,
  told_at timestamptz,
  disclosed_at timestamptz,
  dropped text check (dropped in ('not-required', 'she-told-them', 'mistake')),
  destroy_after timestamptz,
  check ((state = 'begun') <= (told_part is null)),
  check ((state in ('told', 'disclosed')) <= (told_part is not null and told_at is not null)),
  check ((state = 'disclosed') = (disclosed_at is not null and destroy_after is not null)),
  check ((state = 'dropped') = (dropped is not null)),
  check (corrects <> id)
);
create index disclosures_report on disclosures.disclosures (report_id, begun_at);
create index disclosures_recipient on disclosures.disclosures (recipient_desk, disclosed_at) where state = 'disclosed';
create index disclosures_due on disclosures.disclosures (due_at) where state in ('begun', 'told') and not late;
create index disclosures_destroy on disclosures.disclosures (destroy_after) where destroy_after is not null;
-- A correction is an act of its own, and each is corrected once at most.
create unique index disclosures_corrects on disclosures.disclosures (corrects) where state not in ('dropped', 'withdrawn');
comment on table disclosures.disclosures is 'A disclosure that the law demands, from its basis to what came of it; ids, a statute and times, no words';
comment on column disclosures.disclosures.id is 'Made where it was sealed';
comment on column disclosures.disclosures.report_id is 'Of which report; no reference, since what was given by law outlives it here until its own end';
comment on column disclosures.disclosures.district is 'District of the report';
comment on column disclosures.disclosures.basis is 'Code of the legal basis in the city''s configuration';
comment on column disclosures.disclosures.statute is 'The statute as it was called then, by language';
comment on column disclosures.disclosures.recipient_desk is 'The desk that the law names';
comment on column disclosures.disclosures.by_desk is 'The desk that discloses';
comment on column disclosures.disclosures.by_staff is 'Who began it';
comment on column disclosures.disclosures.corrects is 'The earlier disclosure that this one puts right';
comment on column disclosures.disclosures.state is 'begun, told: she knows; disclosed: the recipient has it; dropped: it was not made; withdrawn: she withdrew before it was made';
comment on column disclosures.disclosures.begun_at is 'When the team knew that it must';
comment on column disclosures.disclosures.due_at is 'Until when, by the basis';
comment on column disclosures.disclosures.late is 'Its desks were told that it is late';
comment on column disclosures.disclosures.told_part is 'The message to her that says so: without it nothing is disclosed';
comment on column disclosures.disclosures.told_at is 'When she was told';
comment on column disclosures.disclosures.disclosed_at is 'When the recipient had it';
comment on column disclosures.disclosures.dropped is 'Why it was not made';
comment on column disclosures.disclosures.destroy_after is 'When the copy here is destroyed';

create table disclosures.contents (
  disclosure_id uuid primary key references disclosures.disclosures (id) on delete cascade,
  report_id uuid not null,
  recipient_id uuid not null references reports.desk_keys (id),
  sealed bytea not null check (length(sealed) in (1052, 4124)),
  wrap bytea not null check (length(wrap) = 80),
  hers bytea not null check (length(hers) = 80)
);
comment on table disclosures.contents is 'What was disclosed: a short text written for it, sealed for the recipient and for her, and for nobody else';
comment on column disclosures.contents.disclosure_id is 'Of which disclosure';
comment on column disclosures.contents.report_id is 'Of which report';
comment on column disclosures.contents.recipient_id is 'Key of the recipient';
comment on column disclosures.contents.sealed is 'AES-256-GCM, of one of the two smallest classes: less than any story';
comment on column disclosures.contents.wrap is 'Its key for the recipient, HPKE';
comment on column disclosures.contents.hers is 'Its key for her, HPKE';

create table disclosures.openings (
  id bigint generated always as identity primary key,
  disclosure_id uuid not null references disclosures.disclosures (id) on delete cascade,
  report_id uuid not null,
  desk_id uuid not null,
  actor_id text not null,
  name text,
  at timestamptz not null default clock_timestamp()
);
create index openings_disclosure on disclosures.openings (disclosure_id, id);
comment on table disclosures.openings is 'Who of the recipient read it and when, for her to see; the audit log has the same';
comment on column disclosures.openings.id is 'Order';
comment on column disclosures.openings.disclosure_id is 'What was read';
comment on column disclosures.openings.report_id is 'Of which report';
comment on column disclosures.openings.desk_id is 'As a member of which desk';
comment on column disclosures.openings.actor_id is 'Who';
comment on column disclosures.openings.name is 'As colleagues know them';
comment on column disclosures.openings.at is 'When';

-- What may follow what ------------------------------------------------------------------------------------------------------------

create function disclosures.keep_order() returns trigger language plpgsql as $$
begin
  if (new.id, new.report_id, new.basis, new.recipient_desk, new.by_desk, new.begun_at)
      is distinct from (old.id, old.report_id, old.basis, old.recipient_desk, old.by_desk, old.begun_at) then
    raise exception 'a disclosure is not changed: a correction is a new one' using errcode = 'check_violation';
  end if;
  if new.state <> old.state and not (
      (old.state = 'begun' and new.state in ('told', 'dropped', 'withdrawn'))
      or (old.state = 'told' and new.state in ('disclosed', 'dropped', 'withdrawn'))) then
    raise exception 'a disclosure does not go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  -- She is told first: the message is in her thread, by the desk that discloses.
  if new.state in ('told', 'disclosed') and new.state <> old.state and not exists (
      select 1 from reports.parts p where p.id = new.told_part and p.report_id = new.report_id and p.kind = 'message' and p.by_desk = new.by_desk) then
    raise exception 'nothing is disclosed before she was told' using errcode = 'check_violation';
  end if;
  return new;
end $$;
comment on function disclosures.keep_order() is 'Nothing is disclosed before she was told, and nothing that was is changed';
create trigger keep_order before update on disclosures.disclosures for each row execute function disclosures.keep_order();

-- She withdrew: what was not disclosed yet is not any more. What was stays with its recipient until its own end.
create function disclosures.end_with_report() returns trigger language plpgsql as $$
begin
  update disclosures.disclosures set state = 'withdrawn' where report_id = new.id and state in ('begun', 'told');
  return null;
end $$;
comment on function disclosures.end_with_report() is 'What was not disclosed when she withdrew is not any more';
create trigger end_disclosures after update of state on reports.reports for each row
  when (new.state = 'withdrawn' and old.state <> 'withdrawn') execute function disclosures.end_with_report();

create function disclosures.go_with_report() returns trigger language plpgsql as $$
begin
  delete from disclosures.disclosures where report_id = old.id and state <> 'disclosed';
  return null;
end $$;
comment on function disclosures.go_with_report() is 'Of a report that was kept long enough nothing is left that was not disclosed';
create trigger remove_disclosures after delete on reports.reports for each row execute function disclosures.go_with_report();

-- Walls -----------------------------------------------------------------------------------------------------------------------------

create function disclosures.is_kept_out(report uuid) returns boolean language sql stable
  return exists (select 1 from reports.recusals r where r.report_id = report and platform.is_me(r.staff_id::text));
comment on function disclosures.is_kept_out(uuid) is 'The actor declared a conflict, or she does not want them';

alter table disclosures.disclosures enable row level security;
alter table disclosures.disclosures force row level security;
create policy system on disclosures.disclosures for all using ((select platform.is_system()));
create policy hers on disclosures.disclosures for select using ((select platform.has_role('reporter')) and platform.is_me(report_id::text));
create policy hers_ended on disclosures.disclosures for update
  using ((select platform.has_role('reporter')) and platform.is_me(report_id::text) and state in ('begun', 'told'))
  with check (state = 'withdrawn');
create policy together on disclosures.disclosures for select using (cases.is_open(report_id));
create policy received on disclosures.disclosures for select using (
  state = 'disclosed' and recipient_desk = any ((select reports.my_desks())::uuid[]) and not disclosures.is_kept_out(report_id));
create policy begun on disclosures.disclosures for insert with check (
  state = 'begun' and by_desk = any ((select reports.my_desks())::uuid[]) and platform.is_me(by_staff::text)
  and cases.is_open(report_id) and cases.is_mine(report_id)
  and exists (select 1 from reports.reports r where r.id = report_id and r.minor and r.state = 'sent'));
create policy stepped on disclosures.disclosures for update using (
  state in ('begun', 'told') and by_desk = any ((select reports.my_desks())::uuid[]) and cases.is_open(report_id) and cases.is_mine(report_id))
  with check (by_desk = any ((select reports.my_desks())::uuid[]));

alter table disclosures.contents enable row level security;
alter table disclosures.contents force row level security;
create policy system on disclosures.contents for all using ((select platform.is_system()));
create policy hers on disclosures.contents for select using ((select platform.has_role('reporter')) and platform.is_me(report_id::text));
create policy received on disclosures.contents for select using (
  exists (select 1 from disclosures.disclosures d where d.id = disclosure_id and d.state = 'disclosed'
    and d.recipient_desk = any ((select reports.my_desks())::uuid[]) and not disclosures.is_kept_out(d.report_id)));
create policy disclosed on disclosures.contents for insert with check (
  exists (select 1 from disclosures.disclosures d where d.id = disclosure_id and d.report_id = contents.report_id and d.state = 'disclosed'
    and d.by_desk = any ((select reports.my_desks())::uuid[]) and cases.is_open(d.report_id) and cases.is_mine(d.report_id)));

alter table disclosures.openings enable row level security;
alter table disclosures.openings force row level security;
create policy system on disclosures.openings for select using ((select platform.is_system()));
create policy hers on disclosures.openings for select using ((select platform.has_role('reporter')) and platform.is_me(report_id::text));
create policy seen on disclosures.openings for select using (
  exists (select 1 from disclosures.disclosures d where d.id = disclosure_id));
create policy marked on disclosures.openings for insert with check (
  desk_id = any ((select reports.my_desks())::uuid[]) and platform.is_me(actor_id)
  and exists (select 1 from disclosures.disclosures d where d.id = disclosure_id and d.report_id = openings.report_id and d.recipient_desk = desk_id));

grant usage on schema disclosures to ansim_app;
grant select, insert, update, delete on disclosures.disclosures to ansim_app;
grant select, insert, delete on disclosures.contents to ansim_app;
grant select, insert on disclosures.openings to ansim_app;
