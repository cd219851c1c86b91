-- Every button and what it said; every call for help and what became of it.

create schema devices;
comment on schema devices is 'Every button, panel and bell: secret, place, supervision, battery, tests';

create table devices.devices (
  id uuid primary key default gen_random_uuid(),
  external_id text not null,
  protocol text not null,
  label text not null,
  kind text not null default 'button',
  place_kind text not null,
  place_id uuid not null,
  district text not null references city.districts (code),
  secret_version int not null default 1,
  silent boolean not null default false,
  hold_only boolean not null default false,
  training boolean not null default false,
  active boolean not null default true,
  interval_seconds int not null default 7200,
  enrolled_at timestamptz not null default now(),
  unique (protocol, external_id)
);
create index devices_place on devices.devices (place_kind, place_id);
comment on table devices.devices is 'Every button; its secret is derived from the city''s key and never stored';
comment on column devices.devices.id is 'Which';
comment on column devices.devices.external_id is 'Its name on the wire: friendly name, DevEUI, Shelly id';
comment on column devices.devices.protocol is 'One of programme/devices/contract.ts';
comment on column devices.devices.label is 'What people call it';
comment on column devices.devices.kind is 'button, bell or page';
comment on column devices.devices.place_kind is 'Which door it belongs to, such as store';
comment on column devices.devices.place_id is 'Where it hangs';
comment on column devices.devices.district is 'Of its place';
comment on column devices.devices.secret_version is 'Raised to make a lost secret worthless';
comment on column devices.devices.silent is 'The place must not ring when it is pressed';
comment on column devices.devices.hold_only is 'Only a long press is a call (a place with many accidental touches)';
comment on column devices.devices.training is 'Marked for training: may raise drills in a real city';
comment on column devices.devices.active is 'Accepted at the door';
comment on column devices.devices.interval_seconds is 'It should be heard from at least this often';
comment on column devices.devices.enrolled_at is 'When';

create table devices.vitals (
  device_id uuid primary key references devices.devices (id) on delete cascade,
  last_seen_at timestamptz,
  battery_percent smallint check (battery_percent between 0 and 100),
  link_quality smallint,
  tampered boolean not null default false,
  flagged text check (flagged in ('silent', 'battery', 'never-heard', 'tampered')),
  flagged_at timestamptz,
  due_at timestamptz,
  test_until timestamptz,
  last_test_at timestamptz
);
create index vitals_due on devices.vitals (due_at) where due_at is not null;
comment on table devices.vitals is 'Latest sign of life of each device; kept apart because it changes all the time';
comment on column devices.vitals.device_id is 'Whose';
comment on column devices.vitals.last_seen_at is 'Anything heard';
comment on column devices.vitals.battery_percent is 'As last told';
comment on column devices.vitals.link_quality is 'As last told, in the maker''s own units';
comment on column devices.vitals.tampered is 'Opened or torn off';
comment on column devices.vitals.flagged is 'Why a person should look';
comment on column devices.vitals.flagged_at is 'Since when';
comment on column devices.vitals.due_at is 'Silent if not heard before';
comment on column devices.vitals.test_until is 'In test mode until then';
comment on column devices.vitals.last_test_at is 'Last monthly self-test that arrived';

create table devices.signals (
  id bigint generated always as identity primary key,
  device_id uuid not null references devices.devices (id) on delete cascade,
  at timestamptz not null default clock_timestamp(),
  delivery_key text not null,
  press text,
  outcome text not null default 'accepted',
  unique (device_id, delivery_key)
);
create index signals_at on devices.signals using brin (at);
comment on table devices.signals is 'Presses, so that the same one delivered twice is one; kept 30 days';
comment on column devices.signals.id is 'Order of arrival';
comment on column devices.signals.device_id is 'Who spoke';
comment on column devices.signals.at is 'When it arrived';
comment on column devices.signals.delivery_key is 'The sender''s id of the message, or what makes a redelivery recognisable';
comment on column devices.signals.press is 'single, double, triple or long';
comment on column devices.signals.outcome is 'What became of it';

