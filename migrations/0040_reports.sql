-- Sealed reports: the desks that can be chosen and their keys, the reports as they lie sealed, who was given what, who opened what.

create schema reports;
comment on schema reports is 'Reports sealed in her browser, and the keys of those whom she may choose';

create function platform.is_me(id text) returns boolean language sql stable parallel safe
  return id = coalesce(current_setting('ansim.actor', true), '');
comment on function platform.is_me(text) is 'The actor of this transaction has this id';

create function reports.bytes_of(base64url text) returns bytea language sql immutable parallel safe
  return decode(translate(base64url, '-_', '+/') || repeat('=', (4 - length(base64url) % 4) % 4), 'base64');
comment on function reports.bytes_of(text) is 'RFC 4648 section 5, without padding';

-- Desks and keys ---------------------------------------------------------------------------------------------------------------

create table reports.desks (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('crisis-team', 'police', 'medical', 'legal', 'housing', 'support-centre', 'city')),
  district text references city.districts (code),
  made_at timestamptz not null default clock_timestamp(),
  unique nulls not distinct (kind, district)
);
comment on table reports.desks is 'Whom she may choose: a duty desk of people who share a key';
comment on column reports.desks.id is 'Which';
comment on column reports.desks.kind is 'What they do for her';
comment on column reports.desks.district is 'Where; null for the whole city';
comment on column reports.desks.made_at is 'Since when';

create table reports.members (
  desk_id uuid not null references reports.desks (id) on delete cascade,
  staff_id uuid not null references platform.staff (id) on delete cascade,
  joined_at timestamptz not null default clock_timestamp(),
  primary key (desk_id, staff_id)
);
create index members_staff on reports.members (staff_id);
comment on table reports.members is 'Who works at a desk; without a key of the desk that alone opens nothing';
comment on column reports.members.desk_id is 'The desk';
comment on column reports.members.staff_id is 'The member';
comment on column reports.members.joined_at is 'Since when';

create table reports.city_keys (
  id boolean primary key default true check (id),
  signing_key bytea not null check (length(signing_key) = 32),
  recovery_key bytea not null check (length(recovery_key) = 32),
  recovery_id uuid not null,
  made_at timestamptz not null default clock_timestamp()
);
comment on table reports.city_keys is 'Public halves of what the key ceremony made; the private ones are with the city officer and the custodians';
comment on column reports.city_keys.id is 'Always true: there is one row';
comment on column reports.city_keys.signing_key is 'Ed25519: signs the key log';
comment on column reports.city_keys.recovery_key is 'X25519: every desk key is wrapped for it too; two of three custodians open it';
comment on column reports.city_keys.recovery_id is 'The recovery key as wraps name it';
comment on column reports.city_keys.made_at is 'When';

create table reports.key_log (
  position bigint primary key check (position > 0),
  before text not null,
  text text not null,
  signature text not null,
  at timestamptz not null default clock_timestamp()
);
comment on table reports.key_log is 'Public list of keys, signed by the city and chained; only ever added to';
comment on column reports.key_log.position is 'From 1, without gaps';
comment on column reports.key_log.before is 'Hash of the entry before';
comment on column reports.key_log.text is 'JSON: whose key it is, or that it ended';
comment on column reports.key_log.signature is 'Ed25519, base64url';
comment on column reports.key_log.at is 'When';

create table reports.staff_keys (
  id uuid primary key,
  staff_id uuid not null references platform.staff (id) on delete cascade,
  public_key bytea not null unique check (length(public_key) = 32),
  locked jsonb not null,
  made_at timestamptz not null default clock_timestamp(),
  log_position bigint references reports.key_log (position),
  ended_at timestamptz
);
create index staff_keys_staff on reports.staff_keys (staff_id);
comment on table reports.staff_keys is 'Keys of people, made in their browsers';
comment on column reports.staff_keys.id is 'As wraps name it';
comment on column reports.staff_keys.staff_id is 'Whose';
comment on column reports.staff_keys.public_key is 'X25519';
comment on column reports.staff_keys.locked is 'The private key, locked by a passkey or a passphrase that the server never sees';
comment on column reports.staff_keys.made_at is 'When it was made';
comment on column reports.staff_keys.log_position is 'Where the city signed it; null: nobody may use it yet';
comment on column reports.staff_keys.ended_at is 'Lost, replaced, or its owner left';

