-- The tables of the application, for PostgreSQL and H2. Claviger makes its own: claviger.schema=migrate.
create table if not exists tenant (
  id varchar(32) primary key,
  name varchar(250) not null
);
create table if not exists tenant_user (
  name varchar(100) primary key,
  password_hash varchar(200) not null,
  tenant varchar(32) not null references tenant
);
-- Whom to ask about a key; created and deleted in the transaction that creates or revokes the key.
create table if not exists key_contact (
  api_key varchar(24) primary key,
  tenant varchar(32) not null references tenant,
  email varchar(250) not null
);
create table if not exists report (
  id varchar(36) primary key,
  tenant varchar(32) not null references tenant,
  title varchar(250) not null
);
