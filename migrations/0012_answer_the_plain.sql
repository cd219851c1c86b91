-- Presses that need a decision are left out of a batch and answered as such, instead of failing it for all; and a large batch costs no more a press than a small one.

alter type incidents.new_call add attribute nth int;

create or replace function incidents.raise_calls(calls jsonb, by_id text, by_name text, receipt_within_seconds double precision)
returns table (nth int, raised_id uuid, raised_version int, raised_state text, was_open boolean, of_device uuid)
language plpgsql volatile security invoker
as $$
declare
  turn jsonb;
begin
  -- Two calls with one key, such as two buttons of one store: the second joins what the first has raised, a turn later.
  for turn in
    select jsonb_agg(c.call || jsonb_build_object('nth', c.nth)) from (
      select each.call, each.nth, row_number() over (
        partition by coalesce(each.call ->> 'join_key', each.call ->> 'id') order by each.nth) as turn
      from jsonb_array_elements(calls) with ordinality as each (call, nth)) c
    group by c.turn order by c.turn
  loop
    return query
    with call as materialized (
      select c.*, coalesce(c.join_key, c.id::text) as key from jsonb_populate_recordset(null::incidents.new_call, turn) c
    ), incident as (
      insert into incidents.incidents as i (
        id, door, state, drill, test, verified, silent, urgency, district, audience, join_key,
        place_id, place_name, place_address, place_hint, place_phone, lat, lon,
        device_id, callback_number, language, two_way_text, due_at, hand_over)
      select id, door, state, drill, test, verified, silent, urgency, district, array[district], join_key,
        place_id, place_name, place_address, place_hint, place_phone, lat, lon,
        device_id, callback_number, language, two_way_text, clock_timestamp() + make_interval(secs => due_in_seconds), hand_over
      from call order by join_key
      on conflict (join_key) where closed_at is null and join_key is not null do update set
        presses = i.presses + 1, urgency = least(5, i.urgency + 1), version = i.version + 1, updated_at = clock_timestamp()
      returning i as whole, coalesce(i.join_key, i.id::text) as key, (i.xmax <> 0) as joined
    ), raised as materialized (
      select incident.*, call.nth, call.press, call.door, call.device_id from incident join call on call.key = incident.key
    ), step as (
      insert into incidents.steps (incident_id, kind, actor_id, actor_name, detail)
      select (whole).id, case when joined then 'pressed-again' else 'raised' end, by_id, by_name,
        jsonb_strip_nulls(jsonb_build_object('press', press, 'door', door, 'presses', (whole).presses))
      from raised
    ), event as (
      insert into platform.events (type, subject_id, audience, payload)
      select case when joined then 'incident.pressed-again' else 'incident.raised' end, (whole).id, (whole).audience,
        jsonb_build_object('incident', incidents.summary(whole))
      from raised
    ), hand_over as (
      insert into incidents.hand_overs (incident_id, due_at)
      select (whole).id, clock_timestamp() + make_interval(secs => receipt_within_seconds)
      from raised where (whole).hand_over = 'pending' and not joined
    ), waiting as materialized (
      select subject_id from platform.outbox o where o.kind = 'police-eido' and o.attempts = 0
        and o.subject_id = any (array(select (whole).id from raised where joined)) for update skip locked
    ), outbox as (
      insert into platform.outbox (kind, subject_id, due_at)
      select 'police-eido', (whole).id, clock_timestamp() + case when joined then interval '1 second' else interval '0' end
      from raised where (whole).hand_over <> 'none' and (whole).id not in (select subject_id from waiting)
    )
    select raised.nth, (whole).id, (whole).version, (whole).state, joined, device_id from raised;
  end loop;
end $$;

drop function safe_houses.answer_presses(
  uuid[], text[], int[], text[], text[], smallint[], smallint[], int, uuid[], jsonb, text, text, double precision);

create function safe_houses.answer_presses(
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
    join devices.devices d on d.id = p.of_device and d.active and not d.hold_only
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
comment on function safe_houses.answer_presses(
  uuid[], text[], int[], text[], text[], smallint[], smallint[], int, uuid[], jsonb, text, text, double precision) is
  'Hears presses of stores that need no decision and raises their calls in one trip: the incident, or null for a redelivery. Of a device in test mode, that must be held, that is of no store or not in service nothing is kept, and is_heard is false';
