-- A resident's own call for help: no district before her position, the newest position only, and what she may know of it.

alter table incidents.incidents alter column district drop not null;
comment on column incidents.incidents.district is 'Where; null while nobody knows where the caller is: the city desk has it then';

alter table incidents.incidents
  add column accuracy real check (accuracy >= 0),
  add column position_at timestamptz,
  add column sharing boolean,
  add column suspected_flood boolean not null default false;
comment on column incidents.incidents.accuracy is 'Radius of the caller''s position in metres; null for a fixed place';
comment on column incidents.incidents.position_at is 'When the caller was at lat and lon; the newest only, never a history, erased when the call closes';
comment on column incidents.incidents.sharing is 'The caller''s position is taken in; null for a door whose place does not move';
comment on column incidents.incidents.suspected_flood is 'Many calls came the same way within the hour; for people to judge, it changes no clock';

alter table incidents.messages add column told_id uuid;
create unique index messages_told on incidents.messages (incident_id, told_id) where told_id is not null;
comment on column incidents.messages.told_id is 'The caller''s own id of the message, so that one told again is one; null for the desk''s';

create function city.all_districts() returns text[] language sql stable
  begin atomic select array(select d.code from city.districts d order by d.code); end;
comment on function city.all_districts() is 'Every district: alerted when nobody knows where the caller is and the city desk does not answer';

alter table incidents.hand_overs add column position_told_at timestamptz;
comment on column incidents.hand_overs.position_told_at is 'When the caller''s position was last queued for the receiver, so that a moving caller costs a bounded rate';

create schema sos;
comment on schema sos is 'A resident''s own call for help, and the people she trusts with it';

create table sos.calls (
  incident_id uuid primary key references incidents.incidents (id) on delete cascade deferrable initially deferred,
  id uuid not null,
  key_hash bytea not null check (length(key_hash) = 32),
  for_another boolean not null default false,
  made_at timestamptz not null default clock_timestamp(),
  unique (id, key_hash)
);
comment on table sos.calls is 'Calls made on phones: who holds the key is the caller';
comment on column sos.calls.incident_id is 'The call at the desk; the phone never learns this id';
comment on column sos.calls.id is 'Made on the phone, so that a request told again is the same call';
comment on column sos.calls.key_hash is 'SHA-256 of the caller''s key; another key is another call, so that nobody can take an id away from her';
comment on column sos.calls.for_another is 'Somebody else is in danger: the caller has no position here';
comment on column sos.calls.made_at is 'The second touch';

create table sos.links (
  token_hash bytea primary key check (length(token_hash) = 32),
  incident_id uuid not null references sos.calls (incident_id) on delete cascade,
  made_at timestamptz not null default clock_timestamp()
);
create index links_incident on sos.links (incident_id, made_at);
comment on table sos.links is 'Links for people she trusts; erased when she ends them and when the call ends';
comment on column sos.links.token_hash is 'SHA-256 of a token made on the phone';
comment on column sos.links.incident_id is 'Whose call';
comment on column sos.links.made_at is 'When';

alter table sos.calls enable row level security;
alter table sos.calls force row level security;
create policy system on sos.calls for all using ((select platform.is_system()));
alter table sos.links enable row level security;
alter table sos.links force row level security;
create policy system on sos.links for all using ((select platform.is_system()));

grant usage on schema sos to ansim_app;
grant select, insert, update, delete on sos.calls, sos.links to ansim_app;
grant update, delete on incidents.messages to ansim_app;

create function incidents.caller_view(of_incident uuid)
returns table (
  state text, due_at timestamptz, raised_at timestamptz, silent boolean, hand_over text, sharing boolean,
  lat double precision, lon double precision, accuracy real, position_at timestamptz, callback boolean, language text,
  unit_call_sign text, unit_kind text, unit_lat double precision, unit_lon double precision, messages jsonb)
language sql stable parallel safe
begin atomic
  select i.state, i.due_at, i.raised_at, i.silent, i.hand_over, i.sharing,
    i.lat, i.lon, i.accuracy, i.position_at, i.callback_number is not null, i.language,
    a.call_sign, a.kind, u.lat, u.lon,
    (select coalesce(jsonb_agg(jsonb_build_object(
        'id', coalesce(m.told_id, m.id), 'at', m.at, 'from', m.sender, 'phrase', m.phrase, 'text', m.text, 'language', m.language)
        order by m.at, m.id), '[]')
      from (select * from incidents.messages m where m.incident_id = i.id order by m.at desc, m.id desc limit 100) m)
  from incidents.incidents i
  left join lateral (
    select a.unit_id, a.call_sign, a.kind from incidents.assignments a
    where a.incident_id = i.id and a.ended_at is null and a.state <> 'offered' order by a.sent_at desc limit 1) a on true
  left join duty.units u on u.id = a.unit_id and u.on_duty
  where i.id = of_incident;
end;
comment on function incidents.caller_view(uuid) is 'What a caller may know of her own call, in one statement: hundreds of phones ask every two seconds';
