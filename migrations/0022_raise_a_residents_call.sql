-- A resident's call is raised like any other: without a district at first, with her position shared, counting down before it is raised.

alter type incidents.new_call add attribute sharing boolean, add attribute suspected_flood boolean;

create or replace function incidents.raise_calls(calls jsonb, by_id text, by_name text, receipt_within_seconds double precision)
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
        device_id, callback_number, language, two_way_text, sharing, suspected_flood, due_at, hand_over)
      select id, door, state, drill, test, verified, silent, urgency, district, array_remove(array[district], null), join_key,
        place_id, place_name, place_address, place_hint, place_phone, lat, lon,
        device_id, callback_number, language, two_way_text, sharing, coalesce(suspected_flood, false), clock_timestamp() + make_interval(secs => due_in_seconds), hand_over
      from call order by join_key
      on conflict (join_key) where closed_at is null and join_key is not null do update set
        presses = i.presses + 1, urgency = least(5, i.urgency + 1), version = i.version + 1, updated_at = clock_timestamp()
      returning i as whole, (i.xmax <> 0) as joined
    ), raised as materialized (
      select incident.*, call.ordinality, call.press, call.door, call.device_id
      from incident join call on coalesce(call.join_key, call.id::text) = coalesce((whole).join_key, (whole).id::text)
    ), step as (
      insert into incidents.steps (incident_id, kind, actor_id, actor_name, detail)
      select (whole).id, case when joined then 'pressed-again' else (whole).state end, by_id, by_name,
        jsonb_strip_nulls(jsonb_build_object('press', press, 'door', door, 'presses', (whole).presses))
      from raised
    ), event as (
      insert into platform.events (type, subject_id, audience, payload)
      select 'incident.' || case when joined then 'pressed-again' else (whole).state end, (whole).id, (whole).audience,
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
