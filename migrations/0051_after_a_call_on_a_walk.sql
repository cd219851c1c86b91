-- When the call that a walk opened is closed, the walk is hers again; and while no pair is found, she has a time by which she hears more.

alter table escorts.walks
  add column help_ended_at timestamptz,
  add column news_by timestamptz;
comment on column escorts.walks.help_ended_at is 'The desk closed the call that came out of it; null while the call is open or there was none';
comment on column escorts.walks.news_by is 'Without a pair: by then she hears more, whatever it is';
create index walks_with_call on escorts.walks (incident_id) where incident_id is not null;

-- A call from a walk holds a number and words of hers as one of a resident does, and lets go of them at the same time.
create index incidents_of_people_to_erase on incidents.incidents (closed_at)
  where door in ('sos', 'walk') and closed_at is not null and erased_at is null;
drop index incidents.incidents_to_erase;
