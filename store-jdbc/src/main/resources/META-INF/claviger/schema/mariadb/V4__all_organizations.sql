-- Searches over all organizations, and the feed of their events.
-- A reader gives an event its place in the feed after it was committed; until then feed_position is null.
-- Every statement can be run again: MariaDB commits each of them on its own, and a process may die between two.

create index if not exists claviger_api_key_by_creator on claviger_api_key (created_by_name, created_by_kind, id);

create index if not exists claviger_api_key_by_expiry on claviger_api_key (expires_at);

create index if not exists claviger_api_key_by_state on claviger_api_key (enabled, id);

-- The labels once more, to find keys by, filled from the documents of the keys.
create table if not exists claviger_key_label (
  key_id  varchar(24)  not null,
  name    varchar(250) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  content varchar(250) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  primary key (key_id, name, content),
  key claviger_key_label_by_name (name, content, key_id),
  foreign key (key_id) references claviger_api_key (id) on delete cascade
) engine = InnoDB character set ascii collate ascii_bin;

-- A key has at most 50 labels.
insert ignore into claviger_key_label (key_id, name, content)
  with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 50),
       pairs (id, pair) as (
         select k.id, substring_index(substring_index(k.labels, char(10 using utf8mb4), n), char(10 using utf8mb4), -1)
           from claviger_api_key k
           join numbers on n <= 1 + char_length(k.labels) - char_length(replace(k.labels, char(10 using utf8mb4), ''))
          where k.labels <> '')
  select id, substring_index(pair, char(9 using utf8mb4), 1), substring_index(pair, char(9 using utf8mb4), -1) from pairs;

alter table claviger_audit_event add column if not exists feed_position bigint;

create index if not exists claviger_audit_event_feed
  on claviger_audit_event (feed_position, revision_number, position);

-- One row with the last position. Whoever locks it may give the next ones.
create table if not exists claviger_feed (
  id       integer not null primary key,
  position bigint  not null
) engine = InnoDB;

insert ignore into claviger_feed (id, position) values (1, 0);

insert ignore into claviger_schema (version) values (4);
