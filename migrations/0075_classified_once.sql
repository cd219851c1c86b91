-- A team classifies a case once, for the statistics alone: what it said goes sealed among the lines that are shuffled, and only that it was done stays here.

alter table cases.cases add column classified boolean not null default false;
comment on column cases.cases.classified is 'What it was is counted; what was counted is kept apart and shuffled';

comment on column cases.lines.kind is 'acknowledged, first-help, service, closing, helped, respected, violence, relation, age-band or place-kind';
comment on column cases.lines.value is 'A band of time, a service with its outcome, a reason, one of five, or one of the lists of classification';
