-- Referrals to the Advisory Group: what is asked, who was offered it, and the papers sealed between a desk and its adviser.

create table advisers.referrals (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases.cases (id) on delete cascade,
  desk_id uuid not null references reports.desks (id),
  by_staff uuid not null references platform.staff (id),
  by_name text,
  specialty text not null check (specialty in ('legal', 'medical')),
  fields text[] not null,
  district text not null,
  language text not null check (length(language) <= 10),
  consent text check (consent in ('herself', 'telephone', 'in-person')),
  state text not null check (state in ('asked', 'looking', 'offered', 'accepted', 'briefed', 'answered', 'ended')),
  holder_id uuid references platform.staff (id) on delete set null,
  holder_name text,
  holder_key uuid references reports.staff_keys (id) on delete set null,
  made_at timestamptz not null default clock_timestamp(),
  consented_at timestamptz,
  look_at timestamptz,
  ended_at timestamptz,
  end_reason text check (end_reason in ('she-refused', 'she-ended', 'consent-ended', 'case-closed', 'done', 'not-needed')),
  check ((state = 'ended') = (ended_at is not null and end_reason is not null)),
  check (state in ('asked', 'ended') or consent is not null),
  check ((consent is null) = (consented_at is null))
);
create index referrals_case on advisers.referrals (case_id);
create unique index referrals_open on advisers.referrals (case_id, desk_id, specialty) where state <> 'ended';
create index referrals_looking on advisers.referrals (look_at) where state = 'looking';
comment on table advisers.referrals is 'A desk asks the Advisory Group about a case, with her word';
comment on column advisers.referrals.id is 'Which; what is sealed for it names it, never the case';
comment on column advisers.referrals.case_id is 'About which case';
comment on column advisers.referrals.desk_id is 'The desk that asks, and to whose key the answer is sealed';
comment on column advisers.referrals.by_staff is 'The member who asked';
comment on column advisers.referrals.by_name is 'As colleagues know them';
comment on column advisers.referrals.specialty is 'legal or medical';
comment on column advisers.referrals.fields is 'What should be known, from the list of the specialty';
comment on column advisers.referrals.district is 'Of the case';
comment on column advisers.referrals.language is 'Of her report';
comment on column advisers.referrals.consent is 'How she said yes; null: she was asked and has not answered';
comment on column advisers.referrals.state is 'asked, looking, offered, accepted, briefed, answered, ended';
comment on column advisers.referrals.holder_id is 'The adviser who has it';
comment on column advisers.referrals.holder_name is 'Their name, for the desk and for her';
comment on column advisers.referrals.holder_key is 'Their newest signed key, to which the brief is sealed';
comment on column advisers.referrals.made_at is 'When it was asked';
comment on column advisers.referrals.consented_at is 'When she said yes';
comment on column advisers.referrals.look_at is 'When somebody is looked for again, after nobody was free';
comment on column advisers.referrals.ended_at is 'When everything of it closed to the adviser';
comment on column advisers.referrals.end_reason is 'Why';

create table advisers.offers (
  referral_id uuid not null references advisers.referrals (id) on delete cascade,
  staff_id uuid not null references advisers.advisers (staff_id) on delete cascade,
  specialty text not null,
  fields text[] not null,
  district text not null,
  language text not null,
  desk_id uuid not null references reports.desks (id),
  offered_at timestamptz not null default clock_timestamp(),
  answer_by timestamptz not null,
  said text check (said in ('accept', 'decline', 'conflict', 'give-back')),
  outcome text check (outcome in ('accepted', 'declined', 'conflict', 'lapsed', 'given-back', 'not-them', 'ended')),
  primary key (referral_id, staff_id)
);
create index offers_staff on advisers.offers (staff_id) where outcome is null or outcome = 'accepted';
create unique index offers_held on advisers.offers (referral_id) where outcome is null or outcome = 'accepted';
create index offers_due on advisers.offers (answer_by) where outcome is null;
comment on table advisers.offers is 'Who was offered a referral and what they said. All that an adviser sees of it stands here, and only while it is theirs; nobody is asked twice';
comment on column advisers.offers.referral_id is 'What was offered';
comment on column advisers.offers.staff_id is 'To whom';
comment on column advisers.offers.specialty is 'Copied from the referral, which no adviser sees';
comment on column advisers.offers.fields is 'What should be known';
comment on column advisers.offers.district is 'Where';
comment on column advisers.offers.language is 'Her language';
comment on column advisers.offers.desk_id is 'Who asks';
comment on column advisers.offers.offered_at is 'When';
comment on column advisers.offers.answer_by is 'Until when it stands';
comment on column advisers.offers.said is 'What the adviser said; the referral goes on by it';
comment on column advisers.offers.outcome is 'What came of it; null: open. An adviser sees open and accepted ones';

