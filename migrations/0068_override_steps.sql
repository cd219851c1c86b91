-- Which columns a step of an override may write, and no other; and what is only asked is ended by whoever asked, or refused with a reason.

create or replace function overrides.guard_step() returns trigger language plpgsql as $$
declare
  words constant text[] := array['words', 'words_hers', 'words_own', 'words_review'];
  -- Words may go with her report, at any step.
  may text[] := words || case
    when new.state = old.state then array[]::text[]
    when new.state in ('approved', 'refused') then array['state', 'due_at', 'ended_at', 'reviewed_by', 'reviewed_name', 'reviewed_at', 'refusal']
    when new.state = 'carried-out' then array['state', 'due_at', 'way', 'carried_desk', 'carried_by', 'carried_name', 'carried_at']
    else array['state', 'due_at', 'ended_at'] end;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'asked' or new.words is null then perform overrides.refuse('it begins with being asked'); end if;
    return new;
  end if;
  if to_jsonb(new) - may is distinct from to_jsonb(old) - may
    or exists (select 1 from unnest(words) w where to_jsonb(new) -> w not in (to_jsonb(old) -> w, 'null'::jsonb)) then
    perform overrides.refuse('this step writes nothing else');
  end if;
  if new.state = old.state then return new; end if;
  if old.ended_at is not null then perform overrides.refuse('it is over'); end if;
  if new.state in ('approved', 'refused') then
    if old.state <> 'asked' or old.due_at <= now() or not platform.is_me(new.reviewed_by) or new.reviewed_by = old.asked_by
      or not old.review_desk_id = any (reports.my_desks()) or old.desk_id = any (reports.my_desks()) or cases.is_open(old.report_id) then
      perform overrides.refuse('who decides neither asks nor holds');
    end if;
  elsif new.state = 'carried-out' then
    -- Only what hands the wrap over says so: see overrides.carry_out().
    if old.state <> 'approved' or old.due_at <= now() or pg_trigger_depth() < 2 then
      perform overrides.refuse('it was not approved, or not in time');
    end if;
  elsif new.state = 'lapsed' then
    if old.state not in ('asked', 'approved') or old.due_at > now() or not platform.is_system() then perform overrides.refuse('its time is not over'); end if;
  elsif old.state = 'asked' and not old.desk_id = any (reports.my_desks()) and not platform.has_role('reporter') then
    perform overrides.refuse('who decides says why not');
  end if;
  return new;
end $$;
