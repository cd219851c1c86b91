-- Walks home: meeting points, bookings, offers to pairs, the walk itself, what is watched; her details stand apart and go when it closes.

create schema escorts;
comment on schema escorts is 'Walk me home: from booking to the door';

create table escorts.meeting_points (
  id uuid primary key default gen_random_uuid(),
  district text not null references city.districts (code),
  name jsonb not null,
  station text,
  exit text,
  hint jsonb not null default '{}',
  lat double precision not null check (lat between -90 and 90),
  lon double precision not null check (lon between -180 and 180),
  reach_metres int not null default 3000 check (reach_metres between 100 and 20000),
  per_slot int not null default 2 check (per_slot between 0 and 100),
  active boolean not null default true,
  source text not null default 'hand',
  updated_at timestamptz not null default clock_timestamp()
);
create index meeting_points_district on escorts.meeting_points (district) where active;
comment on table escorts.meeting_points is 'Where pairs meet people: a station exit or another lit place';
comment on column escorts.meeting_points.id is 'Which';
comment on column escorts.meeting_points.district is 'Whose pairs come';
comment on column escorts.meeting_points.name is 'By language';
comment on column escorts.meeting_points.station is 'Name of the station, where it is one';
comment on column escorts.meeting_points.exit is 'Number of the exit that is served';
comment on column escorts.meeting_points.hint is 'Where exactly they stand, by language';
comment on column escorts.meeting_points.lat is 'WGS 84 degrees';
comment on column escorts.meeting_points.lon is 'WGS 84 degrees';
comment on column escorts.meeting_points.reach_metres is 'Metres of street from which pairs come';
comment on column escorts.meeting_points.per_slot is 'Walks that may begin here in one slot';
comment on column escorts.meeting_points.active is 'Served now';
comment on column escorts.meeting_points.source is 'hand or demo';
comment on column escorts.meeting_points.updated_at is 'Last change';

