-- How often a key, and all keys of an organization together, may be used: requests/seconds, such as 100/60. Null: no limit.
-- Every statement can be run again: MariaDB commits each of them on its own, and a process may die between two.

alter table claviger_api_key add column if not exists rate_limit varchar(15);

alter table claviger_organization add column if not exists rate_limit varchar(15);

insert ignore into claviger_schema (version) values (6);
