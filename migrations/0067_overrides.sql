-- Emergency overrides: a desk asks for one part or entry that she did not give it, somebody else decides, a key holder or two custodians re-wrap, she sees it.

create schema overrides;
comment on schema overrides is 'Emergency overrides: what is opened against or without her consent, by whom, why, and until when';

create function overrides.is_newest_key(key uuid, desk uuid) returns boolean language sql stable
  return exists (select 1 from reports.desk_keys k where k.id = key and k.desk_id = desk and k.log_position is not null
    and not exists (select 1 from reports.desk_keys newer
      where newer.desk_id = k.desk_id and newer.generation > k.generation and newer.log_position is not null));
comment on function overrides.is_newest_key(uuid, uuid) is 'The newest key of this desk that the city signed';

create function overrides.desk_of(desk uuid) returns jsonb language sql stable
  return (select jsonb_build_object('id', d.id, 'kind', d.kind, 'district', d.district) from reports.desks d where d.id = desk);
comment on function overrides.desk_of(uuid) is 'A desk as it is named to everybody';

create table overrides.overrides (
  id uuid primary key,
  report_id uuid not null references reports.reports (id) on delete cascade,
  district text not null,
  desk_id uuid not null references reports.desks (id),
  review_desk_id uuid not null references reports.desks (id),
  what text not null check (what in ('identity', 'narrative', 'message', 'contact', 'assessment', 'safety-plan', 'note', 'document')),
  reason text not null check (reason in ('danger-to-life', 'danger-to-child', 'lost-contact', 'court-order')),
  hours int not null check (hours between 1 and 168),
  asked_by text not null,
  asked_name text,
  asked_at timestamptz not null default clock_timestamp(),
  words bytea check (length(words) <= 20000),
  words_hers bytea check (length(words_hers) = 80),
  words_own bytea check (length(words_own) = 80),
  words_own_key uuid references reports.desk_keys (id),
  words_review bytea check (length(words_review) = 80),
  words_review_key uuid references reports.desk_keys (id),
  state text not null default 'asked' check (state in ('asked', 'approved', 'refused', 'carried-out', 'lapsed', 'ended')),
  due_at timestamptz,
  reviewed_by text,
  reviewed_name text,
  reviewed_at timestamptz,
  refusal text check (refusal in ('not-needed', 'not-said-enough', 'not-lawful', 'other')),
  way text check (way in ('desk', 'custodians')),
  carried_desk uuid references reports.desks (id),
  carried_by text,
  carried_name text,
  carried_at timestamptz,
  ended_at timestamptz,
  check (desk_id <> review_desk_id),
  check (reviewed_by <> asked_by),
  check (carried_by <> asked_by),
  check ((reviewed_by is null) = (reviewed_at is null)),
  check ((state in ('approved', 'refused', 'carried-out')) <= (reviewed_at is not null)),
  check ((state = 'refused') = (refusal is not null)),
  check ((way is null) = (carried_at is null)),
  check ((state = 'carried-out') <= (carried_at is not null)),
  check ((state in ('refused', 'lapsed', 'ended')) = (ended_at is not null)),
  check ((ended_at is null) = (due_at is not null))
);
create index overrides_report on overrides.overrides (report_id, asked_at);
create index overrides_due on overrides.overrides (due_at) where due_at is not null;
comment on table overrides.overrides is 'What was asked for beyond her consent, and what became of it; she sees every line from the moment it is asked';
comment on column overrides.overrides.id is 'Made where it was asked; bound into what is sealed for it';
comment on column overrides.overrides.report_id is 'Of which report';
comment on column overrides.overrides.district is 'District of the report';
comment on column overrides.overrides.desk_id is 'The desk that asks';
comment on column overrides.overrides.review_desk_id is 'The desk of those who decide: it neither asks nor takes part';
comment on column overrides.overrides.what is 'Kind of the one part or entry that is asked for';
comment on column overrides.overrides.reason is 'Why, from a fixed list';
comment on column overrides.overrides.hours is 'How long it may be read once it was carried out';
comment on column overrides.overrides.asked_by is 'Who asks';
comment on column overrides.overrides.asked_name is 'As colleagues know them';
comment on column overrides.overrides.asked_at is 'When';
comment on column overrides.overrides.words is 'Why, in words: AES-256-GCM; null: destroyed with the report';
comment on column overrides.overrides.words_hers is 'Their key for her';
comment on column overrides.overrides.words_own is 'Their key for the desk that asks';
comment on column overrides.overrides.words_own_key is 'Key of the desk that asks';
comment on column overrides.overrides.words_review is 'Their key for the desk that decides';
comment on column overrides.overrides.words_review_key is 'Key of the desk that decides';
comment on column overrides.overrides.state is 'refused, lapsed and ended are ends';
comment on column overrides.overrides.due_at is 'When it lapses, or, carried out, ends; null: it is over';
comment on column overrides.overrides.reviewed_by is 'Who decided';
comment on column overrides.overrides.reviewed_name is 'As colleagues know them';
comment on column overrides.overrides.reviewed_at is 'When';
comment on column overrides.overrides.refusal is 'Why it was refused';
comment on column overrides.overrides.way is 'A key holder of a desk that takes part, or two custodians';
comment on column overrides.overrides.carried_desk is 'Whose wrap was re-wrapped';
comment on column overrides.overrides.carried_by is 'Who carried it out';
comment on column overrides.overrides.carried_name is 'As colleagues know them; null: two custodians';
comment on column overrides.overrides.carried_at is 'When';
comment on column overrides.overrides.ended_at is 'When it was over';

