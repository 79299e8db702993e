-- Organizations, API keys and their events, for PostgreSQL from 14 on.
--
-- Texts of people have 1 to 250 code points, which is what PostgreSQL counts. Ids and other names of the library have
-- collation "C": they sort as in Java, whatever the database's own collation. Instants are microseconds since 1970
-- (UTC), durations are microseconds. Documents (roles, whitelist, labels, verifiers, details) are lines of fields
-- separated by tabs; a line of a whitelist without instant and revision has those of the line before.
-- Where rows are changed again and again, in columns of no index, each page keeps some room for the next version of a
-- row (fillfactor), so that the indexes stay as they are.
-- Every statement can be run again: a process may die between two.

create table if not exists claviger_schema (version integer not null primary key);

-- A deleted organization stays as a tombstone, so that its id is never used again.
create table if not exists claviger_organization (
  id                      varchar(32) collate "C" not null primary key,
  state                   varchar(7)  collate "C" not null check (state in ('active', 'deleted')),
  name                    varchar(250) not null,
  whitelist_required      boolean      not null,
  maximum_lifetime        bigint,
  limit_api_keys          integer      not null,
  limit_whitelist_entries integer      not null,
  api_keys                integer      not null,
  lasting_owners          integer      not null,
  revision_number         bigint       not null,
  revision_random         bigint       not null,
  created_at              bigint       not null,
  created_by_kind         varchar(16) collate "C" not null,
  created_by_name         varchar(250) not null,
  created_by_address      varchar(45) collate "C"
) with (fillfactor = 90);

create table if not exists claviger_api_key (
  id                 varchar(24) collate "C" not null primary key,
  organization_id    varchar(32) collate "C" not null references claviger_organization (id),
  public_key         varchar(32) collate "C" not null constraint claviger_api_key_public_key unique,
  description        varchar(250) not null,
  labels             text         not null,
  roles              text collate "C" not null,
  whitelist          text collate "C" not null,
  enabled            boolean      not null,
  expires_at         bigint,
  created_at         bigint       not null,
  created_by_kind    varchar(16) collate "C" not null,
  created_by_name    varchar(250) not null,
  created_by_address varchar(45) collate "C"
) with (fillfactor = 90);

create index if not exists claviger_api_key_by_organization on claviger_api_key (organization_id, id);

create table if not exists claviger_secret (
  id         varchar(24) collate "C" not null primary key,
  key_id     varchar(24) collate "C" not null references claviger_api_key (id) on delete cascade,
  position   integer not null,
  hint       varchar(64) collate "C" not null,
  created_at bigint  not null,
  expires_at bigint,
  grace      bigint,
  verifiers  text collate "C" not null
);

create index if not exists claviger_secret_by_key on claviger_secret (key_id, position);

-- The roles once more, to find keys by project. The project of a role on the organization is the empty text.
create table if not exists claviger_key_role (
  key_id     varchar(24) collate "C" not null references claviger_api_key (id) on delete cascade,
  project_id varchar(32) collate "C" not null,
  role       varchar(66) collate "C" not null,
  primary key (key_id, project_id, role)
);

create index if not exists claviger_key_role_by_project on claviger_key_role (project_id, key_id);

-- One row for each key, secret and whitelist entry, born and deleted with it. The subject is the id of the key or of
-- the secret, or the block; added_in is the revision number that added an entry, and 0 for the others.
create table if not exists claviger_usage (
  key_id       varchar(24) collate "C" not null references claviger_api_key (id) on delete cascade,
  kind         varchar(6)  collate "C" not null check (kind in ('key', 'secret', 'entry')),
  subject      varchar(49) collate "C" not null,
  added_in     bigint not null,
  use_count    bigint not null,
  last_used_at bigint,
  last_address varchar(45) collate "C",
  primary key (key_id, kind, subject, added_in)
) with (fillfactor = 90);

create table if not exists claviger_audit_event (
  id                  varchar(24) collate "C" not null primary key,
  organization_id     varchar(32) collate "C" not null references claviger_organization (id),
  revision_number     bigint       not null,
  position            integer      not null,
  type                varchar(64) collate "C" not null,
  key_id              varchar(24) collate "C",
  happened_at         bigint       not null,
  happened_by_kind    varchar(16) collate "C" not null,
  happened_by_name    varchar(250) not null,
  happened_by_address varchar(45) collate "C",
  details             text         not null
);

create index if not exists claviger_audit_event_newest
  on claviger_audit_event (organization_id, revision_number desc, position desc);

insert into claviger_schema (version) values (1) on conflict do nothing;