create table reports.desk_keys (
  id uuid primary key,
  desk_id uuid not null references reports.desks (id) on delete cascade,
  generation int not null check (generation > 0),
  public_key bytea not null unique check (length(public_key) = 32),
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  log_position bigint references reports.key_log (position),
  unique (desk_id, generation)
);
comment on table reports.desk_keys is 'Keys of desks; the newest that the city signed is the one in use, older ones open older reports';
comment on column reports.desk_keys.id is 'As wraps name it';
comment on column reports.desk_keys.desk_id is 'Whose';
comment on column reports.desk_keys.generation is 'A new one when somebody leaves';
comment on column reports.desk_keys.public_key is 'X25519';
comment on column reports.desk_keys.made_by is 'The member in whose browser it was made';
comment on column reports.desk_keys.made_at is 'When';
comment on column reports.desk_keys.log_position is 'Where the city signed it; null: not in use yet';

create table reports.held_keys (
  desk_key_id uuid not null references reports.desk_keys (id) on delete cascade,
  holder_id uuid not null,
  desk_id uuid not null,
  wrap bytea not null check (length(wrap) = 80),
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (desk_key_id, holder_id)
);
create index held_keys_holder on reports.held_keys (holder_id);
comment on table reports.held_keys is 'The private key of a desk, wrapped for each member and for the recovery key';
comment on column reports.held_keys.desk_key_id is 'Which key';
comment on column reports.held_keys.holder_id is 'Key of the member, or the recovery key';
comment on column reports.held_keys.desk_id is 'Whose key it is';
comment on column reports.held_keys.wrap is 'HPKE';
comment on column reports.held_keys.made_by is 'The member who wrapped it';
comment on column reports.held_keys.made_at is 'When';

-- Reports ----------------------------------------------------------------------------------------------------------------------

create table reports.reports (
  id uuid primary key,
  receipt_hash bytea not null unique check (length(receipt_hash) = 32),
  her_key bytea not null check (length(her_key) = 32),
  state text not null default 'draft' check (state in ('draft', 'sent', 'withdrawn')),
  district text references city.districts (code),
  urgency text check (urgency in ('today', 'soon', 'no-hurry')),
  language text not null default 'ko' check (length(language) <= 10),
  teller text check (teller in ('survivor', 'witness')),
  minor boolean,
  services text[] not null default '{}'
    check (services <@ array['counselling', 'medical', 'legal', 'housing', 'livelihood', 'accompany', 'evidence']),
  made_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  withdrawn_at timestamptz,
  version int not null default 1,
  suspected_flood boolean not null default false,
  stored_bytes bigint not null default 0 check (stored_bytes >= 0),
  check (state <> 'sent' or (sent_at is not null and district is not null))
);
comment on table reports.reports is 'What is in clear of a report: fixed lists only';
comment on column reports.reports.id is 'Made on her phone; bound into everything that is sealed';
comment on column reports.reports.receipt_hash is 'SHA-256 of the token that her seven words give';
comment on column reports.reports.her_key is 'X25519: what is written to her is wrapped for it';
comment on column reports.reports.state is 'draft: nobody but her was given anything';
comment on column reports.reports.district is 'Where help is wanted; null in a draft';
comment on column reports.reports.urgency is 'How soon she wants to be answered; null: not said';
comment on column reports.reports.language is 'In which she wants to be answered';
comment on column reports.reports.teller is 'survivor or witness; null: not said';
comment on column reports.reports.minor is 'Whether it is about somebody under age; null: not said';
comment on column reports.reports.services is 'What is wanted';
comment on column reports.reports.made_at is 'First kept';
comment on column reports.reports.sent_at is 'When the desks had it';
comment on column reports.reports.withdrawn_at is 'When she withdrew it, and everything sealed was destroyed';
comment on column reports.reports.version is 'Rises with every change';
comment on column reports.reports.suspected_flood is 'Many came the same way within the hour; for people to judge, it changes no clock';
comment on column reports.reports.stored_bytes is 'Sealed pieces of files, against the quota';