create table devices.quarantine (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  protocol text not null,
  device_id uuid references devices.devices (id) on delete set null,
  district text,
  reason text not null,
  detail text not null default '',
  payload bytea not null default '',
  looked_at timestamptz,
  looked_by text
);
create index quarantine_open on devices.quarantine (at desc) where looked_at is null;
comment on table devices.quarantine is 'Messages that were not understood, for people to look at; kept 30 days';
comment on column devices.quarantine.id is 'Which';
comment on column devices.quarantine.at is 'Arrived';
comment on column devices.quarantine.protocol is 'Door it came to';
comment on column devices.quarantine.device_id is 'Sender, when known';
comment on column devices.quarantine.district is 'Of the sender, when known';
comment on column devices.quarantine.reason is 'Code';
comment on column devices.quarantine.detail is 'What was wrong';
comment on column devices.quarantine.payload is 'First kilobyte';
comment on column devices.quarantine.looked_at is 'A person looked';
comment on column devices.quarantine.looked_by is 'Who';

create schema incidents;
comment on schema incidents is 'Every call for help, whatever door it came through, from raised to closed';

create table incidents.incidents (
  id uuid primary key,
  version int not null default 1,
  acted_version int not null default 0,
  door text not null,
  state text not null check (state in ('counting-down', 'raised', 'acknowledged', 'dispatched', 'on-scene', 'closed', 'cancelled')),
  drill boolean not null default false,
  test boolean not null default false,
  verified boolean not null default false,
  silent boolean not null default false,
  urgency smallint not null default 3 check (urgency between 1 and 5),
  presses int not null default 1,
  district text not null references city.districts (code),
  audience text[] not null,
  join_key text,
  place_id uuid,
  place_name text not null,
  place_address text not null,
  place_hint text,
  place_phone text,
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  device_id uuid,
  callback_number text,
  language text,
  two_way_text boolean not null default false,
  raised_at timestamptz not null default clock_timestamp(),
  acknowledged_at timestamptz,
  dispatched_at timestamptz,
  on_scene_at timestamptz,
  closed_at timestamptz,
  updated_at timestamptz not null default clock_timestamp(),
  escalation smallint not null default 0,
  due_at timestamptz,
  operator_id uuid,
  operator_name text,
  disposition text,
  hand_over text not null default 'none' check (hand_over in ('pending', 'sent', 'confirmed', 'telephone', 'none')),
  merged_into uuid references incidents.incidents (id),
  check ((state in ('closed', 'cancelled')) = (closed_at is not null)),
  check ((state = 'closed') = (disposition is not null)),
  check (not (drill or test) or hand_over = 'none')
);
create unique index incidents_joined on incidents.incidents (join_key) where closed_at is null and join_key is not null;
create index incidents_open on incidents.incidents (urgency desc, raised_at) where closed_at is null;
create index incidents_due on incidents.incidents (due_at) where due_at is not null;
create index incidents_raised on incidents.incidents (raised_at desc);
create index incidents_place on incidents.incidents (place_id, raised_at desc) where place_id is not null;
create index incidents_updated on incidents.incidents (closed_at desc) where closed_at is not null;
comment on table incidents.incidents is 'Calls for help';
comment on column incidents.incidents.id is 'UUID version 7: sorts by time of raising';
comment on column incidents.incidents.version is 'Rises with every change';
comment on column incidents.incidents.acted_version is 'Version after the last step of a person; an operator who saw an older one acted too late';
comment on column incidents.incidents.door is 'The way it came in';
comment on column incidents.incidents.state is 'See programme/incidents/rules.ts';
comment on column incidents.incidents.drill is 'Practice; can never leave the city';
comment on column incidents.incidents.test is 'A self-test of a device; can never leave the city unless promoted';
comment on column incidents.incidents.verified is 'A person confirmed that it is real, or its door needs no confirming';
comment on column incidents.incidents.silent is 'Do not telephone the place';
comment on column incidents.incidents.urgency is '1 to 5; rises with repeated presses';
comment on column incidents.incidents.presses is 'How often it was pressed';
comment on column incidents.incidents.district is 'Where';
comment on column incidents.incidents.audience is 'District centres that see it; grows by escalation';
comment on column incidents.incidents.join_key is 'A second call with the same key joins the open one';
comment on column incidents.incidents.place_id is 'Register id of the place';
comment on column incidents.incidents.place_name is 'As it was then';
comment on column incidents.incidents.place_address is 'As it was then';
comment on column incidents.incidents.place_hint is 'How to find it on foot';
comment on column incidents.incidents.place_phone is 'Of the place';
comment on column incidents.incidents.lat is 'WGS 84 degrees';
comment on column incidents.incidents.lon is 'WGS 84 degrees';
comment on column incidents.incidents.device_id is 'Device that was pressed';
comment on column incidents.incidents.callback_number is 'Caller''s number where a duty needs it; erased with the incident''s personal data';
comment on column incidents.incidents.language is 'The caller''s language, where known';
comment on column incidents.incidents.two_way_text is 'The caller can read what the desk writes';
comment on column incidents.incidents.raised_at is 'Durable since';
comment on column incidents.incidents.acknowledged_at is 'First taken by an operator';
comment on column incidents.incidents.dispatched_at is 'First unit sent';
comment on column incidents.incidents.on_scene_at is 'First unit arrived';
comment on column incidents.incidents.closed_at is 'Closed or cancelled';
comment on column incidents.incidents.updated_at is 'Last change';
comment on column incidents.incidents.escalation is '0 none, 1 louder and wider, 2 neighbouring centre and city desk';
comment on column incidents.incidents.due_at is 'Next timer: end of the countdown, or next escalation';
comment on column incidents.incidents.operator_id is 'Who took it';
comment on column incidents.incidents.operator_name is 'Their name then';
comment on column incidents.incidents.disposition is 'Why it closed';
comment on column incidents.incidents.hand_over is 'State of the hand-over to the police';
comment on column incidents.incidents.merged_into is 'The other incident, when closed as merged';

