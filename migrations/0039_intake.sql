-- Presses come in by a role of their own, which may do what a press needs and nothing else; a call is raised by short statements.
-- Nearly all of a lone press's millisecond had been the setting up of two very large statements (decision 0015).

create function incidents.raise_call(c incidents.new_call, by_id text, by_name text, receipt_within_seconds double precision,
  out id uuid, out version int, out state text, out was_open boolean)
language plpgsql volatile security invoker
as $$
declare
  audience text[];
  hand_over text;
  presses int;
  summary jsonb;
  what text;
begin
  insert into incidents.incidents as i (
    id, door, state, drill, test, verified, silent, urgency, district, audience, join_key,
    place_id, place_name, place_address, place_hint, place_phone, lat, lon,
    device_id, callback_number, language, two_way_text, sharing, suspected_flood, due_at, hand_over)
  values (c.id, c.door, c.state, c.drill, c.test, c.verified, c.silent, c.urgency, c.district, array_remove(array[c.district], null), c.join_key,
    c.place_id, c.place_name, c.place_address, c.place_hint, c.place_phone, c.lat, c.lon,
    c.device_id, c.callback_number, c.language, c.two_way_text, c.sharing, coalesce(c.suspected_flood, false),
    clock_timestamp() + make_interval(secs => c.due_in_seconds), c.hand_over)
  on conflict (join_key) where closed_at is null and join_key is not null do update set
    presses = i.presses + 1, urgency = least(5, i.urgency + 1), version = i.version + 1, updated_at = clock_timestamp()
  returning i.id, i.version, i.state, i.xmax <> 0, i.audience, i.hand_over, i.presses, incidents.summary(i)
  into id, version, state, was_open, audience, hand_over, presses, summary;
  what := case when was_open then 'pressed-again' else state end;
  insert into incidents.steps (incident_id, kind, actor_id, actor_name, detail)
  values (id, what, by_id, by_name, jsonb_strip_nulls(jsonb_build_object('press', c.press, 'door', c.door, 'presses', presses)));
  insert into platform.events (type, subject_id, audience, payload)
  values ('incident.' || what, id, audience, jsonb_build_object('incident', summary));
  if hand_over = 'pending' and not was_open then
    insert into incidents.hand_overs (incident_id, due_at) values (id, clock_timestamp() + make_interval(secs => receipt_within_seconds));
  end if;
  if hand_over <> 'none' then
    if was_open then
      -- A row that nobody has begun to send stands for this press too; one that is being claimed right now is locked, and does not.
      perform from platform.outbox o where o.kind = 'police-eido' and o.attempts = 0 and o.subject_id = raise_call.id for update skip locked;
    end if;
    if not was_open or not found then
      insert into platform.outbox (kind, subject_id, due_at)
      values ('police-eido', id, clock_timestamp() + case when was_open then interval '1 second' else interval '0' end);
    end if;
  end if;
end $$;
comment on function incidents.raise_call(incidents.new_call, text, text, double precision) is
  'Raises a call or joins the open one of its key, with step, event, hand-over and outbox row';

create or replace function incidents.raise_calls(calls jsonb, by_id text, by_name text, receipt_within_seconds double precision)
returns table (nth int, raised_id uuid, raised_version int, raised_state text, was_open boolean, of_device uuid)
language plpgsql volatile security invoker
as $$
declare
  one record;
  c incidents.new_call;
begin
  -- Keys in one order, so that two statements never wait for each other in a ring; of two calls with one key the second joins the first.
  for one in
    select a.value, a.ordinality from jsonb_array_elements(calls) with ordinality as a order by a.value ->> 'join_key', a.ordinality
  loop
    c := jsonb_populate_record(null::incidents.new_call, one.value);
    select one.ordinality, r.id, r.version, r.state, r.was_open, c.device_id
    into nth, raised_id, raised_version, raised_state, was_open, of_device
    from incidents.raise_call(c, by_id, by_name, receipt_within_seconds) r;
    return next;
  end loop;
end $$;

drop function safe_houses.answer_presses(
  uuid[], text[], int[], text[], text[], smallint[], smallint[], int, uuid[], jsonb, text, text, double precision);

create function safe_houses.answer_presses(
  of_devices uuid[], prefixes text[], within_seconds int[], whole_keys text[], presses text[], batteries smallint[], links smallint[],
  grace_seconds int, ids uuid[], template jsonb, by_id text, by_name text, receipt_within_seconds double precision)
