-- Small values that all nodes agree on. The first value of a name stays.
-- Every statement can be run again: a process may die between two.

create table if not exists claviger_value (
  name    varchar(64)  collate "C" not null primary key,
  content varchar(200) collate "C" not null
);

insert into claviger_schema (version) values (2) on conflict do nothing;