create table incidents.steps (
  id bigint generated always as identity primary key,
  incident_id uuid not null references incidents.incidents (id) on delete cascade,
  at timestamptz not null default clock_timestamp(),
  kind text not null,
  actor_id text not null,
  actor_name text,
  text text,
  detail jsonb not null default '{}'
);
create index steps_incident on incidents.steps (incident_id, id);
comment on table incidents.steps is 'Everything that happened in an incident: who, when and why';
comment on column incidents.steps.id is 'Order';
comment on column incidents.steps.incident_id is 'Of which incident';
comment on column incidents.steps.at is 'When';
comment on column incidents.steps.kind is 'See stepKinds in programme/incidents/contract.ts';
comment on column incidents.steps.actor_id is 'Who';
comment on column incidents.steps.actor_name is 'Their name then; null for the system';
comment on column incidents.steps.text is 'What a person wrote; erased with the incident''s personal data';
comment on column incidents.steps.detail is 'Ids and states';

create table incidents.assignments (
  id uuid primary key default gen_random_uuid(),
  incident_id uuid not null references incidents.incidents (id) on delete cascade,
  unit_id uuid not null references duty.units (id),
  call_sign text not null,
  kind text not null,
  state text not null default 'sent' check (state in ('sent', 'on-scene', 'withdrawn', 'done')),
  sent_at timestamptz not null default clock_timestamp(),
  on_scene_at timestamptz,
  ended_at timestamptz
);
create unique index assignments_current on incidents.assignments (incident_id, unit_id) where ended_at is null;
create unique index assignments_unit on incidents.assignments (unit_id) where ended_at is null;
comment on table incidents.assignments is 'Units sent to an incident; a unit is at one place at a time';
comment on column incidents.assignments.id is 'Which';
comment on column incidents.assignments.incident_id is 'To which incident';
comment on column incidents.assignments.unit_id is 'Who was sent';
comment on column incidents.assignments.call_sign is 'As it was then';
comment on column incidents.assignments.kind is 'As it was then';
comment on column incidents.assignments.state is 'sent, on-scene, withdrawn or done';
comment on column incidents.assignments.sent_at is 'When';
comment on column incidents.assignments.on_scene_at is 'Arrived';
comment on column incidents.assignments.ended_at is 'Free again';

