-- Evidence: packages that left a case for a court, and time stamps of an authority over what she attached (RFC 3161).

create schema evidence;
comment on schema evidence is 'What left a case as a package that a court can check, and when her attachments existed';

alter table reports.parts add column commitment bytea check (length(commitment) = 32);
comment on column reports.parts.commitment is 'Of a file: SHA-256 of the original''s SHA-256 and a salt that is sealed with its description; says nothing of the content, and is what an authority stamps';

create table evidence.packages (
  id uuid primary key,
  report_id uuid not null references reports.reports (id) on delete cascade,
  desk_id uuid not null references reports.desks (id),
  actor_id text not null,
  name text,
  recipient text not null check (recipient in ('court', 'police', 'lawyer', 'herself')),
  reason text not null check (reason in ('her-wish', 'complaint', 'protection-order', 'civil-claim', 'court-order')),
  begun_at timestamptz not null default clock_timestamp(),
  left_at timestamptz,
  manifest bytea check (length(manifest) = 32),
  files int check (files > 0),
  check ((left_at is null) = (manifest is null) and (left_at is null) = (files is null))
);
create index packages_report on evidence.packages (report_id, begun_at);
comment on table evidence.packages is 'Packages of evidence: who took what was readable out of the city, when, for whom and why; she sees it';
comment on column evidence.packages.id is 'Made in the browser that packs';
comment on column evidence.packages.report_id is 'Her report, which is the case too';
comment on column evidence.packages.desk_id is 'As a member of which desk';
comment on column evidence.packages.actor_id is 'Who';
comment on column evidence.packages.name is 'As colleagues know them';
comment on column evidence.packages.recipient is 'For whom it is';
comment on column evidence.packages.reason is 'Why';
comment on column evidence.packages.begun_at is 'When it was begun';
comment on column evidence.packages.left_at is 'When it was whole; null: it was broken off, or is being packed';
comment on column evidence.packages.manifest is 'SHA-256 of its SHA256SUMS';
comment on column evidence.packages.files is 'How many files SHA256SUMS names';

create table evidence.stamps (
  part_id uuid primary key references reports.parts (id) on delete cascade,
  report_id uuid not null references reports.reports (id) on delete cascade,
  tries int not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  problem text,
  reply bytea check (length(reply) <= 60000),
  stamped_at timestamptz,
  authority text,
  check ((reply is null) = (stamped_at is null) and (reply is null) = (authority is null))
);
create index stamps_next on evidence.stamps (next_at) where reply is null;
create index stamps_report on evidence.stamps (report_id);
comment on table evidence.stamps is 'What an authority stamped of her attachments when they were whole (RFC 3161), and what is still asked for';
comment on column evidence.stamps.part_id is 'The attachment';
comment on column evidence.stamps.report_id is 'Of which report';
comment on column evidence.stamps.tries is 'How often it was asked for';
comment on column evidence.stamps.next_at is 'When it is asked for again';
comment on column evidence.stamps.problem is 'Why it was not given the last time: a code';
comment on column evidence.stamps.reply is 'TimeStampResp in DER, as the authority gave it';
comment on column evidence.stamps.stamped_at is 'genTime';
comment on column evidence.stamps.authority is 'Its address';

alter table evidence.packages enable row level security;
alter table evidence.packages force row level security;
create policy system on evidence.packages for select using ((select platform.is_system()));
create policy hers on evidence.packages for select using ((select platform.has_role('reporter')) and platform.is_me(report_id::text));
create policy open on evidence.packages for select using (cases.is_open(report_id));
create policy begun on evidence.packages for insert with check (
  desk_id = any ((select reports.my_desks())::uuid[]) and platform.is_me(actor_id) and left_at is null
  and cases.is_open(report_id) and cases.is_mine(report_id));
create policy left_the_city on evidence.packages for update using (
  platform.is_me(actor_id) and left_at is null and cases.is_open(report_id) and cases.is_mine(report_id))
  with check (platform.is_me(actor_id));

alter table evidence.stamps enable row level security;
alter table evidence.stamps force row level security;
create policy system on evidence.stamps for all using ((select platform.is_system()));
create policy hers on evidence.stamps for select using ((select platform.has_role('reporter')) and platform.is_me(report_id::text));
-- Whoever may read the attachment.
create policy given on evidence.stamps for select using (
  exists (select 1 from reports.wraps w where w.part_id = stamps.part_id and w.desk_id = any ((select reports.my_desks())::uuid[])));

grant usage on schema evidence to ansim_app;
grant select, insert, update on evidence.packages to ansim_app;
grant select, insert, update, delete on evidence.stamps to ansim_app;
