-- What every module stands on: who acts, the event feed, the outbox, the audit log, staff and their keys.

create schema platform;
comment on schema platform is 'Knows nothing of the programme: actors, events, outbox, audit, staff';

-- The actor of a transaction, set by set_config(..., true) in the same round trip as begin.
create function platform.actor_id() returns text language sql stable parallel safe
  return current_setting('ansim.actor', true);
comment on function platform.actor_id() is 'Who acts in this transaction';
create function platform.actor_role() returns text language sql stable parallel safe
  return current_setting('ansim.role', true);
comment on function platform.actor_role() is 'The role in which they act; system for gateways and jobs, public for residents';
create function platform.actor_districts() returns text[] language sql stable parallel safe
  return string_to_array(nullif(current_setting('ansim.districts', true), ''), ',');
comment on function platform.actor_districts() is 'District codes the actor works for; {*} for the whole city';
create function platform.is_system() returns boolean language sql stable parallel safe
  return coalesce(current_setting('ansim.role', true), '') = 'system';
comment on function platform.is_system() is 'Gateways, timers and jobs of the server itself';
create function platform.sees_city() returns boolean language sql stable parallel safe
  return coalesce(current_setting('ansim.role', true), '') = 'system'
      or coalesce(current_setting('ansim.districts', true), '') = '*';
comment on function platform.sees_city() is 'The actor works for every district';
create function platform.has_role(variadic wanted text[]) returns boolean language sql stable parallel safe
  return coalesce(current_setting('ansim.role', true), '') = any (wanted);
comment on function platform.has_role(text[]) is 'The actor holds one of these roles';

create table platform.city (
  id boolean primary key default true check (id),
  config jsonb not null,
  feed_epoch uuid not null default gen_random_uuid(),
  updated_at timestamptz not null default now()
);
comment on table platform.city is 'The one city of this database: its configuration and the epoch of its feed';
comment on column platform.city.id is 'Always true: there is one row';
comment on column platform.city.config is 'Name, languages, numbers, labels, policies; schema in programme/city/config.ts';
comment on column platform.city.feed_epoch is 'Changes after a restore, so that every reader takes a fresh snapshot';
comment on column platform.city.updated_at is 'Last change';

create table platform.events (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  type text not null,
  subject_id uuid,
  audience text[] not null default '{}',
  payload jsonb not null default '{}'
);
create index events_xid on platform.events (xid);
create index events_at on platform.events using brin (at);
comment on table platform.events is 'What happened, read by difference of snapshots; ids and states only, never people';
comment on column platform.events.id is 'Order within one transaction; not commit order';
comment on column platform.events.xid is 'Writing transaction; a reader asks which are visible now and were not before';
comment on column platform.events.at is 'Wall clock of the write';
comment on column platform.events.type is 'Past tense, such as incident.raised';
comment on column platform.events.subject_id is 'What it is about';
comment on column platform.events.audience is 'District codes whose desks may see it; {*} for everyone signed in';
comment on column platform.events.payload is 'Ids and states';

create table platform.outbox (
  id bigint generated always as identity primary key,
  kind text not null,
  subject_id uuid not null,
  payload jsonb not null default '{}',
  attempts int not null default 0,
  due_at timestamptz not null default clock_timestamp(),
  created_at timestamptz not null default clock_timestamp(),
  delivered_at timestamptz,
  given_up_at timestamptz,
  last_error text
);
create index outbox_due on platform.outbox (due_at) where delivered_at is null and given_up_at is null;
create index outbox_subject on platform.outbox (subject_id, id);
comment on table platform.outbox is 'What must leave the city, written in the transaction that decided it';
comment on column platform.outbox.id is 'Order of deliveries about one subject';
comment on column platform.outbox.kind is 'Which adapter delivers it, such as police-eido';
comment on column platform.outbox.subject_id is 'What it is about; deliveries of one subject keep their order';
comment on column platform.outbox.payload is 'Ids only; the document is made at the time of delivery';
comment on column platform.outbox.attempts is 'How often it was tried';
comment on column platform.outbox.due_at is 'Not before this time';
comment on column platform.outbox.created_at is 'When it was decided';
comment on column platform.outbox.delivered_at is 'When the receiver confirmed it';
comment on column platform.outbox.given_up_at is 'When a person took over';
comment on column platform.outbox.last_error is 'Code of the last failure, without content';