create table escorts.walks (
  id uuid primary key,
  key_hash bytea check (length(key_hash) = 32),
  district text not null references city.districts (code),
  point_id uuid not null references escorts.meeting_points (id),
  wanted_at timestamptz not null,
  booked_at timestamptz not null default clock_timestamp(),
  booked_by text not null check (booked_by in ('phone', 'hotline')),
  language text not null default 'ko',
  needs_language boolean not null default false,
  state text not null default 'received'
    check (state in ('received', 'paired', 'on-the-way', 'here', 'walking', 'dropped-off', 'home', 'cancelled', 'refused', 'left')),
  version int not null default 1,
  shift_id uuid references network.shifts (id),
  match_number int not null default 0,
  predicted_at timestamptz,
  why jsonb,
  pinned_shift uuid references network.shifts (id),
  pinned_despite text[] not null default '{}',
  lost_pair_at timestamptz,
  she_confirmed_at timestamptz,
  pair_confirmed_at timestamptz,
  her_code_step bigint,
  their_code_step bigint,
  wrong_codes int not null default 0,
  warned boolean not null default false,
  met_at timestamptz,
  walking_at timestamptz,
  checked_in_at timestamptz,
  dropped_at timestamptz,
  closed_at timestamptz,
  pair_safe_at timestamptz,
  arrival_confirmed boolean,
  cancelled_by text check (cancelled_by in ('her', 'agent', 'service', 'pair')),
  end_reason text,
  incident_id uuid,
  tell_by timestamptz,
  seen_at timestamptz,
  answered boolean not null default false
);
create index walks_open on escorts.walks (wanted_at) where closed_at is null;
create index walks_point on escorts.walks (point_id, wanted_at);
create index walks_shift on escorts.walks (shift_id) where shift_id is not null;
create index walks_closed on escorts.walks (closed_at) where closed_at is not null;
comment on table escorts.walks is 'One walk from booking to the door; nothing here says who she is';
comment on column escorts.walks.id is 'Made on her phone, or here for a caller';
comment on column escorts.walks.key_hash is 'SHA-256 of the secret on her phone; null for callers and a day after the end';
comment on column escorts.walks.district is 'Of the meeting point';
comment on column escorts.walks.point_id is 'Where they meet';
comment on column escorts.walks.wanted_at is 'When she wants to be met';
comment on column escorts.walks.booked_at is 'When the booking was stored';
comment on column escorts.walks.booked_by is 'Her phone, or an agent of the hotline';
comment on column escorts.walks.language is 'Language of her page';
comment on column escorts.walks.needs_language is 'Only a pair that speaks it will do';
comment on column escorts.walks.state is 'As in programme/escorts/rules/walk.ts';
comment on column escorts.walks.version is 'Counts every step';
comment on column escorts.walks.shift_id is 'The pair that accepted';
comment on column escorts.walks.match_number is 'Counts pairs: the meeting code of an earlier pair fits no more';
comment on column escorts.walks.predicted_at is 'When the pair should be there';
comment on column escorts.walks.why is 'Why this pair: codes and seconds';
comment on column escorts.walks.pinned_shift is 'An operator''s word: this pair and no other';
comment on column escorts.walks.pinned_despite is 'What the operator put aside';
comment on column escorts.walks.lost_pair_at is 'When the last pair was lost, so that she is told';
comment on column escorts.walks.she_confirmed_at is 'She confirmed who they are';
comment on column escorts.walks.pair_confirmed_at is 'They confirmed who she is';
comment on column escorts.walks.her_code_step is 'Time step of the newest code of hers that was accepted, so that none counts twice';
comment on column escorts.walks.their_code_step is 'Time step of the newest code of theirs that was accepted';
comment on column escorts.walks.wrong_codes is 'Wrong codes at this meeting';
comment on column escorts.walks.warned is 'She was warned that these may not be them';
comment on column escorts.walks.met_at is 'The pair stood at the meeting point';
comment on column escorts.walks.walking_at is 'Both had confirmed';
comment on column escorts.walks.checked_in_at is 'Last check-in of the pair';
comment on column escorts.walks.dropped_at is 'The pair said that she is at her door';
comment on column escorts.walks.closed_at is 'Over, whatever the end';
comment on column escorts.walks.pair_safe_at is 'The pair checked in after the drop-off';
comment on column escorts.walks.arrival_confirmed is 'She said that she is home';
comment on column escorts.walks.cancelled_by is 'Who cancelled';
comment on column escorts.walks.end_reason is 'Code of the reason';
comment on column escorts.walks.incident_id is 'The call that came out of it';
comment on column escorts.walks.tell_by is 'She must have heard the news by then; null when she has';
comment on column escorts.walks.seen_at is 'Her phone asked last';
comment on column escorts.walks.answered is 'The two questions were answered; not how';

create table escorts.walk_details (
  walk_id uuid primary key references escorts.walks (id) on delete cascade,
  first_name text not null,
  phone_number text,
  caller_marks text[] not null default '{}',
  end_lat double precision not null,
  end_lon double precision not null,
  end_words text,
  walk_seconds int not null,
  note text,
  receipt_key bytea check (length(receipt_key) = 32),
  her_lat double precision,
  her_lon double precision,
  her_position_at timestamptz
);
comment on table escorts.walk_details is 'What is hers, apart from the walk: the row is deleted when the walk closes';
comment on column escorts.walk_details.walk_id is 'Which walk';
comment on column escorts.walk_details.first_name is 'What the pair calls her';
comment on column escorts.walk_details.phone_number is 'Only if she wants to be called';
comment on column escorts.walk_details.caller_marks is 'Keyed hashes of her number and of her phone''s own mark';
comment on column escorts.walk_details.end_lat is 'Where to; may be a corner. Shown to the pair after the code only';
comment on column escorts.walk_details.end_lon is 'Where to';
comment on column escorts.walk_details.end_words is 'Where to, in her words';
comment on column escorts.walk_details.walk_seconds is 'How long the walk should take';
comment on column escorts.walk_details.note is 'What the pair should know';
comment on column escorts.walk_details.receipt_key is 'Public X25519 key; the private one is on her phone only';
comment on column escorts.walk_details.her_lat is 'Newest position of her phone, if she shares it';
comment on column escorts.walk_details.her_lon is 'Newest position of her phone, if she shares it';
comment on column escorts.walk_details.her_position_at is 'When';