returns table (device uuid, incident uuid)
language plpgsql volatile security invoker
as $$
declare
  p record;
  c incidents.new_call := jsonb_populate_record(null::incidents.new_call, template);
begin
  -- Store by store and device by device: whoever hears many presses takes its locks in this order, so that no two wait for each other in a ring.
  for p in
    select a.*, s.id as store_id, d.silent, d.interval_seconds, s.district, s.name, s.address, s.hint, s.phone, s.lat, s.lon
    from unnest(of_devices, prefixes, within_seconds, whole_keys, presses, batteries, links, ids)
      as a (of_device, prefix, within, whole_key, press, battery, link, id)
    join devices.devices d on d.id = a.of_device and d.active and not d.hold_only and d.countdown_seconds = 0
    -- As an expression, so that nobody thinks of looking through every device of every store.
    join safe_houses.stores s on s.id = case d.place_kind when 'store' then d.place_id end
    order by s.id, d.id
  loop
    -- Its sign of life locks the device: presses of one device come one after the other. In test mode a press needs a decision.
    update devices.vitals v set
      last_seen_at = clock_timestamp(),
      battery_percent = coalesce(p.battery, v.battery_percent),
      link_quality = coalesce(p.link, v.link_quality),
      due_at = clock_timestamp() + make_interval(secs => p.interval_seconds + grace_seconds)
    where v.device_id = p.of_device and coalesce(v.test_until <= clock_timestamp(), true);
    continue when not found;
    device := p.of_device;
    incident := null;
    if p.within is null or not exists (
      select from devices.signals e
      where e.device_id = p.of_device and e.at > clock_timestamp() - make_interval(secs => p.within) and starts_with(e.delivery_key, p.prefix))
    then
      insert into devices.signals (device_id, delivery_key, press) values (p.of_device, p.whole_key, p.press)
      on conflict (device_id, delivery_key) do nothing;
      if found then
        c.id := p.id;
        c.press := p.press;
        c.urgency := case p.press when 'single' then 3 else 4 end;
        c.silent := p.silent;
        c.device_id := p.of_device;
        c.district := p.district;
        c.join_key := 'store:' || p.store_id;
        c.place_id := p.store_id;
        c.place_name := p.name;
        c.place_address := p.address;
        c.place_hint := p.hint;
        c.place_phone := p.phone;
        c.lat := p.lat;
        c.lon := p.lon;
        select r.id into incident from incidents.raise_call(c, by_id, by_name, receipt_within_seconds) r;
      end if;
    end if;
    return next;
  end loop;
end $$;
comment on function safe_houses.answer_presses(
  uuid[], text[], int[], text[], text[], smallint[], smallint[], int, uuid[], jsonb, text, text, double precision) is
  'Hears presses of stores and raises their calls in one trip; no incident for a redelivery, no row and nothing kept for a press that needs a decision';

-- Every policy of a table is set up with every statement that touches it; for this role there is one that says yes, and what it may do is
-- said by grants, column by column. It reads no incident's steps, no staff, no person.
grant usage on schema platform, city, devices, incidents, safe_houses to ansim_intake;
grant select on devices.devices, safe_houses.stores to ansim_intake;
grant select (device_id, battery_percent, link_quality, test_until), update (last_seen_at, battery_percent, link_quality, due_at) on devices.vitals to ansim_intake;
grant select (device_id, at, delivery_key), insert (device_id, delivery_key, press) on devices.signals to ansim_intake;
grant select, insert, update (presses, urgency, version, updated_at) on incidents.incidents to ansim_intake;
grant insert on incidents.steps, incidents.hand_overs, platform.events to ansim_intake;
grant select, insert, update (due_at) on platform.outbox to ansim_intake;
create policy intake on devices.devices to ansim_intake using (true);
create policy intake on devices.vitals to ansim_intake using (true);
create policy intake on devices.signals to ansim_intake using (true);
create policy intake on safe_houses.stores to ansim_intake using (true);
create policy intake on incidents.incidents to ansim_intake using (true);
create policy intake on incidents.steps to ansim_intake using (true);
create policy intake on incidents.hand_overs to ansim_intake using (true);
create policy intake on platform.events to ansim_intake using (true);
create policy intake on platform.outbox to ansim_intake using (true);