create table platform.audit (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  role text not null,
  action text not null,
  subject text,
  detail jsonb not null default '{}'
);
create index audit_xid on platform.audit (xid, id);
create index audit_subject on platform.audit (subject, id);
comment on table platform.audit is 'Every look and every act; rows are only ever added';
comment on column platform.audit.id is 'Order within one transaction';
comment on column platform.audit.xid is 'Writing transaction; the sealer takes finished ones in this order';
comment on column platform.audit.at is 'Wall clock';
comment on column platform.audit.actor is 'Who';
comment on column platform.audit.role is 'In which role';
comment on column platform.audit.action is 'What, such as incident.read';
comment on column platform.audit.subject is 'About what';
comment on column platform.audit.detail is 'Ids and states, no personal data';

create table platform.audit_chain (
  position bigint primary key,
  audit_id bigint not null unique references platform.audit (id),
  hash bytea not null,
  sealed_at timestamptz not null default clock_timestamp()
);
comment on table platform.audit_chain is 'Hash chain over the audit log, written by the sealer within 5 s';
comment on column platform.audit_chain.position is 'Place in the chain, from 1 without gaps';
comment on column platform.audit_chain.audit_id is 'The row sealed here';
comment on column platform.audit_chain.hash is 'SHA-256 of the hash before it and the canonical row';
comment on column platform.audit_chain.sealed_at is 'When';

create table platform.staff (
  id uuid primary key default gen_random_uuid(),
  login text not null unique check (login ~ '^[a-z0-9][a-z0-9.-]{1,39}$'),
  name text not null,
  role text not null,
  districts text[] not null default '{}',
  password_hash text,
  openid_subject text unique,
  active boolean not null default true,
  created_at timestamptz not null default now()
);
comment on table platform.staff is 'People who work for the programme at a desk';
comment on column platform.staff.id is 'Who';
comment on column platform.staff.login is 'Sign-in name';
comment on column platform.staff.name is 'As colleagues know them';
comment on column platform.staff.role is 'One of programme/city/roles.ts';
comment on column platform.staff.districts is 'Districts they work for; {*} for all';
comment on column platform.staff.password_hash is 'scrypt; only in a demo city';
comment on column platform.staff.openid_subject is 'Subject at the city''s own provider';
comment on column platform.staff.active is 'May sign in';
comment on column platform.staff.created_at is 'When they joined';

create table platform.passkeys (
  id text primary key,
  staff_id uuid not null references platform.staff (id) on delete cascade,
  public_key bytea not null,
  counter bigint not null default 0,
  transports text[] not null default '{}',
  created_at timestamptz not null default now(),
  used_at timestamptz
);
comment on table platform.passkeys is 'WebAuthn credentials of staff';
comment on column platform.passkeys.id is 'Credential id, base64url';
comment on column platform.passkeys.staff_id is 'Whose';
comment on column platform.passkeys.public_key is 'COSE key';
comment on column platform.passkeys.counter is 'Signature counter, where the authenticator keeps one';
comment on column platform.passkeys.transports is 'Hints for the browser';
comment on column platform.passkeys.created_at is 'Enrolled';
comment on column platform.passkeys.used_at is 'Last sign-in';

create table platform.challenges (
  id uuid primary key default gen_random_uuid(),
  purpose text not null,
  challenge text not null,
  staff_id uuid references platform.staff (id) on delete cascade,
  expires_at timestamptz not null default now() + interval '5 minutes'
);
comment on table platform.challenges is 'Open sign-in ceremonies; one use, five minutes';
comment on column platform.challenges.id is 'Kept in a cookie of the browser that asked';
comment on column platform.challenges.purpose is 'enrol, sign-in or openid';
comment on column platform.challenges.challenge is 'Random challenge, or the state of an OpenID ceremony';
comment on column platform.challenges.staff_id is 'Who enrols';
comment on column platform.challenges.expires_at is 'Dies then';