create table reports.parts (
  id uuid primary key,
  report_id uuid not null references reports.reports (id) on delete cascade,
  kind text not null check (kind in ('narrative', 'identity', 'message', 'file')),
  by_desk uuid references reports.desks (id),
  sealed bytea not null check (length(sealed) <= 300000),
  made_at timestamptz not null default clock_timestamp(),
  pieces int check (pieces > 0),
  received int not null default 0,
  unique (id, by_desk),
  unique (id, report_id),
  check ((kind = 'file') = (pieces is not null)),
  check (received between 0 and coalesce(pieces, 0))
);
create index parts_report on reports.parts (report_id, made_at);
comment on table reports.parts is 'Sealed parts, each under a key of its own';
comment on column reports.parts.id is 'Made where it was sealed';
comment on column reports.parts.report_id is 'Of which report';
comment on column reports.parts.kind is 'What it is, not what it says';
comment on column reports.parts.by_desk is 'The desk that wrote it; null: she';
comment on column reports.parts.sealed is 'AES-256-GCM; of a file its description';
comment on column reports.parts.made_at is 'When it was kept';
comment on column reports.parts.pieces is 'How many pieces a file has';
comment on column reports.parts.received is 'How many of them are here, from the first';

create table reports.wraps (
  part_id uuid not null,
  recipient_id uuid not null,
  report_id uuid not null,
  desk_id uuid references reports.desks (id),
  by_desk uuid,
  wrap bytea check (length(wrap) = 80),
  made_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz,
  revoked_at timestamptz,
  primary key (part_id, recipient_id),
  foreign key (part_id, report_id) references reports.parts (id, report_id) on delete cascade,
  foreign key (part_id, by_desk) references reports.parts (id, by_desk),
  check ((wrap is null) = (revoked_at is not null))
);
create index wraps_report on reports.wraps (report_id, desk_id);
create index wraps_desk on reports.wraps (desk_id, report_id) where revoked_at is null;
comment on table reports.wraps is 'Consent as a key: which part she gave to whom, until when; what a desk writes it wraps for her and itself';
comment on column reports.wraps.part_id is 'The part';
comment on column reports.wraps.recipient_id is 'A key of a desk, or her own (then the id of the report)';
comment on column reports.wraps.report_id is 'Of which report';
comment on column reports.wraps.desk_id is 'The desk of that key; null: she herself';
comment on column reports.wraps.by_desk is 'The desk that wrote the part and wrapped it; null: she did';
comment on column reports.wraps.wrap is 'HPKE; null: taken back and destroyed';
comment on column reports.wraps.made_at is 'Since when';
comment on column reports.wraps.ends_at is 'Until when; null: until she takes it back';
comment on column reports.wraps.revoked_at is 'When she took it back';

create table reports.deliveries (
  report_id uuid not null references reports.reports (id) on delete cascade,
  desk_id uuid not null references reports.desks (id),
  sent_at timestamptz not null default clock_timestamp(),
  due_at timestamptz,
  level int not null default 0,
  acknowledged_at timestamptz,
  acknowledged_by text,
  primary key (report_id, desk_id)
);
create index deliveries_due on reports.deliveries (due_at) where due_at is not null;
comment on table reports.deliveries is 'Which desk has a report, and its clock until somebody acknowledges it';
comment on column reports.deliveries.report_id is 'The report';
comment on column reports.deliveries.desk_id is 'A desk that she chose';
comment on column reports.deliveries.sent_at is 'Since when it has it';
comment on column reports.deliveries.due_at is 'When others are told of its silence; null: nothing is due any more';
comment on column reports.deliveries.level is '1: the neighbours were told; 2: the city desk too';
comment on column reports.deliveries.acknowledged_at is 'When somebody took it on';
comment on column reports.deliveries.acknowledged_by is 'Who';

create table reports.alerts (
  report_id uuid not null,
  silent_desk uuid not null,
  desk_id uuid not null references reports.desks (id),
  district text,
  kind text not null,
  waits_since timestamptz not null,
  at timestamptz not null default clock_timestamp(),
  primary key (report_id, silent_desk, desk_id),
  foreign key (report_id, silent_desk) references reports.deliveries (report_id, desk_id) on delete cascade
);
create index alerts_desk on reports.alerts (desk_id, at);
comment on table reports.alerts is 'That another desk is silent: no content, nothing that opens anything';
comment on column reports.alerts.report_id is 'What waits; this desk cannot read it';
comment on column reports.alerts.silent_desk is 'Who does not answer';
comment on column reports.alerts.desk_id is 'Who is told';
comment on column reports.alerts.district is 'District of the silent desk';
comment on column reports.alerts.kind is 'Kind of the silent desk';
comment on column reports.alerts.waits_since is 'Since when it waits';
comment on column reports.alerts.at is 'When this desk was told';