create table incidents.hand_overs (
  id uuid primary key default gen_random_uuid(),
  incident_id uuid not null references incidents.incidents (id) on delete cascade,
  endpoint text not null default 'police',
  state text not null default 'pending' check (state in ('pending', 'sent', 'confirmed', 'telephone')),
  decided_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  confirmed_at timestamptz,
  receipt text,
  due_at timestamptz,
  unique (incident_id, endpoint)
);
create index hand_overs_due on incidents.hand_overs (due_at) where due_at is not null;
comment on table incidents.hand_overs is 'Hand-overs to the police, decided in the transaction that raised the incident';
comment on column incidents.hand_overs.id is 'Which';
comment on column incidents.hand_overs.incident_id is 'Of which incident';
comment on column incidents.hand_overs.endpoint is 'To whom';
comment on column incidents.hand_overs.state is 'pending, sent, confirmed, or telephone when no receipt came in time';
comment on column incidents.hand_overs.decided_at is 'Decided';
comment on column incidents.hand_overs.sent_at is 'First delivered';
comment on column incidents.hand_overs.confirmed_at is 'Receipt came';
comment on column incidents.hand_overs.receipt is 'Number the receiver gave';
comment on column incidents.hand_overs.due_at is 'Telephone if there is no receipt by then';

create table incidents.messages (
  id uuid primary key default gen_random_uuid(),
  incident_id uuid not null references incidents.incidents (id) on delete cascade,
  at timestamptz not null default clock_timestamp(),
  sender text not null check (sender in ('desk', 'caller')),
  phrase text,
  text text,
  language text not null default 'ko',
  check (phrase is not null or text is not null)
);
create index messages_incident on incidents.messages (incident_id, at);
comment on table incidents.messages is 'Two-way text between a caller and the desk';
comment on column incidents.messages.id is 'Which';
comment on column incidents.messages.incident_id is 'Of which incident';
comment on column incidents.messages.at is 'When';
comment on column incidents.messages.sender is 'desk or caller';
comment on column incidents.messages.phrase is 'Key of a prepared phrase, translated where it is read';
comment on column incidents.messages.text is 'Free text';
comment on column incidents.messages.language is 'It was written in';

create table incidents.links (
  one uuid not null references incidents.incidents (id) on delete cascade,
  other uuid not null references incidents.incidents (id) on delete cascade,
  at timestamptz not null default clock_timestamp(),
  primary key (one, other),
  check (one < other)
);
comment on table incidents.links is 'Incidents that belong together';
comment on column incidents.links.one is 'The earlier id';
comment on column incidents.links.other is 'The later id';
comment on column incidents.links.at is 'Linked';

alter table devices.devices enable row level security;
alter table devices.devices force row level security;
create policy system on devices.devices for all using ((select platform.has_role('system', 'administrator')));
create policy managed on devices.devices for all using (
  (select platform.has_role('manager')) and ((select platform.sees_city()) or district = any ((select platform.actor_districts())::text[])));
create policy read on devices.devices for select using (
  (select platform.has_role('operator', 'city-operator', 'hotline-agent', 'auditor'))
  and ((select platform.sees_city()) or district = any ((select platform.actor_districts())::text[])));
alter table devices.vitals enable row level security;
alter table devices.vitals force row level security;
create policy system on devices.vitals for all using ((select platform.is_system()));
create policy through_device on devices.vitals for all using (
  exists (select 1 from devices.devices d where d.id = device_id));
