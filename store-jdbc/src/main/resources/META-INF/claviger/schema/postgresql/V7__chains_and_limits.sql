-- Where the chain of an organization's events began, with a MAC. Null: no chain, or none with a change since this version.
-- How often each key of an organization may be used that has no limit of its own: requests/seconds. Null: no limit.
-- Every statement can be run again: a process may die between two.

alter table claviger_organization add column if not exists events_began varchar(120) collate "C";

alter table claviger_organization add column if not exists key_rate_limit varchar(15) collate "C";

insert into claviger_schema (version) values (7) on conflict do nothing;
