-- A service token may have a person who answers for it; when they leave, it leaves with them.

alter table platform.tokens add column staff_id uuid references platform.staff (id) on delete cascade;
create index tokens_staff on platform.tokens (staff_id) where staff_id is not null;
comment on column platform.tokens.staff_id is 'Who answers for it; worth nothing while they may not sign in. Null: the city itself';
