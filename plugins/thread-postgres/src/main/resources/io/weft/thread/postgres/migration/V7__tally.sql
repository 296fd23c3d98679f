-- What came, counted as it is stored, so that nobody counts millions of rows to say how many there are. Each transaction adds
-- rows of its own, for one row that all of them change would make them wait for each other; now and then they are folded.
create table tally (
    system text   not null,
    kind   text   not null check (kind in ('MAPPED', 'IGNORED', 'DUPLICATE', 'QUARANTINED', 'READINGS', 'REPEATED_READINGS')),
    amount bigint not null
);
insert into tally (system, kind, amount) select system, outcome, count(*) from message group by system, outcome;
insert into tally (system, kind, amount) select system, 'DUPLICATE', count(*) from message_repeat group by system;
insert into tally (system, kind, amount) select system, 'READINGS', sum(stored) from batch group by system having sum(stored) > 0;
insert into tally (system, kind, amount) select system, 'REPEATED_READINGS', sum(repeated) from batch group by system having sum(repeated) > 0;
drop index batch_counts;
drop index message_repeat_system;
