-- Districts, police offices and the map of the city; who is on duty where.

create schema city;
comment on schema city is 'The city itself: districts, police offices, its map';

create table city.districts (
  code text primary key,
  codes jsonb not null default '{}',
  name jsonb not null,
  border jsonb not null,
  neighbours text[] not null default '{}',
  lat double precision not null,
  lon double precision not null,
  source text not null default 'hand',
  imported jsonb
);
comment on table city.districts is 'Districts with their borders and the centres that take over for each other';
comment on column city.districts.code is 'The city''s own code: MOIS where an official file gave one';
comment on column city.districts.codes is 'Codes of other schemes, such as {"kostat": "11020"}';
comment on column city.districts.name is 'By language';
comment on column city.districts.border is 'GeoJSON Polygon or MultiPolygon, WGS 84';
comment on column city.districts.neighbours is 'Codes of the districts whose centres are alerted when this one does not answer';
comment on column city.districts.lat is 'Of a point inside, degrees';
comment on column city.districts.lon is 'Of a point inside, degrees';
comment on column city.districts.source is 'hand, demo or the name of the imported file kind';
comment on column city.districts.imported is 'Values as last imported, to see what was changed by hand';

create table city.police_offices (
  id uuid primary key default gen_random_uuid(),
  source text not null default 'hand',
  source_key text unique,
  kind text not null check (kind in ('station', 'box')),
  name text not null,
  name_en text,
  district text not null references city.districts (code),
  address text not null,
  phone text,
  lat double precision not null check (lat between -90 and 90),
  lon double precision not null check (lon between -180 and 180),
  imported jsonb
);
create index police_offices_place on city.police_offices using gist (point(lon, lat));
comment on table city.police_offices is 'Police stations and boxes, open day and night';
comment on column city.police_offices.id is 'Stays the same when imported again';
comment on column city.police_offices.source is 'hand, demo or the name of the imported file kind';
comment on column city.police_offices.source_key is 'What makes a row of the official file the same row next time';
comment on column city.police_offices.kind is 'station or box';
comment on column city.police_offices.name is 'Public name';
comment on column city.police_offices.name_en is 'Public name in English';
comment on column city.police_offices.district is 'By its coordinates';
comment on column city.police_offices.address is 'As published';
comment on column city.police_offices.phone is 'As published';
comment on column city.police_offices.lat is 'WGS 84 degrees';
comment on column city.police_offices.lon is 'WGS 84 degrees';
comment on column city.police_offices.imported is 'Values as last imported, to see what was changed by hand';

create table city.map_layers (
  name text primary key,
  geojson jsonb not null
);
comment on table city.map_layers is 'The city''s own map: water, streets, parks, stations';
comment on column city.map_layers.name is 'Layer';
comment on column city.map_layers.geojson is 'FeatureCollection, WGS 84';

create schema duty;
comment on schema duty is 'Who is on duty where';

create table duty.units (
  id uuid primary key default gen_random_uuid(),
  call_sign text not null,
  kind text not null check (kind in ('patrol-car', 'foot-patrol', 'guards', 'scouts')),
  district text not null references city.districts (code),
  on_duty boolean not null default false,
  lat double precision,
  lon double precision,
  position_at timestamptz,
  incident_id uuid,
  unique (call_sign)
);
create index units_place on duty.units using gist (point(lon, lat)) where on_duty;
create index units_incident on duty.units (incident_id) where incident_id is not null;
comment on table duty.units is 'Patrol cars, pairs and guards; the latest position only, never a history';
comment on column duty.units.id is 'Which';
comment on column duty.units.call_sign is 'As spoken on the radio';
comment on column duty.units.kind is 'patrol-car, foot-patrol, guards or scouts';
comment on column duty.units.district is 'Home district';
comment on column duty.units.on_duty is 'On duty now; off duty it has no position';
comment on column duty.units.lat is 'Latest, WGS 84 degrees';
comment on column duty.units.lon is 'Latest, WGS 84 degrees';
comment on column duty.units.position_at is 'Of the latest position';
comment on column duty.units.incident_id is 'Busy with';

create table duty.shift_log (
  id uuid primary key default gen_random_uuid(),
  at timestamptz not null default clock_timestamp(),
  author_id text not null,
  author text not null,
  district text,
  text text not null,
  open_incidents int not null default 0
);
create index shift_log_at on duty.shift_log (at desc);
comment on table duty.shift_log is 'What one shift tells the next';
comment on column duty.shift_log.id is 'Which';
comment on column duty.shift_log.at is 'Written';
comment on column duty.shift_log.author_id is 'Who';
comment on column duty.shift_log.author is 'Their name then';
comment on column duty.shift_log.district is 'Centre; null for the city desk';
comment on column duty.shift_log.text is 'What the next shift must know';
comment on column duty.shift_log.open_incidents is 'How many were open';

alter table city.districts enable row level security;
alter table city.districts force row level security;
create policy read on city.districts for select using (true);
create policy write on city.districts for all using ((select platform.has_role('system', 'administrator', 'manager')));
alter table city.police_offices enable row level security;
alter table city.police_offices force row level security;
create policy read on city.police_offices for select using (true);
create policy write on city.police_offices for all using ((select platform.has_role('system', 'administrator', 'manager')));
alter table city.map_layers enable row level security;
alter table city.map_layers force row level security;
create policy read on city.map_layers for select using (true);
create policy write on city.map_layers for all using ((select platform.has_role('system', 'administrator')));

alter table duty.units enable row level security;
alter table duty.units force row level security;
create policy system on duty.units for all using ((select platform.is_system()));
create policy read on duty.units for select
  using ((select platform.has_role('operator', 'city-operator', 'hotline-agent', 'manager', 'auditor', 'administrator')));
create policy assign on duty.units for update using ((select platform.has_role('operator', 'city-operator')));
alter table duty.shift_log enable row level security;
alter table duty.shift_log force row level security;
create policy own on duty.shift_log for select using (
  (select platform.sees_city()) or district = any ((select platform.actor_districts())::text[]));
create policy write on duty.shift_log for insert with check (
  platform.has_role('system', 'operator', 'city-operator') and author_id = platform.actor_id());

grant usage on schema city, duty to ansim_app;
grant select, insert, update, delete on all tables in schema city to ansim_app;
grant select, insert, update on duty.units to ansim_app;
grant select, insert on duty.shift_log to ansim_app;