alter table devices.signals enable row level security;
alter table devices.signals force row level security;
create policy system on devices.signals for all using ((select platform.is_system()));
alter table devices.quarantine enable row level security;
alter table devices.quarantine force row level security;
create policy system on devices.quarantine for all using ((select platform.is_system()));
create policy read on devices.quarantine for select using (
  (select platform.has_role('operator', 'city-operator', 'manager', 'auditor', 'administrator'))
  and ((select platform.sees_city()) or district is null or district = any ((select platform.actor_districts())::text[])));
create policy look on devices.quarantine for update using (
  (select platform.has_role('operator', 'city-operator', 'manager', 'administrator'))
  and ((select platform.sees_city()) or district is null or district = any ((select platform.actor_districts())::text[])));

alter table incidents.incidents enable row level security;
alter table incidents.incidents force row level security;
create policy system on incidents.incidents for all using ((select platform.is_system()));
create policy read on incidents.incidents for select using (
  (select platform.has_role('operator', 'city-operator', 'hotline-agent', 'manager', 'auditor'))
  and ((select platform.sees_city()) or audience && (select platform.actor_districts())));
create policy step on incidents.incidents for update using (
  (select platform.has_role('operator', 'city-operator', 'hotline-agent'))
  and ((select platform.sees_city()) or audience && (select platform.actor_districts())));
create policy raise on incidents.incidents for insert with check (
  platform.has_role('operator', 'city-operator', 'hotline-agent'));

-- What belongs to an incident is seen by whoever sees the incident.
alter table incidents.steps enable row level security;
alter table incidents.steps force row level security;
create policy system on incidents.steps for all using ((select platform.is_system()));
create policy read on incidents.steps for select using (
  exists (select 1 from incidents.incidents i where i.id = incident_id));
create policy append on incidents.steps for insert with check (
  platform.has_role('operator', 'city-operator', 'hotline-agent') and actor_id = platform.actor_id());
alter table incidents.assignments enable row level security;
alter table incidents.assignments force row level security;
create policy system on incidents.assignments for all using ((select platform.is_system()));
create policy read on incidents.assignments for select using (
  exists (select 1 from incidents.incidents i where i.id = incident_id));
create policy write on incidents.assignments for all using (
  (select platform.has_role('operator', 'city-operator')) and exists (select 1 from incidents.incidents i where i.id = incident_id));
alter table incidents.hand_overs enable row level security;
alter table incidents.hand_overs force row level security;
create policy system on incidents.hand_overs for all using ((select platform.is_system()));
create policy read on incidents.hand_overs for select using (
  exists (select 1 from incidents.incidents i where i.id = incident_id));
create policy decide on incidents.hand_overs for insert with check (
  platform.has_role('operator', 'city-operator', 'hotline-agent'));
create policy update on incidents.hand_overs for update using (
  (select platform.has_role('operator', 'city-operator')) and exists (select 1 from incidents.incidents i where i.id = incident_id));
alter table incidents.messages enable row level security;
alter table incidents.messages force row level security;
create policy system on incidents.messages for all using ((select platform.is_system()));
create policy read on incidents.messages for select using (
  exists (select 1 from incidents.incidents i where i.id = incident_id));
create policy write on incidents.messages for insert with check (
  platform.has_role('operator', 'city-operator') and exists (select 1 from incidents.incidents i where i.id = incident_id));
alter table incidents.links enable row level security;
alter table incidents.links force row level security;
create policy system on incidents.links for all using ((select platform.is_system()));
create policy read on incidents.links for select using (
  exists (select 1 from incidents.incidents i where i.id = one) and exists (select 1 from incidents.incidents i where i.id = other));
create policy write on incidents.links for insert with check (
  platform.has_role('operator', 'city-operator')
  and exists (select 1 from incidents.incidents i where i.id = one) and exists (select 1 from incidents.incidents i where i.id = other));

grant usage on schema devices, incidents to ansim_app;
grant select, insert, update, delete on devices.devices, devices.vitals, devices.signals, devices.quarantine to ansim_app;
grant select, insert, update on incidents.incidents, incidents.assignments, incidents.hand_overs to ansim_app;
grant select, insert on incidents.steps, incidents.messages, incidents.links to ansim_app;