create table advisers.papers (
  id uuid not null,
  referral_id uuid not null references advisers.referrals (id) on delete cascade,
  kind text not null check (kind in ('brief', 'answer')),
  by_staff uuid not null references platform.staff (id),
  by_name text,
  sealed bytea not null check (length(sealed) <= 300000),
  at timestamptz not null default clock_timestamp(),
  primary key (referral_id, id)
);
comment on table advisers.papers is 'What desk and adviser write to each other, sealed in their browsers';
comment on column advisers.papers.id is 'Made where it was sealed';
comment on column advisers.papers.referral_id is 'Of which referral';
comment on column advisers.papers.kind is 'brief: to the adviser; answer: from them';
comment on column advisers.papers.by_staff is 'Who wrote it';
comment on column advisers.papers.by_name is 'As colleagues know them';
comment on column advisers.papers.sealed is 'AES-256-GCM';
comment on column advisers.papers.at is 'When';

create table advisers.paper_wraps (
  paper_id uuid not null,
  referral_id uuid not null,
  recipient_id uuid not null,
  staff_id uuid references platform.staff (id) on delete cascade,
  wrap bytea not null check (length(wrap) = 80),
  primary key (referral_id, paper_id, recipient_id),
  foreign key (referral_id, paper_id) references advisers.papers (referral_id, id) on delete cascade
);
create index paper_wraps_staff on advisers.paper_wraps (staff_id) where staff_id is not null;
comment on table advisers.paper_wraps is 'The key of a paper for the desk and for the adviser; the adviser''s is destroyed when the referral is theirs no more';
comment on column advisers.paper_wraps.paper_id is 'The paper';
comment on column advisers.paper_wraps.referral_id is 'Its referral';
comment on column advisers.paper_wraps.recipient_id is 'Key of the desk or of the adviser';
comment on column advisers.paper_wraps.staff_id is 'The adviser whom it is for; null: the desk';
comment on column advisers.paper_wraps.wrap is 'HPKE';

-- What may change, and what follows ----------------------------------------------------------------------------------------------

create function advisers.keep_to_words() returns trigger language plpgsql as $$
declare
  free text[] := '{state,consent,consented_at,ended_at,end_reason}';
begin
  if platform.is_system() then return new; end if;
  if to_jsonb(new) - free is distinct from to_jsonb(old) - free or old.state = 'ended'
    or not (new.state = 'ended' and new.consent is not distinct from old.consent
      or (platform.has_role('reporter') and old.state = 'asked' and new.state = 'looking' and new.consent = 'herself')) then
    raise insufficient_privilege using message = 'Of a referral she says yes, and anybody of it ends it; the rest is the service''s.';
  end if;
  return new;
end $$;
comment on function advisers.keep_to_words() is 'She consents, she or the desk ends; every other step is the service''s';
create trigger keep_to_words before update on advisers.referrals for each row execute function advisers.keep_to_words();

create function advisers.keep_to_answers() returns trigger language plpgsql as $$
declare
  free text := case when platform.has_role('adviser') then 'said' else 'outcome' end;
begin
  if platform.is_system() then return new; end if;
  if to_jsonb(new) - free is distinct from to_jsonb(old) - free or free = 'outcome' and new.outcome <> 'ended' then
    raise insufficient_privilege using message = 'An adviser says yes or no to an offer; what comes of it is the service''s.';
  end if;
  return new;
end $$;
comment on function advisers.keep_to_answers() is 'An adviser writes their word and nothing else; an offer ends with its referral';
create trigger keep_to_answers before update on advisers.offers for each row execute function advisers.keep_to_answers();

create function advisers.close_referral() returns trigger language plpgsql as $$
begin
  -- The offer first: an adviser who is just answering holds it, and what they write is destroyed below.
  update advisers.offers set outcome = 'ended' where referral_id = new.id and (outcome is null or outcome = 'accepted');
  delete from advisers.paper_wraps where referral_id = new.id and staff_id is not null;
  return null;
end $$;
comment on function advisers.close_referral() is 'Destroys what opens the papers of an ended referral for its adviser, and takes it from their sight';
create trigger close_referral after update of state on advisers.referrals
  for each row when (new.state = 'ended' and old.state <> 'ended') execute function advisers.close_referral();

create function advisers.end_with_consent() returns trigger language plpgsql as $$
begin
  update advisers.referrals set state = 'ended', ended_at = clock_timestamp(), end_reason = 'consent-ended'
    where case_id = old.report_id and desk_id = old.desk_id and state <> 'ended';
  return null;
end $$;
comment on function advisers.end_with_consent() is 'A desk to which she gives nothing any more asks nobody about her';
create trigger end_referrals after delete on cases.parties for each row execute function advisers.end_with_consent();

create function advisers.end_with_report() returns trigger language plpgsql as $$
begin
  delete from advisers.referrals where case_id = new.id;
  return null;