create table escorts.offers (
  id uuid primary key,
  walk_id uuid not null references escorts.walks (id) on delete cascade,
  shift_id uuid not null references network.shifts (id),
  made_at timestamptz not null default clock_timestamp(),
  answer_by timestamptz not null,
  answered_at timestamptz,
  answer text not null default 'open' check (answer in ('open', 'accepted', 'declined', 'lapsed', 'withdrawn')),
  reason text,
  predicted_at timestamptz not null,
  why jsonb not null
);
create unique index offers_open_walk on escorts.offers (walk_id) where answer = 'open';
create unique index offers_open_shift on escorts.offers (shift_id) where answer = 'open';
create index offers_walk on escorts.offers (walk_id, made_at);
comment on table escorts.offers is 'A pair was asked for a walk; one open offer a walk and a pair';
comment on column escorts.offers.id is 'Which';
comment on column escorts.offers.walk_id is 'For which walk';
comment on column escorts.offers.shift_id is 'Which pair was asked';
comment on column escorts.offers.made_at is 'When';
comment on column escorts.offers.answer_by is 'Lapses then';
comment on column escorts.offers.answered_at is 'When it was answered, lapsed or withdrawn';
comment on column escorts.offers.answer is 'open, accepted, declined, lapsed or withdrawn';
comment on column escorts.offers.reason is 'Code the pair gave';
comment on column escorts.offers.predicted_at is 'When they would be there';
comment on column escorts.offers.why is 'Why this pair';

create table escorts.pair_places (
  shift_id uuid primary key references network.shifts (id) on delete cascade,
  lat double precision not null,
  lon double precision not null,
  accuracy real not null default 0,
  at timestamptz not null,
  still_lat double precision not null,
  still_lon double precision not null,
  still_since timestamptz not null
);
comment on table escorts.pair_places is 'Where pairs on duty are now: the newest position only';
comment on column escorts.pair_places.shift_id is 'Which pair';
comment on column escorts.pair_places.lat is 'WGS 84 degrees';
comment on column escorts.pair_places.lon is 'WGS 84 degrees';
comment on column escorts.pair_places.accuracy is 'Radius in metres';
comment on column escorts.pair_places.at is 'When';
comment on column escorts.pair_places.still_lat is 'Where they last stood still';
comment on column escorts.pair_places.still_lon is 'Where they last stood still';
comment on column escorts.pair_places.still_since is 'Since when they have not left that place';

create table escorts.tracks (
  walk_id uuid not null references escorts.walks (id) on delete cascade,
  at timestamptz not null,
  lat double precision not null,
  lon double precision not null,
  primary key (walk_id, at)
);
comment on table escorts.tracks is 'The way of a walk while it lasts; sealed to her key and deleted when it closes';
comment on column escorts.tracks.walk_id is 'Which walk';
comment on column escorts.tracks.at is 'When';
comment on column escorts.tracks.lat is 'WGS 84 degrees';
comment on column escorts.tracks.lon is 'WGS 84 degrees';

create table escorts.receipts (
  key_hash bytea primary key,
  sealed bytea not null,
  keep_until timestamptz not null
);
comment on table escorts.receipts is 'Sealed tracks; only the key on her phone opens them, and only her secret finds them';
comment on column escorts.receipts.key_hash is 'SHA-256 of the secret on her phone';
comment on column escorts.receipts.sealed is 'HPKE: encapsulated key, then ciphertext';
comment on column escorts.receipts.keep_until is 'Deleted then, fetched or not';

create table escorts.alerts (
  id uuid primary key,
  walk_id uuid not null references escorts.walks (id) on delete cascade,
  kind text not null,
  raised_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  seen_at timestamptz,
  seen_by text
);
create unique index alerts_open on escorts.alerts (walk_id, kind) where ended_at is null;
comment on table escorts.alerts is 'What the desk is told about a walk while it lasts';
comment on column escorts.alerts.id is 'Which';
comment on column escorts.alerts.walk_id is 'Of which walk';
comment on column escorts.alerts.kind is 'As in programme/escorts/rules/watch.ts';
comment on column escorts.alerts.raised_at is 'Since when';
comment on column escorts.alerts.ended_at is 'It is true no more';
comment on column escorts.alerts.seen_at is 'Somebody looks after it';
comment on column escorts.alerts.seen_by is 'Id of the member of staff';

