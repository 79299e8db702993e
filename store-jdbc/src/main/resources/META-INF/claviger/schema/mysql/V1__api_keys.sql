-- Organizations, API keys, their events and ended access tokens, for MySQL 9. The support of MySQL began with version 8 of the
-- schema, so this file makes all of it, and the next ones only record their versions.
--
-- Ids and other names of the library are ascii_bin, texts of people (1 to 250 code points) utf8mb4_0900_bin: MySQL's own
-- default finds N1 as n1, and utf8mb4_bin finds a name with a blank behind it as one without. Instants are microseconds since
-- 1970 (UTC), durations are microseconds.
-- Documents (roles, whitelist, labels, verifiers, details) are lines of fields separated by tabs; a line of a whitelist
-- without instant and revision has those of the line before.
-- Every statement can be run again: MySQL commits each of them on its own, and a process may die between two.

create table if not exists claviger_schema (version integer not null primary key) engine = InnoDB;

-- A deleted organization stays as a tombstone, so that its id is never used again. Rate limits are requests/seconds, such as
-- 100/60: of all keys together, and of each key that has none of its own. Of the chain of events, the first and the newest MAC.
create table if not exists claviger_organization (
  id                      varchar(32)  not null primary key,
  state                   varchar(7)   not null check (state in ('active', 'deleted')),
  name                    varchar(250) character set utf8mb4 collate utf8mb4_0900_bin not null,
  whitelist_required      boolean      not null,
  maximum_lifetime        bigint,
  limit_api_keys          integer      not null,
  limit_whitelist_entries integer      not null,
  api_keys                integer      not null,
  lasting_owners          integer      not null,
  revision_number         bigint       not null,
  revision_random         bigint       not null,
  created_at              bigint       not null,
  created_by_kind         varchar(16)  not null,
  created_by_name         varchar(250) character set utf8mb4 collate utf8mb4_0900_bin not null,
  created_by_address      varchar(45),
  events_mac              varchar(120),
  rate_limit              varchar(15),
  events_began            varchar(120),
  key_rate_limit          varchar(15),
  ended_tokens            bigint
) engine = InnoDB character set ascii collate ascii_bin;

create table if not exists claviger_api_key (
  id                 varchar(24)  not null primary key,
  organization_id    varchar(32)  not null,
  public_key         varchar(32)  not null,
  description        varchar(250) character set utf8mb4 collate utf8mb4_0900_bin not null,
  labels             mediumtext   character set utf8mb4 collate utf8mb4_0900_bin not null,
  roles              mediumtext   not null,
  whitelist          mediumtext   not null,
  enabled            boolean      not null,
  expires_at         bigint,
  created_at         bigint       not null,
  created_by_kind    varchar(16)  not null,
  created_by_name    varchar(250) character set utf8mb4 collate utf8mb4_0900_bin not null,
  created_by_address varchar(45),
  rate_limit         varchar(15),
  kind               varchar(32),
  name               varchar(250) character set utf8mb4 collate utf8mb4_0900_bin,
  unique key claviger_api_key_public_key (public_key),
  key claviger_api_key_by_organization (organization_id, id),
  key claviger_api_key_by_creator (created_by_name, created_by_kind, id),
  key claviger_api_key_by_expiry (expires_at),
  key claviger_api_key_by_state (enabled, id),
  foreign key (organization_id) references claviger_organization (id)
) engine = InnoDB character set ascii collate ascii_bin;

create table if not exists claviger_secret (
  id         varchar(24) not null primary key,
  key_id     varchar(24) not null,
  position   integer     not null,
  hint       varchar(64) not null,
  created_at bigint      not null,
  expires_at bigint,
  grace      bigint,
  verifiers  mediumtext  not null,
  key claviger_secret_by_key (key_id, position),
  foreign key (key_id) references claviger_api_key (id) on delete cascade
) engine = InnoDB character set ascii collate ascii_bin;

-- The roles once more, to find keys by project. The project of a role on the organization is the empty text.
create table if not exists claviger_key_role (
  key_id     varchar(24) not null,
  project_id varchar(32) not null,
  role       varchar(66) not null,
  primary key (key_id, project_id, role),
  key claviger_key_role_by_project (project_id, key_id),
  foreign key (key_id) references claviger_api_key (id) on delete cascade
) engine = InnoDB character set ascii collate ascii_bin;

-- The labels once more, to find keys by.
create table if not exists claviger_key_label (
  key_id  varchar(24)  not null,
  name    varchar(250) character set utf8mb4 collate utf8mb4_0900_bin not null,
  content varchar(250) character set utf8mb4 collate utf8mb4_0900_bin not null,
  primary key (key_id, name, content),
  key claviger_key_label_by_name (name, content, key_id),
  foreign key (key_id) references claviger_api_key (id) on delete cascade
) engine = InnoDB character set ascii collate ascii_bin;

-- One row for each key, secret and whitelist entry, born and deleted with it. The subject is the id of the key or of
-- the secret, or the block; added_in is the revision number that added an entry, and 0 for the others.
create table if not exists claviger_usage (
  key_id       varchar(24) not null,
  kind         varchar(6)  not null check (kind in ('key', 'secret', 'entry')),
  subject      varchar(49) not null,
  added_in     bigint      not null,
  use_count    bigint      not null,
  last_used_at bigint,
  last_address varchar(45),
  primary key (key_id, kind, subject, added_in),
  foreign key (key_id) references claviger_api_key (id) on delete cascade
) engine = InnoDB character set ascii collate ascii_bin;

-- A reader of the feed gives an event its place there after it was committed; until then feed_position is null.
create table if not exists claviger_audit_event (
  id                  varchar(24)  not null primary key,
  organization_id     varchar(32)  not null,
  revision_number     bigint       not null,
  position            integer      not null,
  type                varchar(64)  not null,
  key_id              varchar(24),
  happened_at         bigint       not null,
  happened_by_kind    varchar(16)  not null,
  happened_by_name    varchar(250) character set utf8mb4 collate utf8mb4_0900_bin not null,
  happened_by_address varchar(45),
  details             mediumtext   character set utf8mb4 collate utf8mb4_0900_bin not null,
  feed_position       bigint,
  mac                 varchar(120),
  key claviger_audit_event_newest (organization_id, revision_number, position),
  key claviger_audit_event_of_key (organization_id, key_id, revision_number desc, position desc),
  key claviger_audit_event_feed (feed_position, revision_number, position),
  foreign key (organization_id) references claviger_organization (id)
) engine = InnoDB character set ascii collate ascii_bin;

-- One row with the last position. Whoever locks it may give the next ones.
create table if not exists claviger_feed (
  id       integer not null primary key,
  position bigint  not null
) engine = InnoDB;

insert ignore into claviger_feed (id, position) values (1, 0);

-- Small values that all nodes agree on. The first value of a name stays.
create table if not exists claviger_value (
  name    varchar(64)  not null primary key,
  content varchar(200) not null
) engine = InnoDB character set ascii collate ascii_bin;

-- Access tokens that were ended before their time. A row has no foreign key: it is deleted after its expiry, whatever became
-- of its key.
create table if not exists claviger_ended_token (
  organization_id varchar(32) not null,
  id              varchar(24) not null,
  key_id          varchar(24) not null,
  ended_at        bigint      not null,
  expires_at      bigint      not null,
  primary key (organization_id, id),
  key claviger_ended_token_by_expiry (expires_at, organization_id, id)
) engine = InnoDB character set ascii collate ascii_bin;

insert ignore into claviger_schema (version) values (1);
