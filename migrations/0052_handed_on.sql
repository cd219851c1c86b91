-- What pairs saw is handed on to whoever mends it.

alter table escorts.observations
  add column handed_on_at timestamptz,
  add column handed_to text check (handed_to in ('lighting', 'devices', 'cleaning', 'cameras', 'roads', 'other')),
  add column reference text check (length(reference) <= 60),
  add constraint handed_whole check ((handed_on_at is null) = (handed_to is null));
create index observations_open on escorts.observations (seen_at desc) where handed_on_at is null;
comment on column escorts.observations.handed_on_at is 'When the desk handed it on; null while nobody has';
comment on column escorts.observations.handed_to is 'To whom: lighting, devices, cleaning, cameras, roads or other';
comment on column escorts.observations.reference is 'Number that the receiver gave it';
create policy handed on escorts.observations for update using (
  (select platform.has_role('operator', 'city-operator', 'manager')) and escorts.works_in(district));
