-- Identities decide the primary keys. Canonical bytes are bytea; jsonb holds only what nobody proves.

-- Places records in the outbox and in the log: events and batches share it.
create sequence record_number;

-- A message as received. variant is empty for the first message of an identity and the payload's digest for one that came
-- later under the same identity with other bytes.
create table message (
    instance        text        not null,
    id_kind         text        not null,
    epoch           text        not null,
    message_id      text        not null,
    variant         bytea       not null,
    receipt         uuid        not null,
    payload_digest  bytea       not null,
    message_id_text text        not null,
    system          text        not null,
    format          text        not null,
    transport_key   text,
    received_at     timestamptz not null,
    headers         jsonb       not null,
    payload         bytea       not null,
    outcome         text        not null check (outcome in ('MAPPED', 'IGNORED', 'QUARANTINED')),
    mapping_id      text,
    mapping_version text,
    rule            text        not null,
    replay          int         not null,
    events          jsonb       not null,
    primary key (instance, id_kind, epoch, message_id, variant)
) partition by hash (message_id);
create index message_receipt on message (receipt);
create index message_outcome on message (system, outcome, receipt);

-- A later arrival of a message that was there: same identity, same bytes.
create table message_repeat (
    arrival     uuid        primary key,
    receipt     uuid        not null,
    system      text        not null,
    received_at timestamptz not null
);
create index message_repeat_system on message_repeat (system);

create table message_key (
    key     text not null,
    receipt uuid not null,
    primary key (key, receipt)
);

-- Why a message was quarantined, for its first mapping (replay 0) and for each replay.
create table rejection (
    receipt     uuid not null,
    replay      int  not null,
    ordinal     int  not null,
    code        text not null,
    error_class text not null check (error_class in ('USER', 'INTERNAL', 'EXTERNAL', 'RESOURCES')),
    field       text not null,
    value       text not null,
    rule        text not null,
    primary key (receipt, replay, ordinal)
);
create index rejection_code on rejection (code);

create table business_key (
    system       text not null,
    mapping_id   text not null,
    key          text not null,
    receipt      uuid not null,
    primary key (system, mapping_id, key)
);

-- declaration is empty for the event itself and its error declaration time otherwise.
create table event (
    event_id         text        not null,
    declaration      text        not null,
    record           bigint      not null,
    type             text        not null,
    event_time       timestamptz not null,
    record_time      timestamptz not null,
    classes          smallint[]  not null,
    message          uuid        not null,
    mapping_id       text        not null,
    mapping_version  text        not null,
    content_digest   bytea       not null,
    cbv_hash         text        not null,
    cbv_hash_version text        not null,
    body             bytea       not null,
    secret           bytea       not null,
    envelope         bytea       not null,
    primary key (event_id, declaration)
) partition by hash (event_id);
create index event_same_fact on event (cbv_hash);
create index event_record_time on event (record_time, event_id);

-- Where an event is found: one row per key in its body. location is the event's bizLocation, or empty.
create table event_key (
    key         text        not null,
    event_time  timestamptz not null,
    event_id    text        not null,
    declaration text        not null,
    ordinal     int         not null,
    role        text        not null,
    quantity    numeric,
    unit        text,
    location    text        not null,
    primary key (key, event_time, event_id, declaration, ordinal)
) partition by hash (key);
create index event_key_location on event_key (location, event_time) where location <> '';

-- Who was put into or fixed to whom (AggregationEvent, AssociationEvent). An empty child means all of them.
create table containment (
    event_id   text        not null,
    parent     text        not null,
    child      text        not null,
    event_time timestamptz not null,
    type       text        not null,
    action     text        not null,
    primary key (event_id, parent, child)
);
create index containment_child on containment (child, event_time);
create index containment_parent on containment (parent, event_time);

do $$
begin
    for remainder in 0..7 loop
        execute format('create table message_%s partition of message for values with (modulus 8, remainder %s)', remainder, remainder);
        execute format('create table event_%s partition of event for values with (modulus 8, remainder %s)', remainder, remainder);
        execute format('create table event_key_%s partition of event_key for values with (modulus 8, remainder %s)', remainder, remainder);
    end loop;
end
$$;

create table item (
    id       int  generated always as identity primary key,
    instance text not null,
    item     text not null,
    unique (instance, item)
);

