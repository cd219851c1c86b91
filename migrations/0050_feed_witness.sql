-- Positions in the feed are numbers of transactions. A database that was recovered after a crash, or came from a backup, may give a number a
-- second time; a reader who had passed the first would pass over the second. So a witness is kept that neither survives.

create unlogged table platform.feed_witness (
  one boolean primary key default true check (one),
  cluster text not null
);
comment on table platform.feed_witness is 'There as long as the feed is the one that readers know: PostgreSQL empties an unlogged table when it recovers from a crash';
comment on column platform.feed_witness.one is 'Always true: there is one row at most';
comment on column platform.feed_witness.cluster is 'Which cluster and database wrote it; a copy in another place is no witness';
alter table platform.feed_witness enable row level security;
alter table platform.feed_witness force row level security;
create policy read on platform.feed_witness for select using (true);
create policy bear on platform.feed_witness for all using ((select platform.is_system()));
grant select, insert, delete on platform.feed_witness to ansim_app;
