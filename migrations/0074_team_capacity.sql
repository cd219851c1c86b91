-- How many cases a member of a team carries at once, and whether they are there at all.

alter table cases.team_members
  add column capacity int not null default 12 check (capacity between 0 and 200),
  add column active boolean not null default true;
comment on column cases.team_members.capacity is 'Cases that they carry at once; shown to whoever asks them, never enforced';
comment on column cases.team_members.active is 'False while they are away: nobody asks them and they stand on no roster';