create table escorts.steps (
  id bigint generated always as identity primary key,
  walk_id uuid not null references escorts.walks (id) on delete cascade,
  at timestamptz not null default clock_timestamp(),
  kind text not null,
  by_whom text not null,
  shift_id uuid,
  reason text
);
create index steps_walk on escorts.steps (walk_id, id);
comment on table escorts.steps is 'Everything that happened to a walk, without anything of hers';
comment on column escorts.steps.id is 'In order';
comment on column escorts.steps.walk_id is 'Which walk';
comment on column escorts.steps.at is 'When';
comment on column escorts.steps.kind is 'What';
comment on column escorts.steps.by_whom is 'her, pair, service, or the id of a member of staff';
comment on column escorts.steps.shift_id is 'Which pair it concerned';
comment on column escorts.steps.reason is 'Code';

create table escorts.callers (
  walk_id uuid primary key references escorts.walks (id) on delete cascade,
  marks text[] not null,
  until timestamptz not null
);
comment on table escorts.callers is 'Keyed hashes of the caller for a day after the end, so that a scout who was harmed can still block her or him';
comment on column escorts.callers.walk_id is 'Which walk';
comment on column escorts.callers.marks is 'Keyed hashes';
comment on column escorts.callers.until is 'Deleted then';

create table escorts.blocks (
  person_id uuid not null references network.people (id) on delete cascade,
  mark text not null,
  made_at timestamptz not null default now(),
  primary key (person_id, mark)
);
comment on table escorts.blocks is 'Callers with whom a scout never walks again';
comment on column escorts.blocks.person_id is 'Who was harmed';
comment on column escorts.blocks.mark is 'Keyed hash of the caller; the key is not in the database';
comment on column escorts.blocks.made_at is 'When';

create table escorts.answers (
  id uuid primary key default gen_random_uuid(),
  district text not null,
  month date not null,
  felt_safe smallint not null check (felt_safe between 1 and 5),
  again boolean not null
);
comment on table escorts.answers is 'Answers to the two questions, joined to no walk: no time, no order, shuffled each hour';
comment on column escorts.answers.id is 'Random';
comment on column escorts.answers.district is 'Of the meeting point';
comment on column escorts.answers.month is 'First day of the month';
comment on column escorts.answers.felt_safe is '1 to 5';
comment on column escorts.answers.again is 'She would walk with us again';

create table escorts.observations (
  id uuid primary key,
  shift_id uuid not null references network.shifts (id),
  district text not null references city.districts (code),
  kind text not null check (kind in ('dark-lamp', 'broken-bell', 'blocked-sign', 'waste', 'broken-camera', 'other')),
  lat double precision not null,
  lon double precision not null,
  text text,
  photo bytea check (length(photo) <= 600000),
  seen_at timestamptz not null default clock_timestamp()
);
create index observations_seen on escorts.observations (seen_at desc);
comment on table escorts.observations is 'What pairs see on patrol';
comment on column escorts.observations.id is 'Made on the phone, so that one told again is one';
comment on column escorts.observations.shift_id is 'Which pair';
comment on column escorts.observations.district is 'By its place';
comment on column escorts.observations.kind is 'What';
comment on column escorts.observations.lat is 'WGS 84 degrees';
comment on column escorts.observations.lon is 'WGS 84 degrees';
comment on column escorts.observations.text is 'In words';
comment on column escorts.observations.photo is 'JPEG or PNG';
comment on column escorts.observations.seen_at is 'When';

create table escorts.baselines (
  district text not null references city.districts (code),
  year int not null,
  walks int not null,
  scouts int not null,
  primary key (district, year)
);
comment on table escorts.baselines is 'Walks and scouts of a year by district, from an official table, beside our own figures';
comment on column escorts.baselines.district is 'Which district';
comment on column escorts.baselines.year is 'Which year';
comment on column escorts.baselines.walks is 'Walks of the year';
comment on column escorts.baselines.scouts is 'Scouts';

