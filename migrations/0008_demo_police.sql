-- The demo police desk: a stand-in for the other side of the hand-over, used by a demo city only.

create schema demo_police;
comment on schema demo_police is 'Stand-in for the police of a demo city';

create table demo_police.hand_overs (
  incident_id text primary key,
  receipt uuid not null default gen_random_uuid(),
  received_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  confirmed_at timestamptz,
  updates int not null default 0,
  eido jsonb not null
);
create index hand_overs_received on demo_police.hand_overs (received_at desc);
comment on table demo_police.hand_overs is 'Documents received from the city';
comment on column demo_police.hand_overs.incident_id is 'Id of the EIDO';
comment on column demo_police.hand_overs.receipt is 'Number given as receipt';
comment on column demo_police.hand_overs.received_at is 'First document';
comment on column demo_police.hand_overs.updated_at is 'Latest document';
comment on column demo_police.hand_overs.confirmed_at is 'An officer has seen it';
comment on column demo_police.hand_overs.updates is 'Documents after the first';
comment on column demo_police.hand_overs.eido is 'Latest document';

alter table demo_police.hand_overs enable row level security;
alter table demo_police.hand_overs force row level security;
create policy desk on demo_police.hand_overs for all using ((select platform.has_role('system', 'police')));
grant usage on schema demo_police to ansim_app;
grant select, insert, update, delete on demo_police.hand_overs to ansim_app;
