-- What a device may be told about itself: how its model speaks, and seconds in which a press may still be taken back.

create table devices.models (
  name text primary key check (name ~ '^[A-Za-z0-9][\w .-]{0,59}$'),
  mapping jsonb not null,
  updated_at timestamptz not null default now()
);
comment on table devices.models is 'Models of LoRaWAN devices whose payloads follow no layout that is known by itself';
comment on column devices.models.name is 'As devices are given it';
comment on column devices.models.mapping is 'Which field, or which byte of which port, means which press; schema in programme/devices/shapes.ts';
comment on column devices.models.updated_at is 'Last change';

alter table devices.devices
  add column model text references devices.models (name),
  add column mapping jsonb,
  add column countdown_seconds smallint not null default 0 check (countdown_seconds between 0 and 60);
comment on column devices.devices.model is 'How it speaks, where its payloads follow no layout that is known by itself';
comment on column devices.devices.mapping is 'Of this one device; goes before that of its model';
comment on column devices.devices.countdown_seconds is 'A press waits so long before it is a call; 0 for a store button. A second press ends the wait';

alter table devices.models enable row level security;
alter table devices.models force row level security;
create policy read on devices.models for select using (
  (select platform.has_role('system', 'operator', 'city-operator', 'hotline-agent', 'manager', 'auditor', 'administrator')));
create policy write on devices.models for all using ((select platform.has_role('system', 'administrator')));
grant select, insert, update, delete on devices.models to ansim_app;

-- A press with a countdown needs a decision, as a test and a touch do.
create or replace function safe_houses.answer_presses(
  of_devices uuid[], prefixes text[], within_seconds int[], whole_keys text[], presses text[], batteries smallint[], links smallint[],
  grace_seconds int, ids uuid[], template jsonb, by_id text, by_name text, receipt_within_seconds double precision)
returns table (device uuid, is_heard boolean, incident uuid)
language plpgsql volatile security invoker
as $$
declare
  heard uuid[];
  calls jsonb;
begin
  -- Locked before it is asked who is in test mode: nobody can come between the question and the press.
  perform from devices.vitals v where v.device_id = any (of_devices) order by v.device_id for update;
  with press as materialized (
    select p.*, s.id as store_id, d.silent, s.district, s.name, s.address, s.hint, s.phone, s.lat, s.lon
    from unnest(of_devices, prefixes, within_seconds, whole_keys, presses, batteries, links, ids)
      as p (of_device, prefix, within, whole_key, press, battery, link, id)
    join devices.devices d on d.id = p.of_device and d.active and not d.hold_only and d.countdown_seconds = 0
    join devices.vitals v on v.device_id = p.of_device and coalesce(v.test_until <= clock_timestamp(), true)
    -- As an expression, so that nobody thinks of looking through every device of every store.
    join safe_houses.stores s on s.id = case d.place_kind when 'store' then d.place_id end
  ), columns as (
    select array_agg(of_device) as devices, array_agg(prefix) as prefixes, array_agg(within) as within, array_agg(whole_key) as keys,
      array_agg(press) as presses, array_agg(battery) as batteries, array_agg(link) as links
    from press
  )
  select array_agg(h.device),
    jsonb_agg(template || jsonb_build_object(
      'id', p.id, 'press', p.press, 'urgency', case p.press when 'single' then 3 else 4 end, 'silent', p.silent,
      'device_id', p.of_device, 'district', p.district, 'join_key', 'store:' || p.store_id, 'place_id', p.store_id, 'place_name', p.name,
      'place_address', p.address, 'place_hint', p.hint, 'place_phone', p.phone, 'lat', p.lat, 'lon', p.lon)) filter (where h.fresh)
  into heard, calls
  from columns c, devices.hear_presses(c.devices, c.prefixes, c.within, c.keys, c.presses, c.batteries, c.links, grace_seconds) h
  join press p on p.of_device = h.device
  where c.devices is not null;
  return query
  select asked.id, coalesce(asked.id = any (heard), false), r.raised_id from unnest(of_devices) as asked (id)
  left join incidents.raise_calls(calls, by_id, by_name, receipt_within_seconds) r on r.of_device = asked.id;
end $$;

-- Whoever presses again while it counts insists: the countdown is over at once, and the next timer raises the call.
create function incidents.end_wait() returns trigger language plpgsql
as $$
begin
  new.due_at := clock_timestamp();
  return new;
end $$;
comment on function incidents.end_wait() is 'Ends the countdown of a call whose device was pressed again';
create trigger end_wait before update of presses on incidents.incidents
  for each row when (old.state = 'counting-down' and new.state = 'counting-down' and new.presses > old.presses and old.device_id is not null)
  execute function incidents.end_wait();
