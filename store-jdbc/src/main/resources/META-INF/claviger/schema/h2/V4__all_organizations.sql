-- Searches over all organizations, and the feed of their events.
-- A reader gives an event its place in the feed after it was committed; until then feed_position is null.
-- Every statement can be run again: H2 commits each of them on its own, and a process may die between two.

create index if not exists claviger_api_key_by_creator on claviger_api_key (created_by_name, created_by_kind, id);

create index if not exists claviger_api_key_by_expiry on claviger_api_key (expires_at);

create index if not exists claviger_api_key_by_state on claviger_api_key (enabled, id);

-- The labels once more, to find keys by, filled from the documents of the keys.
create table if not exists claviger_key_label (
  key_id  varchar(24)  not null references claviger_api_key (id) on delete cascade,
  name    varchar(500) not null,
  content varchar(500) not null,
  primary key (name, content, key_id)
);

-- A key has at most 50 labels.
merge into claviger_key_label (key_id, name, content) key (key_id, name, content)
  select k.id, regexp_substr(k.labels, '(.+)\t(.+)', 1, r.n, 'c', 1), regexp_substr(k.labels, '(.+)\t(.+)', 1, r.n, 'c', 2)
    from claviger_api_key k, system_range(1, 50) r (n)
   where regexp_substr(k.labels, '(.+)\t(.+)', 1, r.n, 'c') is not null;

alter table claviger_audit_event add column if not exists feed_position bigint;

create index if not exists claviger_audit_event_feed
  on claviger_audit_event (feed_position, revision_number, position);

-- One row with the last position. Whoever locks it may give the next ones.
create table if not exists claviger_feed (
  id       integer not null primary key,
  position bigint  not null
);

merge into claviger_feed (id, position) key (id)
  select 1, 0 where not exists (select 1 from claviger_feed);

merge into claviger_schema (version) key (version) values (4);