end $$;
comment on function advisers.end_with_report() is 'She withdrew: what was written to and by advisers is destroyed with the rest';
create trigger end_referrals_with_report after update of state on reports.reports for each row
  when (new.state = 'withdrawn' and old.state <> 'withdrawn') execute function advisers.end_with_report();

-- Walls -----------------------------------------------------------------------------------------------------------------------------

create function advisers.is_asked_of_me(referral uuid, taken boolean) returns boolean language sql stable
  return exists (select 1 from advisers.offers o where o.referral_id = referral and platform.has_role('adviser') and platform.is_me(o.staff_id::text)
    and (o.outcome = 'accepted' or not taken and o.outcome is null));
comment on function advisers.is_asked_of_me(uuid, boolean) is 'The actor is the adviser to whom it is offered, or who took it';

alter table advisers.referrals enable row level security;
alter table advisers.referrals force row level security;
create policy system on advisers.referrals for all using ((select platform.is_system()));
create policy hers on advisers.referrals for select using ((select platform.has_role('reporter')) and platform.is_me(case_id::text));
create policy her_word on advisers.referrals for update using ((select platform.has_role('reporter')) and platform.is_me(case_id::text));
create policy withdrawn on advisers.referrals for delete using ((select platform.has_role('reporter')) and platform.is_me(case_id::text));
create policy open on advisers.referrals for select using (cases.is_open(case_id));
create policy asked on advisers.referrals for insert with check (
  desk_id = any ((select reports.my_desks())::uuid[]) and platform.is_me(by_staff::text) and cases.is_open(case_id) and cases.is_mine(case_id)
  and holder_id is null and (state = 'asked' and consent is null or state = 'looking' and consent <> 'herself'));
create policy ended on advisers.referrals for update using (
  desk_id = any ((select reports.my_desks())::uuid[]) and cases.is_open(case_id) and cases.is_mine(case_id));

alter table advisers.offers enable row level security;
alter table advisers.offers force row level security;
create policy system on advisers.offers for all using ((select platform.is_system()));
create policy own on advisers.offers for select using (
  (select platform.has_role('adviser')) and platform.is_me(staff_id::text) and (outcome is null or outcome = 'accepted'));
create policy said on advisers.offers for update using (
  (select platform.has_role('adviser')) and platform.is_me(staff_id::text) and (outcome is null or outcome = 'accepted'));
create policy known on advisers.offers for select using (exists (select 1 from advisers.referrals r where r.id = referral_id));
create policy ends on advisers.offers for update using (exists (select 1 from advisers.referrals r where r.id = referral_id and r.state = 'ended'));

alter table advisers.paper_wraps enable row level security;
alter table advisers.paper_wraps force row level security;
create policy system on advisers.paper_wraps for all using ((select platform.is_system()));
-- An adviser's own wraps are gone when the referral is theirs no more: what they open ends with them.
create policy own on advisers.paper_wraps for select using (platform.is_me(staff_id::text) and advisers.is_asked_of_me(referral_id, true));
create policy known on advisers.paper_wraps for select using (exists (select 1 from advisers.referrals r where r.id = referral_id));
create policy given on advisers.paper_wraps for insert with check (
  exists (select 1 from advisers.referrals r where r.id = referral_id and r.desk_id = any ((select reports.my_desks())::uuid[])
    and r.state in ('accepted', 'briefed', 'answered') and (staff_id is null or staff_id = r.holder_id) and cases.is_mine(r.case_id)));
create policy answered on advisers.paper_wraps for insert with check (
  advisers.is_asked_of_me(referral_id, true) and (staff_id is null or platform.is_me(staff_id::text)));
create policy destroyed on advisers.paper_wraps for delete using (
  staff_id is not null and exists (select 1 from advisers.referrals r where r.id = referral_id and r.state = 'ended'));

alter table advisers.papers enable row level security;
alter table advisers.papers force row level security;
create policy system on advisers.papers for all using ((select platform.is_system()));
create policy own on advisers.papers for select using (
  (select platform.has_role('adviser')) and exists (select 1 from advisers.paper_wraps w
    where w.referral_id = papers.referral_id and w.paper_id = papers.id and platform.is_me(w.staff_id::text)));
create policy known on advisers.papers for select using (
  exists (select 1 from advisers.referrals r where r.id = referral_id
    and ((select platform.has_role('reporter')) or r.desk_id = any ((select reports.my_desks())::uuid[]))));
create policy brief on advisers.papers for insert with check (
  kind = 'brief' and platform.is_me(by_staff::text)
  and exists (select 1 from advisers.referrals r where r.id = referral_id and r.desk_id = any ((select reports.my_desks())::uuid[])
    and r.state in ('accepted', 'briefed', 'answered') and cases.is_mine(r.case_id)));
create policy answer on advisers.papers for insert with check (
  kind = 'answer' and platform.is_me(by_staff::text) and advisers.is_asked_of_me(referral_id, true));

grant select, insert, update, delete on advisers.referrals, advisers.offers, advisers.papers, advisers.paper_wraps to ansim_app;
