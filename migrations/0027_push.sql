-- How the phone of a unit is woken: never the only way a unit learns anything, and it carries ids only.

create table duty.push_addresses (
  unit_id uuid primary key references duty.units (id) on delete cascade,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  kept_at timestamptz not null default clock_timestamp()
);
comment on table duty.push_addresses is 'Web Push addresses (RFC 8030, 8291) of the phones that units carry; one a unit, forgotten when its service says it is gone';
comment on column duty.push_addresses.unit_id is 'Whose';
comment on column duty.push_addresses.endpoint is 'Where its push service takes messages';
comment on column duty.push_addresses.p256dh is 'The phone''s public key, base64url';
comment on column duty.push_addresses.auth is 'The phone''s authentication secret, base64url';
comment on column duty.push_addresses.kept_at is 'When the phone gave it';

alter table duty.push_addresses enable row level security;
alter table duty.push_addresses force row level security;
create policy system on duty.push_addresses for all using ((select platform.is_system()));
create policy own on duty.push_addresses for all using (
  (select platform.has_role('unit')) and unit_id::text = (select platform.actor_id()));
grant select, insert, update, delete on duty.push_addresses to ansim_app;
