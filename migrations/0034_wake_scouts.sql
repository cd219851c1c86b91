-- How the phone of a scout is woken: never the only way anybody learns anything, and it carries ids only.

create table network.push_addresses (
  person_id uuid primary key references network.people (id) on delete cascade,
  phone_key_hash bytea not null check (length(phone_key_hash) = 32),
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  kept_at timestamptz not null default clock_timestamp()
);
comment on table network.push_addresses is 'Web Push addresses (RFC 8030, 8291) of scouts'' phones; one a person, forgotten when its service says it is gone';
comment on column network.push_addresses.person_id is 'Whose';
comment on column network.push_addresses.phone_key_hash is 'SHA-256 of the secret of the phone that gave it; another phone makes it worthless';
comment on column network.push_addresses.endpoint is 'Where its push service takes messages';
comment on column network.push_addresses.p256dh is 'The phone''s public key, base64url';
comment on column network.push_addresses.auth is 'The phone''s authentication secret, base64url';
comment on column network.push_addresses.kept_at is 'When the phone gave it';

alter table network.push_addresses enable row level security;
alter table network.push_addresses force row level security;
create policy system on network.push_addresses for all using ((select platform.is_system()));
grant select, insert, update, delete on network.push_addresses to ansim_app;
