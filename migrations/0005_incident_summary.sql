-- What an event says about an incident: ids and states, the same in every event.

create function incidents.summary(i incidents.incidents) returns jsonb language sql stable parallel safe
  return jsonb_build_object(
    'id', i.id, 'version', i.version, 'state', i.state, 'door', i.door, 'district', i.district,
    'drill', i.drill, 'test', i.test, 'urgency', i.urgency, 'presses', i.presses,
    'escalation', i.escalation, 'handOver', i.hand_over, 'operatorId', i.operator_id, 'placeId', i.place_id);
comment on function incidents.summary(incidents.incidents) is 'Ids and states of an incident for the feed; no names, no place in words';

create function city.neighbours_of(code text) returns text[] language sql stable
  begin atomic select coalesce((select d.neighbours from city.districts d where d.code = $1), '{}'); end;
comment on function city.neighbours_of(text) is 'Districts whose centres are alerted when this one does not answer';
