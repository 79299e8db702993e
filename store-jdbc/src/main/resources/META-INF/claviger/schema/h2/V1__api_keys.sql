-- Organizations, API keys and their events, for H2 2.2.220 and later.
--
-- Texts of people have 1 to 250 code points; H2 counts UTF-16 units, hence varchar(500). Instants are microseconds
-- since 1970 (UTC), durations are microseconds. Documents (roles, whitelist, labels, verifiers, details) are lines of
-- fields separated by tabs; a line of a whitelist without instant and revision has those of the line before.
-- H2 makes an index for each foreign key by itself.
-- Every statement can be run again: H2 commits each of them on its own, and a process may die between two.

create table if not exists claviger_schema (version integer not null primary key);

-- A deleted organization stays as a tombstone, so that its id is never used again.
create table if not exists claviger_organization (
  id                      varchar(32)  not null primary key,
  state                   varchar(7)   not null check (state in ('active', 'deleted')),
  name                    varchar(500) not null,
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
  created_by_name         varchar(500) not null,
  created_by_address      varchar(45)
);

create table if not exists claviger_api_key (
  id                 varchar(24)  not null primary key,
  organization_id    varchar(32)  not null references claviger_organization (id),
  public_key         varchar(32)  not null constraint claviger_api_key_public_key unique,
  description        varchar(500) not null,
  labels             varchar      not null,
  roles              varchar      not null,
  whitelist          varchar      not null,
  enabled            boolean      not null,
  expires_at         bigint,
  created_at         bigint       not null,
  created_by_kind    varchar(16)  not null,
  created_by_name    varchar(500) not null,
  created_by_address varchar(45)
);

create index if not exists claviger_api_key_by_organization on claviger_api_key (organization_id, id);

create table if not exists claviger_secret (
  id         varchar(24) not null primary key,
  key_id     varchar(24) not null references claviger_api_key (id) on delete cascade,
  position   integer     not null,
  hint       varchar(64) not null,
  created_at bigint      not null,
  expires_at bigint,
  grace      bigint,
  verifiers  varchar     not null
);

-- The roles once more, to find keys by project. The project of a role on the organization is the empty text.
create table if not exists claviger_key_role (
  key_id     varchar(24) not null references claviger_api_key (id) on delete cascade,
  project_id varchar(32) not null,
  role       varchar(66) not null,
  primary key (project_id, key_id, role)
);

-- One row for each key, secret and whitelist entry, born and deleted with it. The subject is the id of the key or of
-- the secret, or the block; added_in is the revision number that added an entry, and 0 for the others.
-- A key may have thousands: told that, H2 finds one by the primary key, and not among all of its key.
create table if not exists claviger_usage (
  key_id       varchar(24) selectivity 1 not null references claviger_api_key (id) on delete cascade,
  kind         varchar(6)  not null check (kind in ('key', 'secret', 'entry')),
  subject      varchar(49) not null,
  added_in     bigint      not null,
  use_count    bigint      not null,
  last_used_at bigint,
  last_address varchar(45),
  primary key (key_id, kind, subject, added_in)
);

-- No foreign key to the organization: H2 would use the index of that, which has not the order of the one below.
create table if not exists claviger_audit_event (
  id                  varchar(24)  not null primary key,
  organization_id     varchar(32)  not null,
  revision_number     bigint       not null,
  position            integer      not null,
  type                varchar(64)  not null,
  key_id              varchar(24),
  happened_at         bigint       not null,
  happened_by_kind    varchar(16)  not null,
  happened_by_name    varchar(500) not null,
  happened_by_address varchar(45),
  details             varchar      not null
);

create index if not exists claviger_audit_event_newest
  on claviger_audit_event (organization_id, revision_number desc, position desc);

merge into claviger_schema (version) key (version) values (1);
