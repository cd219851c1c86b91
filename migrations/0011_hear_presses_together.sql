-- Presses that arrive together are kept together: as many as there are cost one round trip and one commit (decision 0015).

drop function devices.hear_press(uuid, text, int, text, text, smallint, smallint, int);

create function devices.hear_presses(
  of_devices uuid[], prefixes text[], within_seconds int[], whole_keys text[], presses text[], batteries smallint[], links smallint[],
  grace_seconds int)
returns table (device uuid, fresh boolean, in_test_mode boolean, tested_in_this_window boolean)
language plpgsql volatile security invoker
as $$
begin
  -- The row locks make presses of one device come one after the other, so that each sees what the one before it kept; taken in
  -- one order, so that two batches never wait for each other in a ring.
  perform from devices.vitals v where v.device_id = any (of_devices) order by v.device_id for update;
  update devices.vitals v set
    last_seen_at = clock_timestamp(),
    battery_percent = coalesce(p.battery, v.battery_percent),
    link_quality = coalesce(p.link, v.link_quality),
    due_at = clock_timestamp() + make_interval(secs => d.interval_seconds + grace_seconds)
  from unnest(of_devices, batteries, links) as p (of_device, battery, link)
  join devices.devices d on d.id = p.of_device and d.active
  where v.device_id = d.id;
  return query
  with heard as materialized (
    select p.*, coalesce(v.test_until > clock_timestamp(), false) as testing, v.test_until, v.last_test_at
    from unnest(of_devices, prefixes, within_seconds, whole_keys, presses) as p (of_device, prefix, within, whole_key, press)
    join devices.devices d on d.id = p.of_device and d.active
    join devices.vitals v on v.device_id = d.id
  ), kept as (
    insert into devices.signals as s (device_id, delivery_key, press)
    select h.of_device, h.whole_key, h.press from heard h
    where h.within is null or not exists (
      select from devices.signals e
      where e.device_id = h.of_device and e.at > clock_timestamp() - make_interval(secs => h.within)
        and starts_with(e.delivery_key, h.prefix))
    on conflict (device_id, delivery_key) do nothing
    returning s.device_id
  )
  select h.of_device, k.device_id is not null, h.testing,
    h.testing and exists (
      select from devices.signals e
      where e.device_id = h.of_device and e.outcome = 'test' and e.at > h.test_until - interval '1 hour'
        and e.at >= coalesce(h.last_test_at, '-infinity'))
  from heard h left join kept k on k.device_id = h.of_device;
end $$;
comment on function devices.hear_presses(uuid[], text[], int[], text[], text[], smallint[], smallint[], int) is
  'Keeps presses and signs of life once, one press a device; no row for a device that is not in service. A key of the same prefix within some seconds is the same press';

create type incidents.new_call as (
  id uuid, door text, state text, drill boolean, test boolean, verified boolean, silent boolean, urgency smallint, district text, join_key text,
  place_id uuid, place_name text, place_address text, place_hint text, place_phone text, lat double precision, lon double precision,
  device_id uuid, callback_number text, language text, two_way_text boolean, due_in_seconds double precision, hand_over text, press text);
comment on type incidents.new_call is 'A call to be raised or joined, as incidents.raise_calls reads it';

create function incidents.raise_calls(calls jsonb, by_id text, by_name text, receipt_within_seconds double precision)
returns table (nth int, raised_id uuid, raised_version int, raised_state text, was_open boolean, of_device uuid)
language plpgsql volatile security invoker
as $$
declare
  turns int;
begin
  -- Two calls with one key, such as two buttons of one store: the second joins what the first has raised.
  select max(n) into turns from (
    select count(*) as n from jsonb_populate_recordset(null::incidents.new_call, calls) c group by coalesce(c.join_key, c.id::text)) k;
  for this_turn in 1 .. coalesce(turns, 0) loop
    return query
    with call as materialized (
      select * from (
        select c.*, row_number() over (partition by coalesce(c.join_key, c.id::text) order by c.ordinality) as turn
        from jsonb_populate_recordset(null::incidents.new_call, calls) with ordinality as c) numbered
      where turn = this_turn
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
      returning i as whole, (i.xmax <> 0) as joined
    ), raised as materialized (
      select incident.*, call.ordinality, call.press, call.door, call.device_id
      from incident join call on coalesce(call.join_key, call.id::text) = coalesce((whole).join_key, (whole).id::text)
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
    select ordinality::int, (whole).id, (whole).version, (whole).state, joined, device_id from raised;
  end loop;
end $$;
comment on function incidents.raise_calls(jsonb, text, text, double precision) is
  'Raises calls or joins the open ones of the same key, with step, event, hand-over and outbox row; keys are taken in one order, so that two batches never wait for each other in a ring. nth is the place in the calls, from 1';

create function safe_houses.answer_presses(
  of_devices uuid[], prefixes text[], within_seconds int[], whole_keys text[], presses text[], batteries smallint[], links smallint[],
  grace_seconds int, ids uuid[], template jsonb, by_id text, by_name text, receipt_within_seconds double precision)
returns table (device uuid, incident uuid)
language plpgsql volatile security invoker
as $$
declare
  in_service uuid[];
  calls jsonb;
  is_plain boolean;
begin
  select array_agg(h.device), bool_and(s.id is not null and not h.in_test_mode and not d.hold_only),
    jsonb_agg(template || jsonb_build_object(
      'id', p.id, 'press', p.press, 'urgency', case p.press when 'single' then 3 else 4 end, 'silent', d.silent,
      'device_id', d.id, 'district', s.district, 'join_key', 'store:' || s.id, 'place_id', s.id, 'place_name', s.name,
      'place_address', s.address, 'place_hint', s.hint, 'place_phone', s.phone, 'lat', s.lat, 'lon', s.lon)) filter (where h.fresh)
  into in_service, is_plain, calls
  from devices.hear_presses(of_devices, prefixes, within_seconds, whole_keys, presses, batteries, links, grace_seconds) h
  join devices.devices d on d.id = h.device
  join unnest(of_devices, ids, presses) as p (of_device, id, press) on p.of_device = h.device
  left join safe_houses.stores s on d.place_kind = 'store' and s.id = d.place_id;
  if not is_plain then
    raise exception 'A press in this batch may be a test, a touch, or of no store.' using errcode = 'AN001';
  end if;
  return query
  select d.id, r.raised_id from unnest(in_service) as d (id)
  left join incidents.raise_calls(calls, by_id, by_name, receipt_within_seconds) r on r.of_device = d.id;
end $$;
comment on function safe_houses.answer_presses(
  uuid[], text[], int[], text[], text[], smallint[], smallint[], int, uuid[], jsonb, text, text, double precision) is
  'Hears presses of stores and raises their calls in one trip, or fails with AN001 when one of them needs a decision; no incident for a redelivery, no row for a device that is not in service';