create table reports.openings (
  id bigint generated always as identity primary key,
  report_id uuid not null references reports.reports (id) on delete cascade,
  part_id uuid not null,
  kind text not null,
  desk_id uuid not null,
  actor_id text not null,
  name text,
  at timestamptz not null default clock_timestamp()
);
create index openings_report on reports.openings (report_id, id);
comment on table reports.openings is 'Who opened what and when, for her to see; only ever added to. The audit log has the same';
comment on column reports.openings.id is 'Order';
comment on column reports.openings.report_id is 'Of which report';
comment on column reports.openings.part_id is 'What was opened';
comment on column reports.openings.kind is 'Its kind';
comment on column reports.openings.desk_id is 'As a member of which desk';
comment on column reports.openings.actor_id is 'Who';
comment on column reports.openings.name is 'As colleagues know them';
comment on column reports.openings.at is 'When';

-- Figures without people -------------------------------------------------------------------------------------------------------

create table reports.figures_waiting (
  id uuid primary key default gen_random_uuid(),
  sealed bytea not null check (length(sealed) <= 1000)
);
comment on table reports.figures_waiting is 'Answers for statistics until enough of them are there to be shuffled; sealed with a key that is not in the database';
comment on column reports.figures_waiting.id is 'Random';
comment on column reports.figures_waiting.sealed is 'AES-256-GCM, all of one length';

create table reports.figures (
  district text not null,
  month date not null,
  teller text,
  minor boolean,
  violence text,
  relation text,
  age_band text,
  place_kind text
);
comment on table reports.figures is 'For statistics: no case, no time, no order; written in shuffled batches and written anew with each';
comment on column reports.figures.district is 'Where';
comment on column reports.figures.month is 'First day of the month';
comment on column reports.figures.teller is 'survivor or witness';
comment on column reports.figures.minor is 'About somebody under age';
comment on column reports.figures.violence is 'Type, in the GBVIMS order of classification';
comment on column reports.figures.relation is 'Group of relations to the offender';
comment on column reports.figures.age_band is 'Of whom it happened to';
comment on column reports.figures.place_kind is 'home, work, transit, street, online or elsewhere';

-- Walls ------------------------------------------------------------------------------------------------------------------------

create function reports.my_desks() returns uuid[] language sql stable
  begin atomic
    select array(select m.desk_id from reports.members m
      where m.staff_id::text = platform.actor_id() and platform.has_role('crisis-team', 'police', 'city-operator'));
  end;
comment on function reports.my_desks() is 'Desks at which the actor works';

alter table reports.desks enable row level security;
alter table reports.desks force row level security;
create policy read on reports.desks for select using (true);
create policy managed on reports.desks for all using ((select platform.has_role('system', 'administrator')));

alter table reports.members enable row level security;
alter table reports.members force row level security;
create policy managed on reports.members for all using ((select platform.has_role('system', 'administrator')));
create policy own on reports.members for select using (
  (select platform.has_role('crisis-team', 'police', 'city-operator')) and platform.is_me(staff_id::text));
create policy checked on reports.members for select using ((select platform.has_role('auditor')));

alter table reports.city_keys enable row level security;
alter table reports.city_keys force row level security;
create policy read on reports.city_keys for select using (true);
create policy founded on reports.city_keys for insert with check ((select platform.is_system()));

alter table reports.key_log enable row level security;
alter table reports.key_log force row level security;
create policy read on reports.key_log for select using (true);
create policy signed on reports.key_log for insert with check ((select platform.is_system()));

alter table reports.staff_keys enable row level security;
alter table reports.staff_keys force row level security;
create policy system on reports.staff_keys for all using ((select platform.is_system()));
create policy own on reports.staff_keys for select using (platform.is_me(staff_id::text));
create policy enrol on reports.staff_keys for insert with check (
  (select platform.has_role('crisis-team', 'police', 'city-operator')) and platform.is_me(staff_id::text));

alter table reports.desk_keys enable row level security;
alter table reports.desk_keys force row level security;
create policy system on reports.desk_keys for all using ((select platform.is_system()));
-- Public keys are public: a phone that names one must find whose it is.
create policy read on reports.desk_keys for select using (true);
create policy made on reports.desk_keys for insert with check (
  desk_id = any ((select reports.my_desks())::uuid[]) and platform.is_me(made_by));

