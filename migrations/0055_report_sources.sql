-- How a report came, what she answered in a draft, and events that one desk alone hears.

alter table reports.reports
  add column source text not null default 'online' check (source in ('online', 'telephone', 'counter', 'sms', 'partner')),
  add column partner text check (length(partner) between 1 and 40),
  add check ((source = 'partner') = (partner is not null));
comment on column reports.reports.source is 'How it came: typed by herself, said to somebody of the city who typed it, or by a partner''s link';
comment on column reports.reports.partner is 'Which partner''s link, by its code in the city''s configuration';

-- Answers of a draft are hers alone: they say nothing in clear, and no desk is ever given them.
alter table reports.parts drop constraint parts_kind_check;
alter table reports.parts add constraint parts_kind_check
  check (kind in ('narrative', 'identity', 'message', 'file', 'answers') and (kind <> 'answers' or by_desk is null));

-- An audience that begins with `only:` is one desk's, whatever districts or whole city anybody sees.
create policy closed on platform.events as restrictive for select using (
  (select platform.is_system()) or not (audience[1] like 'only:%')
  or substr(audience[1], 6) = any ((select reports.my_desks())::text[]));