create table escorts.full_evenings (
  district text not null references city.districts (code),
  day date not null,
  asked int not null default 0,
  primary key (district, day)
);
comment on table escorts.full_evenings is 'How many asked and were told that everything is taken';
comment on column escorts.full_evenings.district is 'Of the meeting point';
comment on column escorts.full_evenings.day is 'On which the evening begins';
comment on column escorts.full_evenings.asked is 'Refused bookings';

create table escorts.companions (
  id uuid primary key,
  key_hash bytea not null check (length(key_hash) = 32),
  language text not null default 'ko',
  made_at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null,
  ask_by timestamptz,
  end_lat double precision,
  end_lon double precision,
  end_words text,
  callback_number text,
  lat double precision,
  lon double precision,
  accuracy real,
  position_at timestamptz,
  incident_id uuid
);
create index companions_due on escorts.companions (due_at) where incident_id is null;
comment on table escorts.companions is 'Being accompanied by people she trusts, without scouts; the row is deleted when she has arrived';
comment on column escorts.companions.id is 'Made on her phone';
comment on column escorts.companions.key_hash is 'SHA-256 of the secret on her phone';
comment on column escorts.companions.language is 'Language of her page';
comment on column escorts.companions.made_at is 'When she set out';
comment on column escorts.companions.due_at is 'She should have arrived by then';
comment on column escorts.companions.ask_by is 'She was asked and must answer by then; null: not asked';
comment on column escorts.companions.end_lat is 'Where to, if she said it';
comment on column escorts.companions.end_lon is 'Where to, if she said it';
comment on column escorts.companions.end_words is 'Where to, in her words';
comment on column escorts.companions.callback_number is 'Only if she left one';
comment on column escorts.companions.lat is 'Newest position, if she shares it';
comment on column escorts.companions.lon is 'Newest position, if she shares it';
comment on column escorts.companions.accuracy is 'Radius in metres';
comment on column escorts.companions.position_at is 'When';
comment on column escorts.companions.incident_id is 'The call that came out of it';

create table escorts.companion_links (
  token_hash bytea primary key check (length(token_hash) = 32),
  companion_id uuid not null references escorts.companions (id) on delete cascade
);
create index companion_links_of on escorts.companion_links (companion_id);
comment on table escorts.companion_links is 'Links for the people she trusts; they die with the way';
comment on column escorts.companion_links.token_hash is 'SHA-256 of a token made on her phone';
comment on column escorts.companion_links.companion_id is 'Whose way';

create function escorts.desk() returns boolean language sql stable parallel safe
  return platform.has_role('operator', 'city-operator', 'hotline-agent');
comment on function escorts.desk() is 'Those who work at the board of walks';
create function escorts.works_in(of_district text) returns boolean language sql stable parallel safe
  return platform.sees_city() or of_district = any (platform.actor_districts());
comment on function escorts.works_in(text) is 'The actor works for this district';

alter table escorts.meeting_points enable row level security;
alter table escorts.meeting_points force row level security;
create policy read on escorts.meeting_points for select using (true);
create policy kept on escorts.meeting_points for all using (
  (select platform.has_role('system', 'administrator')) or ((select platform.has_role('manager')) and escorts.works_in(district)));
create policy locked on escorts.meeting_points for update using ((select escorts.desk()) and escorts.works_in(district));

alter table escorts.walks enable row level security;
alter table escorts.walks force row level security;
create policy system on escorts.walks for all using ((select platform.is_system()));
create policy read on escorts.walks for select using (
  (select platform.has_role('operator', 'city-operator', 'hotline-agent', 'manager', 'auditor')) and escorts.works_in(district));
create policy booked on escorts.walks for insert with check ((select escorts.desk()) and escorts.works_in(district));
create policy stepped on escorts.walks for update using ((select escorts.desk()) and escorts.works_in(district));

alter table escorts.walk_details enable row level security;
alter table escorts.walk_details force row level security;
create policy system on escorts.walk_details for all using ((select platform.is_system()));
create policy desk on escorts.walk_details for all using (
  (select escorts.desk()) and exists (select 1 from escorts.walks w where w.id = walk_id));

alter table escorts.offers enable row level security;
alter table escorts.offers force row level security;
create policy system on escorts.offers for all using ((select platform.is_system()));
create policy read on escorts.offers for select using (exists (select 1 from escorts.walks w where w.id = walk_id));
create policy desk on escorts.offers for all using (
  (select escorts.desk()) and exists (select 1 from escorts.walks w where w.id = walk_id));