alter table reports.held_keys enable row level security;
alter table reports.held_keys force row level security;
create policy system on reports.held_keys for all using ((select platform.is_system()));
create policy read on reports.held_keys for select using (desk_id = any ((select reports.my_desks())::uuid[]));
create policy made on reports.held_keys for insert with check (
  desk_id = any ((select reports.my_desks())::uuid[]) and platform.is_me(made_by));

-- A report is its teller's, who acts in a role of her own under its id; a desk reads what she gave it and while she does.
alter table reports.reports enable row level security;
alter table reports.reports force row level security;
create policy system on reports.reports for all using ((select platform.is_system()));
create policy hers on reports.reports for all using ((select platform.has_role('reporter')) and platform.is_me(id::text));

alter table reports.wraps enable row level security;
alter table reports.wraps force row level security;
create policy system on reports.wraps for all using ((select platform.is_system()));
create policy hers on reports.wraps for all using ((select platform.has_role('reporter')) and platform.is_me(report_id::text));
create policy given on reports.wraps for select using (
  desk_id = any ((select reports.my_desks())::uuid[]) and revoked_at is null and (ends_at is null or ends_at > now()));
create policy answered on reports.wraps for insert with check (by_desk = any ((select reports.my_desks())::uuid[]));

create policy given on reports.reports for select using (
  exists (select 1 from reports.wraps w where w.report_id = reports.id and w.desk_id = any ((select reports.my_desks())::uuid[])));

alter table reports.parts enable row level security;
alter table reports.parts force row level security;
create policy system on reports.parts for all using ((select platform.is_system()));
create policy hers on reports.parts for all using ((select platform.has_role('reporter')) and platform.is_me(report_id::text));
create policy given on reports.parts for select using (
  exists (select 1 from reports.wraps w where w.part_id = parts.id and w.desk_id = any ((select reports.my_desks())::uuid[])));
create policy answered on reports.parts for insert with check (
  kind = 'message' and by_desk = any ((select reports.my_desks())::uuid[])
  and exists (select 1 from reports.wraps w where w.report_id = parts.report_id and w.desk_id = parts.by_desk));

alter table reports.deliveries enable row level security;
alter table reports.deliveries force row level security;
create policy system on reports.deliveries for all using ((select platform.is_system()));
create policy hers on reports.deliveries for all using ((select platform.has_role('reporter')) and platform.is_me(report_id::text));
create policy read on reports.deliveries for select using (desk_id = any ((select reports.my_desks())::uuid[]));
create policy acknowledged on reports.deliveries for update using (desk_id = any ((select reports.my_desks())::uuid[]));

alter table reports.alerts enable row level security;
alter table reports.alerts force row level security;
create policy system on reports.alerts for all using ((select platform.is_system()));
create policy told on reports.alerts for select using (desk_id = any ((select reports.my_desks())::uuid[]));

alter table reports.openings enable row level security;
alter table reports.openings force row level security;
create policy system on reports.openings for select using ((select platform.is_system()));
create policy hers on reports.openings for select using (
  (select platform.has_role('reporter')) and platform.is_me(report_id::text));
create policy own on reports.openings for select using (desk_id = any ((select reports.my_desks())::uuid[]));
create policy marked on reports.openings for insert with check (
  desk_id = any ((select reports.my_desks())::uuid[]) and platform.is_me(actor_id));

alter table reports.figures_waiting enable row level security;
alter table reports.figures_waiting force row level security;
create policy system on reports.figures_waiting for all using ((select platform.is_system()));
create policy told on reports.figures_waiting for insert with check ((select platform.has_role('reporter')));

alter table reports.figures enable row level security;
alter table reports.figures force row level security;
create policy system on reports.figures for all using ((select platform.is_system()));

-- A report that she addressed to the police reaches them by the outbox, under its id and with no content.
create policy told_police on platform.outbox for insert with check (
  (select platform.has_role('reporter')) and kind = 'police-report' and platform.is_me(subject_id::text));

grant usage on schema reports to ansim_app;
grant select, insert, update, delete on reports.desks, reports.members, reports.reports, reports.parts, reports.wraps, reports.deliveries,
  reports.alerts, reports.figures_waiting, reports.figures to ansim_app;
grant select, insert, update on reports.staff_keys, reports.desk_keys to ansim_app;
grant select, insert, delete on reports.held_keys to ansim_app;
grant select, insert on reports.city_keys, reports.key_log, reports.openings to ansim_app;
