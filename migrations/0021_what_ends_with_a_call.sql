-- What ends with a resident's call: links at once, words and numbers after a while; and what the police were told of her way.

alter table sos.calls add column told_at timestamptz;
comment on column sos.calls.told_at is 'Time of her newest position by the phone''s own clock, which orders them; the place itself is in the incident';

alter table incidents.incidents add column erased_at timestamptz;
create index incidents_to_erase on incidents.incidents (closed_at) where door = 'sos' and closed_at is not null and erased_at is null;
comment on column incidents.incidents.erased_at is 'What the caller and the desk wrote, and her number, were erased';
grant update (text, detail) on incidents.steps to ansim_app;

alter table incidents.hand_overs add column position_told timestamptz;
comment on column incidents.hand_overs.position_told is 'Which of the caller''s positions was last queued, by its time';

create function incidents.ended_at(of_incident uuid) returns timestamptz language sql stable parallel safe
  begin atomic select i.closed_at from incidents.incidents i where i.id = of_incident; end;
comment on function incidents.ended_at(uuid) is 'When a call ended; null while it is open';
