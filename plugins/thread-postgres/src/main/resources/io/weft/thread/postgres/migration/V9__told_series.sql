-- What a device measured and an event tells, as a logger's export does: of which time, [first_time, last_time] in ticks. The
-- readings themselves stand in the event's body.
create table told_series (
    device     text   not null,
    last_time  bigint not null,
    event_id   text   not null,
    measure    text   not null,
    unit       text   not null,
    first_time bigint not null,
    primary key (device, last_time, event_id, measure, unit)
);
