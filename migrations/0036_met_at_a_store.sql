-- After a call at a store a pair comes to the store itself: a meeting point that nobody is offered on the list.
alter table escorts.meeting_points add column listed boolean not null default true;
comment on column escorts.meeting_points.listed is 'False: a store where somebody was helped; only the desk books there';
create policy at_call on escorts.meeting_points for insert with check (
  not listed and (select escorts.desk()) and escorts.works_in(district));
