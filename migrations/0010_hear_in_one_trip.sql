-- A press is kept in one round trip: whose, is it new, is the device in test mode. One that waits for the police already is not queued twice.

create index signals_device on devices.signals (device_id, at desc);

create function devices.hear_press(
  of_device uuid, key_prefix text, within_seconds int, whole_key text, how text, battery smallint, link smallint, grace_seconds int)
returns table (id uuid, fresh boolean, in_test_mode boolean, tested_in_this_window boolean)
language plpgsql volatile security invoker
as $$
declare
  life record;
  kept bigint;
begin
  -- The row lock of this update makes presses of one device come one after the other, so that each sees what the one before it kept.
  update devices.vitals v set
    last_seen_at = clock_timestamp(),
    battery_percent = coalesce(battery, v.battery_percent),
    link_quality = coalesce(link, v.link_quality),
    due_at = clock_timestamp() + make_interval(secs => d.interval_seconds + grace_seconds)
  from devices.devices d where d.id = of_device and d.active and v.device_id = d.id
  returning v.test_until, v.last_test_at into life;
  if not found then return; end if;
  if within_seconds is null or not exists (
    select 1 from devices.signals s
    where s.device_id = of_device and s.at > clock_timestamp() - make_interval(secs => within_seconds)
      and starts_with(s.delivery_key, key_prefix))
  then
    insert into devices.signals (device_id, delivery_key, press) values (of_device, whole_key, how)
    on conflict (device_id, delivery_key) do nothing returning signals.id into kept;
  end if;
  id := of_device;
  fresh := kept is not null;
  in_test_mode := coalesce(life.test_until > clock_timestamp(), false);
  tested_in_this_window := in_test_mode and exists (
    select 1 from devices.signals s
    where s.device_id = of_device and s.outcome = 'test' and s.at > life.test_until - interval '1 hour'
      and s.at >= coalesce(life.last_test_at, '-infinity'));
  return next;
end $$;
comment on function devices.hear_press(uuid, text, int, text, text, smallint, smallint, int) is
  'Keeps a press and a sign of life once; nothing for a device that is not in service. A key of the same prefix within some seconds is the same press';

create index outbox_waiting on platform.outbox (subject_id, kind) where attempts = 0;
comment on index platform.outbox_waiting is 'What waits for its first try: the document is made then, so one row stands for every change before it';
