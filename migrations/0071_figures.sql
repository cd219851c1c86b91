-- Figures without people: what was published of reports and cases, each count once and for good.

create schema figures;
comment on schema figures is 'Counts that the city publishes; small ones are hidden, and with them what would give them away';

create table figures.months (
  month date primary key check (extract(day from month) = 1),
  published_on date not null
);
comment on table figures.months is 'Months that are published: nothing of them ever changes, and what comes later is counted with a later one';
comment on column figures.months.month is 'First day of the month';
comment on column figures.months.published_on is 'On which day';

create table figures.published (
  of text not null check (of in ('reports', 'violence', 'relation', 'age-band', 'place', 'acknowledged', 'first-help', 'service',
    'not-available', 'closing', 'helped', 'respected')),
  month date not null references figures.months (month),
  months smallint not null check (months in (1, 6)),
  district text,
  value text,
  n int check (n >= 0),
  unique nulls not distinct (of, month, months, district, value)
);
comment on table figures.published is 'Every count that was ever published; a hidden one is not in the database either';
comment on column figures.published.of is 'Which table it is a count of';
comment on column figures.published.month is 'First day of its month or half-year';
comment on column figures.published.months is '1: a month of the whole city by value, of reports by district too; 6: a half-year by district and value';
comment on column figures.published.district is 'Where; null: the whole city';
comment on column figures.published.value is 'Which of the fixed list; null: all of them';
comment on column figures.published.n is 'How many; null: hidden';

alter table figures.months enable row level security;
alter table figures.months force row level security;
create policy system on figures.months for all using ((select platform.is_system()));
create policy read on figures.months for select using (
  (select platform.has_role('manager', 'auditor', 'city-operator', 'administrator', 'crisis-team')));

alter table figures.published enable row level security;
alter table figures.published force row level security;
create policy system on figures.published for all using ((select platform.is_system()));
create policy read on figures.published for select using (
  (select platform.has_role('manager', 'auditor', 'city-operator', 'administrator', 'crisis-team')));

-- Nobody is granted a change: what is published stays as it is.
grant usage on schema figures to ansim_app;
grant select, insert on figures.months, figures.published to ansim_app;
