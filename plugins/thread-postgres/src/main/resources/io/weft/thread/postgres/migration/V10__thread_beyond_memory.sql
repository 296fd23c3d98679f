-- A thread in a store that is larger than memory waits for the disk, and a lot that everybody uses is named by a thousand events, each
-- on a page of its own. So the walk is answered by indexes alone, and rows are read at its end.

-- A key's hash has 128 bits of SHA-256 here and decides by itself (KeyHash); the entry holds the record number, by which the event
-- is read, and so no row of this table is looked at for what a key was named by. Not in partitions: rows of one event stand together.
alter table event_key rename to event_key_before;
create table event_key (
    key_hash    uuid        not null,
    event_time  timestamptz not null,
    record      bigint      not null,
    role        text        not null,
    key         text        not null,
    event_id    text        not null,
    declaration text        not null,
    location    text        not null
);
insert into event_key (key_hash, event_time, record, role, key, event_id, declaration, location)
    select encode(substr(sha256(convert_to(k.key, 'UTF8')), 1, 16), 'hex')::uuid, k.event_time, e.record, k.role, k.key, k.event_id,
           k.declaration, k.location
      from event_key_before k join event e on e.event_id = k.event_id and e.declaration = k.declaration;
drop table event_key_before;
create index event_key_mention on event_key (key_hash, role, event_time, record);
create index event_key_sighting on event_key (key_hash, event_time)
    where location <> '' and role in ('SUBJECT', 'PARENT', 'CHILD', 'INPUT', 'OUTPUT');
create index event_key_location on event_key (hashtextextended(location, 0), event_time) where location <> '';

-- Events of a thread are read by their numbers, in the order in which they were stored.
create index event_record on event (record);
drop index event_record_time;
create index event_record_time on event (record_time, record);

-- Every event that is read asks for its leaf.
alter table leaf drop constraint leaf_pkey;
alter table leaf add primary key (record) include (leaf_index);

-- What held on a returnable container is asked of its hundred associations before, which stand on a hundred pages. Here they
-- stand side by side with all that is asked of them.
drop index containment_device;
create index containment_device on containment (parent, event_time) include (child, action, event_id, type)
    where type = 'ASSOCIATION';
drop index containment_child;
create index containment_child on containment (child, event_time) where child <> '';

-- Nobody asks what an event contained; the event says that. It is written once, with the event.
alter table containment drop constraint containment_pkey;

-- Bodies of events that come from now on are compressed before they get here; their first byte says so (StoredBody).