create table overrides.handed (
  override_id uuid primary key references overrides.overrides (id) on delete cascade,
  report_id uuid not null references reports.reports (id) on delete cascade,
  part_id uuid,
  entry_id uuid,
  desk_id uuid not null references reports.desks (id),
  recipient_id uuid not null references reports.desk_keys (id),
  by_desk uuid not null references reports.desks (id),
  by_staff text not null,
  by_name text,
  sealed bytea not null,
  wrap bytea not null check (length(wrap) = 80),
  foreign key (part_id, report_id) references reports.parts (id, report_id) on delete cascade,
  foreign key (entry_id, report_id) references cases.entries (id, case_id) on delete cascade,
  check ((part_id is null) <> (entry_id is null))
);
comment on table overrides.handed is 'What an override opens: a sealed copy of one part or entry with its key for the desk that asked; destroyed with the override''s end. No consent: cases.parties knows nothing of it';
comment on column overrides.handed.override_id is 'Under which override';
comment on column overrides.handed.report_id is 'Of which report';
comment on column overrides.handed.part_id is 'The part of the report';
comment on column overrides.handed.entry_id is 'Or the entry of the case';
comment on column overrides.handed.desk_id is 'The desk that asked';
comment on column overrides.handed.recipient_id is 'Its newest signed key';
comment on column overrides.handed.by_desk is 'The desk whose wrap was re-wrapped';
comment on column overrides.handed.by_staff is 'Who did';
comment on column overrides.handed.by_name is 'As colleagues know them';
comment on column overrides.handed.sealed is 'AES-256-GCM, as it stands in the report; filled in here';
comment on column overrides.handed.wrap is 'HPKE';

create table overrides.openings (
  id bigint generated always as identity primary key,
  override_id uuid not null references overrides.overrides (id) on delete cascade,
  actor_id text not null,
  name text,
  at timestamptz not null default clock_timestamp()
);
create index openings_override on overrides.openings (override_id, id);
comment on table overrides.openings is 'Who opened what an override handed over, for her to see; the audit log has the same';
comment on column overrides.openings.id is 'Order';
comment on column overrides.openings.override_id is 'Under which override';
comment on column overrides.openings.actor_id is 'Who';
comment on column overrides.openings.name is 'As colleagues know them';
comment on column overrides.openings.at is 'When';

-- What no role and no statement gets round ----------------------------------------------------------------------------------------

