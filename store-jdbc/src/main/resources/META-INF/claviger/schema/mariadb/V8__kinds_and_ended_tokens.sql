-- The kind of a key, chosen by the application, and a name beside its description. Null: an ordinary key, and no name.
-- Access tokens that were ended before their time, and how many of each organization (null: none). A row has no foreign
-- key: it is deleted after its expiry, whatever became of its key.
-- Every statement can be run again: MariaDB commits each of them on its own, and a process may die between two.

alter table claviger_api_key add column if not exists kind varchar(32);

alter table claviger_api_key
  add column if not exists name varchar(250) character set utf8mb4 collate utf8mb4_nopad_bin;

alter table claviger_organization add column if not exists ended_tokens bigint;

create table if not exists claviger_ended_token (
  organization_id varchar(32) not null,
  id              varchar(24) not null,
  key_id          varchar(24) not null,
  ended_at        bigint      not null,
  expires_at      bigint      not null,
  primary key (organization_id, id),
  key claviger_ended_token_by_expiry (expires_at, organization_id, id)
) engine = InnoDB character set ascii collate ascii_bin;

insert ignore into claviger_schema (version) values (8);
