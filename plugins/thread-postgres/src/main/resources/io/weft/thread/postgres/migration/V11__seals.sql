-- What the log does not evidence of a row, because it was not the source that said it, has a check of each column beside it: a
-- changed bit is told and its column is named. Rows from before have none. It is no evidence: who changes a row on purpose can
-- make a new one.
alter table event add column seal bytea;
alter table message add column seal bytea;
alter table message_key add column seal bytea;
alter table rejection add column seal bytea;
alter table message_repeat add column seal bytea;
alter table business_key add column seal bytea;
alter table batch add column seal bytea;
alter table checkpoint add column seal bytea;
alter table checkpoint_receipt add column seal bytea;
