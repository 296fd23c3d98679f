-- A person may give a delivery up; the attempts then say who and why.
alter table delivery drop constraint delivery_state_check;
alter table delivery add constraint delivery_state_check
    check (state in ('WAITING', 'ACCEPTED', 'CONFIRMED', 'REFUSED', 'SKIPPED'));

create index delivery_lot on delivery (order_key, position);
create index delivery_refused on delivery (position) where state = 'REFUSED';
create index delivery_unconfirmed on delivery (position) where state = 'ACCEPTED' and citation is not null;
create index message_mapping on message (mapping_id, mapping_version, receipt);
