-- Small values that all nodes agree on. The first value of a name stays.
-- Every statement can be run again: H2 commits each of them on its own, and a process may die between two.

create table if not exists claviger_value (
  name    varchar(64)  not null primary key,
  content varchar(200) not null
);

merge into claviger_schema (version) key (version) values (2);
