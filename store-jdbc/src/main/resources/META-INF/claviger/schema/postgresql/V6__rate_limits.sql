-- How often a key, and all keys of an organization together, may be used: requests/seconds, such as 100/60. Null: no limit.
-- Every statement can be run again: a process may die between two.

alter table claviger_api_key add column if not exists rate_limit varchar(15) collate "C";

alter table claviger_organization add column if not exists rate_limit varchar(15) collate "C";

insert into claviger_schema (version) values (6) on conflict do nothing;
