-- How a member of staff gets their first passkey, and what the audit log's sealer reads.

create table platform.enrolments (
  token_hash bytea primary key,
  staff_id uuid not null unique references platform.staff (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table platform.enrolments is 'Links by which staff enrol their first passkey; one a person, one use';
comment on column platform.enrolments.token_hash is 'SHA-256 of the secret in the link''s fragment';
comment on column platform.enrolments.staff_id is 'Who enrols by it; a new link replaces the one before';
comment on column platform.enrolments.created_at is 'Made';
comment on column platform.enrolments.expires_at is 'Dies then';

alter table platform.enrolments enable row level security;
alter table platform.enrolments force row level security;
create policy managed on platform.enrolments for all using ((select platform.has_role('system', 'administrator')));
grant select, insert, update, delete on platform.enrolments to ansim_app;

create index challenges_expire on platform.challenges (expires_at);
create index sessions_expire on platform.sessions (expires_at);
create index passkeys_staff on platform.passkeys (staff_id);

-- The sealer looks at the newest rows only; they lie in the order of their writing.
create index audit_at on platform.audit using brin (at) with (autosummarize = on);
