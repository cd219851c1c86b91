-- Whoever manages the programme for the whole city keeps its hours, which stand in the city's configuration.
create policy managed on platform.city for update using (
  (select platform.has_role('manager')) and (select platform.sees_city()));
