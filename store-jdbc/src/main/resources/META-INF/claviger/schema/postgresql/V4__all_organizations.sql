-- Searches over all organizations, and the feed of their events.
-- A reader gives an event its place in the feed after it was committed; until then feed_position is null.
-- Every statement can be run again: a process may die between two.

create index if not exists claviger_api_key_by_creator on claviger_api_key (created_by_name, created_by_kind, id);

create index if not exists claviger_api_key_by_expiry on claviger_api_key (expires_at);

create index if not exists claviger_api_key_by_state on claviger_api_key (enabled, id);

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
