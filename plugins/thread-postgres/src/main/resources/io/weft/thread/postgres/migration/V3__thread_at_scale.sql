-- A shared lot is an input a hundred thousand times and an output once: what is asked of one role must not read the others.
alter table event_key drop constraint event_key_pkey;
alter table event_key add primary key (key, role, event_time, event_id, declaration, ordinal);

-- Where something was seen last, among thousands of events that say no place.
create index event_key_sighting on event_key (key, event_time)
    where location <> '' and role in ('SUBJECT', 'PARENT', 'CHILD', 'INPUT', 'OUTPUT');

-- A returnable container is packed ten thousand times: the next time that it was emptied, and the devices on it.
create index containment_clearing on containment (parent, type, event_time) where child = '';
create index containment_device on containment (parent, event_time) where type = 'ASSOCIATION';

-- Few events are declared an error, and every step of a walk asks whether one is.
create index event_in_error on event (event_id) where declaration <> '';

-- Leaves of the log when a revision was described, so that an earlier state can be asked for.
alter table series add column log_size bigint not null default 0;