create function overrides.refuse(why text) returns void language plpgsql as $$
begin
  raise exception 'override: %', why using errcode = '42501';
end $$;
comment on function overrides.refuse(text) is 'Refuses a step as a wall does';

create function overrides.guard_step() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'asked' or new.words is null then perform overrides.refuse('it begins with being asked'); end if;
    return new;
  end if;
  if (new.id, new.report_id, new.district, new.desk_id, new.review_desk_id, new.what, new.reason, new.hours, new.asked_by, new.asked_name, new.asked_at)
    is distinct from (old.id, old.report_id, old.district, old.desk_id, old.review_desk_id, old.what, old.reason, old.hours, old.asked_by, old.asked_name, old.asked_at)
    or (new.words is not null and new.words is distinct from old.words) then
    perform overrides.refuse('what was asked stays as it was asked');
  end if;
  if new.state = old.state then
    -- Only its words may go, with her report.
    if new.due_at is distinct from old.due_at or new.reviewed_by is distinct from old.reviewed_by or new.carried_by is distinct from old.carried_by then
      perform overrides.refuse('nothing was decided');
    end if;
    return new;
  end if;
  if old.ended_at is not null then perform overrides.refuse('it is over'); end if;
  if new.state in ('approved', 'refused') then
    if old.state <> 'asked' or old.due_at <= now() or not platform.is_me(new.reviewed_by) or new.reviewed_by = old.asked_by
      or not old.review_desk_id = any (reports.my_desks()) or old.desk_id = any (reports.my_desks()) or cases.is_open(old.report_id) then
      perform overrides.refuse('who decides neither asks nor holds');
    end if;
  elsif new.state = 'carried-out' then
    -- Only what hands the wrap over says so: see overrides.carry_out().
    if old.state <> 'approved' or old.due_at <= now() or pg_trigger_depth() < 2 then
      perform overrides.refuse('it was not approved, or not in time');
    end if;
  elsif new.state = 'lapsed' then
    if old.state not in ('asked', 'approved') or old.due_at > now() or not platform.is_system() then perform overrides.refuse('its time is not over'); end if;
  end if;
  return new;
end $$;
comment on function overrides.guard_step() is 'Holds the states of an override and who may take which step, whatever statement is tried';
create trigger guard_step before insert or update on overrides.overrides for each row execute function overrides.guard_step();

create function overrides.guard_handed() returns trigger language plpgsql as $$
declare
  asked overrides.overrides;
  held boolean;
begin
  select * into asked from overrides.overrides where id = new.override_id;
  if asked.state is distinct from 'approved' or asked.due_at <= now() or asked.report_id <> new.report_id or asked.desk_id <> new.desk_id
    or asked.asked_by = new.by_staff or new.by_desk = new.desk_id or not overrides.is_newest_key(new.recipient_id, new.desk_id) then
    perform overrides.refuse('no approved override asks for this');
  end if;
  if not exists (select 1 from cases.parties p where p.report_id = new.report_id and p.desk_id = new.by_desk and p.until > now()) then
    perform overrides.refuse('this desk does not take part');
  end if;
  if new.part_id is not null then
    select p.sealed into new.sealed from reports.parts p where p.id = new.part_id and p.report_id = new.report_id and p.kind = asked.what;
    held := exists (select 1 from reports.wraps w where w.part_id = new.part_id and w.desk_id = new.by_desk
      and w.revoked_at is null and (w.ends_at is null or w.ends_at > now()));
  else
    select e.sealed into new.sealed from cases.entries e where e.id = new.entry_id and e.case_id = new.report_id and e.kind = asked.what;
    held := exists (select 1 from cases.wraps w where w.entry_id = new.entry_id and w.desk_id = new.by_desk);
  end if;
  if not held or new.sealed is null then perform overrides.refuse('this desk holds no such thing'); end if;
  return new;
end $$;
comment on function overrides.guard_handed() is 'A wrap is handed over only under an approved, living override, for its desk''s newest key, from a desk that holds it and takes part; the sealed bytes are those of the report';
create trigger guard_handed before insert on overrides.handed for each row execute function overrides.guard_handed();