-- What an item's readings mean; the newest revision holds.
create table series (
    item            int         not null references item,
    revision        int         not null,
    device          text        not null,
    measure         text        not null,
    unit            text        not null,
    mapping_id      text        not null,
    mapping_version text        not null,
    described_at    timestamptz not null,
    primary key (item, revision)
);
create index series_device on series (device);

-- A reading's identity is all that the source gave: item, source time, value and status. source_time counts 100 ns ticks
-- since 1601-01-01T00:00:00Z; partitions are made by the store, one a month.
create table reading (
    source_time bigint  not null,
    batch       bigint  not null,
    status      bigint  not null,
    item        int     not null,
    ordinal     int     not null,
    value       numeric
) partition by range (source_time);
create unique index reading_identity on reading (item, source_time, value, status) nulls not distinct;
create index reading_batch on reading using brin (batch) with (pages_per_range = 16);

-- A batch's record number is the batch column of its readings. One that added nothing has no evidence.
create table batch (
    record      bigint      primary key,
    id          uuid        not null unique,
    instance    text        not null,
    system      text        not null,
    received_at timestamptz not null,
    stored      int         not null,
    repeated    int         not null,
    first_time  bigint      not null,
    last_time   bigint      not null,
    envelope    bytea
);
create index batch_counts on batch (system) include (stored, repeated);

-- What decisions are fed with, in the order (xid, position).
create table fact (
    xid         xid8   not null default pg_current_xact_id(),
    position    bigint generated always as identity,
    kind        text   not null check (kind in ('EVENT', 'READINGS', 'SERIES')),
    event_id    text,
    declaration text,
    batch       bigint,
    item        int,
    primary key (xid, position)
);

-- Records that wait for their place in the log; the sequencer takes them out.
create table outbox (
    record     bigint      primary key,
    leaf_hash  bytea       not null,
    urgent     boolean     not null,
    created_at timestamptz not null
);
create index outbox_order on outbox (urgent desc, record);

create table leaf (
    record     bigint primary key,
    origin     text   not null,
    leaf_index bigint not null,
    unique (origin, leaf_index)
);

create table log (
    origin   text    primary key,
    size     bigint  not null,
    frontier bytea[] not null
);

create table log_node (
    origin     text   not null,
    level      int    not null,
    node_index bigint not null,
    hash       bytea  not null,
    primary key (origin, level, node_index)
);

create table checkpoint (
    origin    text        not null,
    size      bigint      not null,
    root      bytea       not null,
    signed_at timestamptz not null,
    note      bytea       not null,
    primary key (origin, size)
);

create table checkpoint_receipt (
    sink       text        not null,
    origin     text        not null,
    size       bigint      not null,
    receipt    bytea       not null,
    published_at timestamptz not null,
    primary key (sink, origin, size)
);

create table delivery (
    id            uuid        primary key,
    position      bigint      generated always as identity,
    target        text        not null,
    mapping       text        not null,
    order_key     text        not null,
    event_id      text        not null,
    declaration   text        not null,
    source_system text        not null,
    citation      text,
    state         text        not null check (state in ('WAITING', 'ACCEPTED', 'CONFIRMED', 'REFUSED')),
    attempts      int         not null,
    created_at    timestamptz not null,
    due_at        timestamptz not null,
    accepted_at   timestamptz,
    confirmed_at  timestamptz,
    last_reason   text        not null
);
create index delivery_order on delivery (target, order_key, position) where state in ('WAITING', 'REFUSED');
create index delivery_due on delivery (due_at) where state = 'WAITING';
create index delivery_citation on delivery (citation) where state in ('WAITING', 'ACCEPTED', 'REFUSED');
create index delivery_newest on delivery (position);

-- Each attempt's bytes and answer.
create table delivery_attempt (
    id          bigint      generated always as identity primary key,
    delivery    uuid        not null references delivery,
    answered_at timestamptz not null,
    answer      text        not null,
    detail      text        not null,
    payload     bytea       not null
);
create index delivery_attempt_delivery on delivery_attempt (delivery);

-- What a decision's event rests on, under the id that stands as the event's message.
create table decision (
    id         uuid        primary key,
    event_id   text        not null,
    policy     text        not null,
    decided_at timestamptz not null,
    grounds    bytea       not null
);

create table policy_cursor (
    policy   text   primary key,
    xid      xid8   not null,
    position bigint not null
);

create table policy_state (
    policy text  not null,
    gtin   text  not null,
    lot    text  not null,
    state  bytea not null,
    primary key (policy, gtin, lot)
);
