-- The city's signed statement of which key of each desk is the newest stands in the key log; phones ask for the last one.
create index key_log_newest on reports.key_log (position) where text like '{"kind":"newest"%';