create function overrides.carry_out() returns trigger language plpgsql as $$
begin
  update overrides.overrides set state = 'carried-out', carried_at = clock_timestamp(), carried_by = new.by_staff, carried_name = new.by_name,
    carried_desk = new.by_desk, way = case when platform.is_system() then 'custodians' else 'desk' end,
    due_at = now() + make_interval(hours => hours)
  where id = new.override_id;
  return null;
end $$;
comment on function overrides.carry_out() is 'Handing the wrap over is the carrying out: neither is ever without the other';
create trigger carry_out after insert on overrides.handed for each row execute function overrides.carry_out();

create function overrides.end_with_report() returns trigger language plpgsql as $$
begin
  update overrides.overrides set words = null, words_hers = null, words_own = null, words_review = null,
    state = case when ended_at is null then 'ended' else state end, due_at = null, ended_at = coalesce(ended_at, clock_timestamp())
  where report_id = new.id;
  return null;
end $$;
comment on function overrides.end_with_report() is 'She withdrew: every override of her report is over, and its words are destroyed; what was handed over went with the part';
create trigger end_overrides_with_report after update of state on reports.reports for each row
  when (new.state = 'withdrawn' and old.state <> 'withdrawn') execute function overrides.end_with_report();

-- Walls -----------------------------------------------------------------------------------------------------------------------------

alter table overrides.overrides enable row level security;
alter table overrides.overrides force row level security;
create policy system on overrides.overrides for all using ((select platform.is_system()));
create policy hers on overrides.overrides for select using ((select platform.has_role('reporter')) and platform.is_me(report_id::text));
create policy ended on overrides.overrides for update using ((select platform.has_role('reporter')) and platform.is_me(report_id::text));
create policy concerned on overrides.overrides for select using (
  desk_id = any ((select reports.my_desks())::uuid[]) or review_desk_id = any ((select reports.my_desks())::uuid[]) or cases.is_open(report_id));
create policy stepped on overrides.overrides for update using (
  desk_id = any ((select reports.my_desks())::uuid[]) or review_desk_id = any ((select reports.my_desks())::uuid[]) or cases.is_open(report_id));
create policy asked on overrides.overrides for insert with check (
  desk_id = any ((select reports.my_desks())::uuid[]) and platform.is_me(asked_by) and state = 'asked');
-- Whoever is kept from a report is kept from its overrides too, whatever their desk.
create policy not_recused on overrides.overrides as restrictive for all using (
  (select platform.has_role('system', 'reporter'))
  or not exists (select 1 from reports.recusals r where r.report_id = overrides.report_id and platform.is_me(r.staff_id::text)));

alter table overrides.handed enable row level security;
alter table overrides.handed force row level security;
create policy system on overrides.handed for all using ((select platform.is_system()));
create policy living on overrides.handed for select using (
  desk_id = any ((select reports.my_desks())::uuid[])
  and exists (select 1 from overrides.overrides o where o.id = override_id and o.state = 'carried-out' and o.due_at > now()));
create policy rewrapped on overrides.handed for insert with check (
  by_desk = any ((select reports.my_desks())::uuid[]) and platform.is_me(by_staff) and cases.is_open(report_id)
  and exists (select 1 from overrides.overrides o where o.id = override_id and o.state = 'approved' and o.due_at > now() and o.desk_id = handed.desk_id));

alter table overrides.openings enable row level security;
alter table overrides.openings force row level security;
create policy system on overrides.openings for select using ((select platform.is_system()));
create policy concerned on overrides.openings for select using (
  exists (select 1 from overrides.overrides o where o.id = override_id));
create policy marked on overrides.openings for insert with check (
  platform.is_me(actor_id) and exists (select 1 from overrides.handed h where h.override_id = openings.override_id));

grant usage on schema overrides to ansim_app;
grant select, insert, update on overrides.overrides to ansim_app;
grant select, insert, delete on overrides.handed to ansim_app;
grant select, insert on overrides.openings to ansim_app;
