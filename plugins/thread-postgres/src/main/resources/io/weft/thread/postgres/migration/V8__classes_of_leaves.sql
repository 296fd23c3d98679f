-- Which classes of key data a leaf bears, bit n - 1 for class n: a ledger counts them when it takes a checkpoint. They stand at the
-- leaf's place, where those of a stretch of the log are one descent of an index.
alter table outbox add column classes smallint not null default 128 check (classes between 1 and 8191);
alter table leaf add column classes smallint not null default 128 check (classes between 1 and 8191);
update leaf set classes = borne.bits
  from (select e.record, (select sum(1 << number - 1) from unnest(e.classes) as number) as bits from event e) as borne
 where borne.record = leaf.record and borne.bits <> leaf.classes;
update outbox set classes = borne.bits
  from (select e.record, (select sum(1 << number - 1) from unnest(e.classes) as number) as bits from event e) as borne
 where borne.record = outbox.record and borne.bits <> outbox.classes;
alter table outbox alter column classes drop default;
alter table leaf alter column classes drop default;
