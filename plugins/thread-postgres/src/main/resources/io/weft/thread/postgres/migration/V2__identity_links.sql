-- What threads are found by beside the keys of events. Rows are what events said; how long it holds is reckoned when it is asked
-- for, because a correction or a late event may change that.

-- An event said that an alias names a lot from its time on, or (not links) no longer does. number is the alias's last part.
create table identity_link (
    alias      text        not null,
    lot        text        not null,
    event_time timestamptz not null,
    event_id   text        not null,
    links      boolean     not null,
    kind       text        not null,
    number     text        not null,
    primary key (alias, lot, event_time, event_id, links)
);
create index identity_link_number on identity_link (number);

-- The lots that have a lot number. Not unique: nobody waits for another who names the same new lot at the same time.
create table lot_number (
    number text not null,
    lot    text not null
);
create index lot_number_lot on lot_number (number, lot);

-- A master data statement: what it is about and when it holds, [valid_from, valid_to). supplies is the party that a supplier
-- of this qualification delivers to.
create table statement (
    id         text        not null,
    vocabulary text        not null,
    valid_from timestamptz not null,
    valid_to   timestamptz not null,
    supplies   text,
    event_id   text        not null,
    primary key (id, vocabulary, event_id)
);
create index statement_vocabulary on statement (vocabulary, id);
create index statement_supplies on statement (supplies) where supplies is not null;
