-- Where the chain of an organization's events began, with a MAC. Null: no chain, or none with a change since this version.
-- How often each key of an organization may be used that has no limit of its own: requests/seconds. Null: no limit.
-- Every statement can be run again: H2 commits each of them on its own, and a process may die between two.

alter table claviger_organization add column if not exists events_began varchar(120);

alter table claviger_organization add column if not exists key_rate_limit varchar(15);

-- Labels of keys that another process deleted while it applied version 4: H2 does not look for the key then.
delete from claviger_key_label l where not exists (select 1 from claviger_api_key k where k.id = l.key_id);

merge into claviger_schema (version) key (version) values (7);
