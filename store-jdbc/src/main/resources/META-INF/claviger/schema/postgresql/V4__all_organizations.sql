-- Searches over all organizations, and the feed of their events.
-- A reader gives an event its place in the feed after it was committed; until then feed_position is null.
-- Every statement can be run again: a process may die between two.

create index if not exists claviger_api_key_by_creator on claviger_api_key (created_by_name, created_by_kind, id);

create index if not exists claviger_api_key_by_expiry on claviger_api_key (expires_at);

create index if not exists claviger_api_key_by_state on claviger_api_key (enabled, id);

-- The labels once more, to find keys by, filled from the documents of the keys.
create table if not exists claviger_key_label (
  key_id  varchar(24)  collate "C" not null references claviger_api_key (id) on delete cascade,
  name    varchar(250) collate "C" not null,
  content varchar(250) collate "C" not null,
  primary key (key_id, name, content)
);

create index if not exists claviger_key_label_by_name on claviger_key_label (name, content, key_id);

insert into claviger_key_label (key_id, name, content)
  select k.id, split_part(line, chr(9), 1), split_part(line, chr(9), 2)
    from claviger_api_key k, regexp_split_to_table(k.labels, chr(10)) line
   where k.labels <> ''
  on conflict do nothing;

alter table claviger_audit_event add column if not exists feed_position bigint;

create index if not exists claviger_audit_event_feed
  on claviger_audit_event (feed_position, revision_number, position);

-- One row with the last position. Whoever locks it may give the next ones.
create table if not exists claviger_feed (
  id       integer not null primary key,
  position bigint  not null
);

insert into claviger_feed (id, position) values (1, 0) on conflict do nothing;

insert into claviger_schema (version) values (4) on conflict do nothing;
