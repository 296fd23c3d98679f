-- What finds an event weighed more than the event: a dozen keys each, and as many entries of 275 bytes, which repeated key and
-- eventID. An entry holds the key's hash now, 48 bytes; the row that it leads to says whether it is that key.
alter table event_key drop constraint event_key_pkey;
drop index event_key_sighting;
drop index event_key_location;
alter table event_key drop column quantity, drop column unit;
create index event_key_mention on event_key (hashtextextended(key, 0), role, event_time);
create index event_key_sighting on event_key (hashtextextended(key, 0), event_time)
    where location <> '' and role in ('SUBJECT', 'PARENT', 'CHILD', 'INPUT', 'OUTPUT');
create index event_key_location on event_key (hashtextextended(location, 0), event_time) where location <> '';

drop index event_same_fact;
create index event_same_fact on event (hashtextextended(cbv_hash, 0)) where cbv_hash <> '';

-- The lots of an item, in the order of their keys.
create index lot_number_of_item on lot_number (lot);

-- The tree by tiles of 128 hashes: a node is computed from those below it, and two rows per leaf are a row per 127 leaves. Only
-- levels that are multiples of 7 are kept; a tile that is not full yet grows.
create table log_tile (
    origin text   not null,
    level  int    not null,
    tile   bigint not null,
    hashes bytea  not null check (octet_length(hashes) between 32 and 4096 and octet_length(hashes) % 32 = 0),
    primary key (origin, level, tile)
) with (toast_tuple_target = 8160, fillfactor = 50);
alter table log_tile alter column hashes set storage main;
insert into log_tile (origin, level, tile, hashes)
    select origin, level, node_index / 128, string_agg(hash, ''::bytea order by node_index)
      from log_node where level % 7 = 0 group by origin, level, node_index / 128;
drop table log_node;

-- The sequencer takes urgent records first, and there are few of them.
drop index outbox_order;
create index outbox_urgent on outbox (record) where urgent;