alter table escorts.steps enable row level security;
alter table escorts.steps force row level security;
create policy system on escorts.steps for all using ((select platform.is_system()));
create policy read on escorts.steps for select using (exists (select 1 from escorts.walks w where w.id = walk_id));
create policy append on escorts.steps for insert with check (
  (select escorts.desk()) and exists (select 1 from escorts.walks w where w.id = walk_id));

alter table escorts.alerts enable row level security;
alter table escorts.alerts force row level security;
create policy system on escorts.alerts for all using ((select platform.is_system()));
create policy read on escorts.alerts for select using (exists (select 1 from escorts.walks w where w.id = walk_id));
create policy desk on escorts.alerts for update using (
  (select escorts.desk()) and exists (select 1 from escorts.walks w where w.id = walk_id));

alter table escorts.pair_places enable row level security;
alter table escorts.pair_places force row level security;
create policy system on escorts.pair_places for all using ((select platform.is_system()));
create policy read on escorts.pair_places for select using (
  (select escorts.desk()) and exists (select 1 from network.shifts s where s.id = shift_id));

create policy blurred on escorts.pair_places for update using (
  (select escorts.desk()) and exists (select 1 from network.shifts s where s.id = shift_id));

alter table escorts.tracks enable row level security;
alter table escorts.tracks force row level security;
create policy system on escorts.tracks for all using ((select platform.is_system()));
create policy desk on escorts.tracks for select using (
  (select escorts.desk()) and exists (select 1 from escorts.walks w where w.id = walk_id));
create policy sealed on escorts.tracks for delete using (
  (select escorts.desk()) and exists (select 1 from escorts.walks w where w.id = walk_id));

alter table escorts.receipts enable row level security;
alter table escorts.receipts force row level security;
create policy system on escorts.receipts for all using ((select platform.is_system()));
create policy sealed on escorts.receipts for insert with check ((select escorts.desk()));

alter table escorts.callers enable row level security;
alter table escorts.callers force row level security;
create policy system on escorts.callers for all using ((select platform.is_system()));
create policy kept on escorts.callers for insert with check (
  (select escorts.desk()) and exists (select 1 from escorts.walks w where w.id = walk_id));

alter table escorts.blocks enable row level security;
alter table escorts.blocks force row level security;
create policy system on escorts.blocks for all using ((select platform.is_system()));

alter table escorts.answers enable row level security;
alter table escorts.answers force row level security;
create policy system on escorts.answers for all using ((select platform.is_system()));
create policy read on escorts.answers for select using (
  (select platform.has_role('manager', 'auditor', 'administrator')) and escorts.works_in(district));

alter table escorts.observations enable row level security;
alter table escorts.observations force row level security;
create policy system on escorts.observations for all using ((select platform.is_system()));
create policy read on escorts.observations for select using (
  (select platform.has_role('operator', 'city-operator', 'manager', 'auditor')) and escorts.works_in(district));

alter table escorts.baselines enable row level security;
alter table escorts.baselines force row level security;
create policy read on escorts.baselines for select using (
  (select platform.has_role('system', 'operator', 'city-operator', 'manager', 'auditor', 'administrator')));
create policy kept on escorts.baselines for all using ((select platform.has_role('system', 'administrator')));

alter table escorts.full_evenings enable row level security;
alter table escorts.full_evenings force row level security;
create policy system on escorts.full_evenings for all using ((select platform.is_system()));
create policy read on escorts.full_evenings for select using (
  (select platform.has_role('operator', 'city-operator', 'manager', 'auditor')) and escorts.works_in(district));

alter table escorts.companions enable row level security;
alter table escorts.companions force row level security;
create policy system on escorts.companions for all using ((select platform.is_system()));
alter table escorts.companion_links enable row level security;
alter table escorts.companion_links force row level security;
create policy system on escorts.companion_links for all using ((select platform.is_system()));

grant usage on schema escorts to ansim_app;
grant select, insert, update, delete on all tables in schema escorts to ansim_app;
revoke update, delete on escorts.steps from ansim_app;
