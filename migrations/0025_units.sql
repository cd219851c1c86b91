-- Units of a real city: who they belong to, the phone a unit carries, and shifts that end by themselves.

alter table duty.units
  add column organisation text,
  add column active boolean not null default true,
  add column has_phone boolean not null default false,
  add column secret_version int not null default 1,
  add column on_duty_since timestamptz,
  add column on_duty_until timestamptz,
  add column duty_by text check (duty_by in ('desk', 'phone')),
  add constraint units_no_place_off_duty check (on_duty or (lat is null and lon is null)),
  add constraint units_off_duty_when_gone check (active or not on_duty);
comment on column duty.units.organisation is 'Who sends it: a police station, a security firm, the programme';
comment on column duty.units.active is 'In the register; a unit that was taken out stays for the history of its calls';
comment on column duty.units.has_phone is 'A phone is enrolled; its secret is derived from the city''s key and never stored';
comment on column duty.units.secret_version is 'Raised to make a lost phone''s secret worthless';
comment on column duty.units.on_duty_since is 'Shift began; no position from before it is taken';
comment on column duty.units.on_duty_until is 'Shift ends by itself then; null for a unit that a fleet or the desk keeps on duty';
comment on column duty.units.duty_by is 'Who began the shift: the unit''s own phone, which then is asked and answers, or the desk, which tells it by radio';
comment on constraint units_no_place_off_duty on duty.units is 'Off duty nobody has a position, whatever asks for it';
create index units_shift_ends on duty.units (on_duty_until) where on_duty and on_duty_until is not null;

create policy managed on duty.units for insert with check (
  (select platform.has_role('administrator'))
  or ((select platform.has_role('manager'))
    and ((select platform.sees_city()) or district = any ((select platform.actor_districts())::text[]))));
create policy kept on duty.units for update using (
  (select platform.has_role('administrator'))
  or ((select platform.has_role('manager'))
    and ((select platform.sees_city()) or district = any ((select platform.actor_districts())::text[]))));

-- A unit acts under its own id, with the role "unit" and no district: it knows itself and nobody else.
create policy own on duty.units for select using (
  (select platform.has_role('unit')) and id::text = (select platform.actor_id()));
create policy own_shift on duty.units for update using (
  (select platform.has_role('unit')) and id::text = (select platform.actor_id()) and active);