create table platform.sessions (
  token_hash bytea primary key,
  staff_id uuid not null references platform.staff (id) on delete cascade,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table platform.sessions is 'Signed-in browsers';
comment on column platform.sessions.token_hash is 'SHA-256 of the cookie';
comment on column platform.sessions.staff_id is 'Whose';
comment on column platform.sessions.created_at is 'Signed in';
comment on column platform.sessions.seen_at is 'Last request, to the minute';
comment on column platform.sessions.expires_at is 'Signed out then at the latest';

create table platform.tokens (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  name text not null,
  role text not null,
  districts text[] not null default '{*}',
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz
);
comment on table platform.tokens is 'Service tokens of machines';
comment on column platform.tokens.id is 'Names it in the audit log';
comment on column platform.tokens.token_hash is 'SHA-256 of the token, which was shown once';
comment on column platform.tokens.name is 'What it is for';
comment on column platform.tokens.role is 'What it may do';
comment on column platform.tokens.districts is 'Where; {*} for all';
comment on column platform.tokens.created_at is 'Made';
comment on column platform.tokens.expires_at is 'Dies then';
comment on column platform.tokens.revoked_at is 'Taken back';

create table platform.sign_in_attempts (
  login text not null,
  at timestamptz not null default clock_timestamp()
);
create index sign_in_attempts_login on platform.sign_in_attempts (login, at);
comment on table platform.sign_in_attempts is 'Failed sign-ins of the last quarter of an hour, to slow guessing';
comment on column platform.sign_in_attempts.login is 'Name that was tried';
comment on column platform.sign_in_attempts.at is 'When';

alter table platform.city enable row level security;
alter table platform.city force row level security;
create policy read on platform.city for select using (true);
create policy write on platform.city for update using (platform.has_role('system', 'administrator'));
create policy found on platform.city for insert with check (platform.is_system());

alter table platform.events enable row level security;
alter table platform.events force row level security;
create policy append on platform.events for insert with check (true);
create policy read on platform.events for select using ((select platform.sees_city()) or audience && (select platform.actor_districts()));
create policy expire on platform.events for delete using ((select platform.is_system()));

alter table platform.outbox enable row level security;
alter table platform.outbox force row level security;
create policy append on platform.outbox for insert with check (true);
create policy read on platform.outbox for select using ((select platform.has_role('system', 'administrator', 'auditor')));
create policy deliver on platform.outbox for update using ((select platform.is_system()));
create policy expire on platform.outbox for delete using ((select platform.is_system()));

alter table platform.audit enable row level security;
alter table platform.audit force row level security;
create policy append on platform.audit for insert
  with check (actor = coalesce(platform.actor_id(), '') and role = coalesce(platform.actor_role(), ''));
create policy read on platform.audit for select using ((select platform.has_role('system', 'administrator', 'auditor')));

alter table platform.audit_chain enable row level security;
alter table platform.audit_chain force row level security;
create policy seal on platform.audit_chain for insert with check (platform.is_system());
create policy read on platform.audit_chain for select using ((select platform.has_role('system', 'administrator', 'auditor')));

alter table platform.staff enable row level security;
alter table platform.staff force row level security;
create policy read on platform.staff for select using (
  (select platform.has_role('system', 'administrator', 'auditor')) or id::text = (select platform.actor_id()));
create policy write on platform.staff for all using ((select platform.has_role('system', 'administrator')));

alter table platform.passkeys enable row level security;
alter table platform.passkeys force row level security;
create policy own on platform.passkeys for all using (
  (select platform.has_role('system', 'administrator')) or staff_id::text = (select platform.actor_id()));

alter table platform.challenges enable row level security;
alter table platform.challenges force row level security;
create policy system on platform.challenges for all using ((select platform.is_system()));
alter table platform.sessions enable row level security;
alter table platform.sessions force row level security;
create policy system on platform.sessions for all using ((select platform.is_system()));
alter table platform.sign_in_attempts enable row level security;
alter table platform.sign_in_attempts force row level security;
create policy system on platform.sign_in_attempts for all using ((select platform.is_system()));
alter table platform.tokens enable row level security;
alter table platform.tokens force row level security;
create policy managed on platform.tokens for all using ((select platform.has_role('system', 'administrator')));

grant usage on schema platform to ansim_app;
grant select, insert, update on platform.city to ansim_app;
grant select, insert, delete on platform.events to ansim_app;
grant select, insert, update, delete on platform.outbox to ansim_app;
grant select, insert on platform.audit, platform.audit_chain to ansim_app;
grant select, insert, update, delete on platform.staff, platform.passkeys, platform.challenges, platform.sessions,
  platform.tokens, platform.sign_in_attempts to ansim_app;
