-- The MAC of each event, and with the organization that of its newest event. Null: written without a pepper.
-- Every statement can be run again: a process may die between two.

alter table claviger_audit_event add column if not exists mac varchar(120) collate "C";

alter table claviger_organization add column if not exists events_mac varchar(120) collate "C";

insert into claviger_schema (version) values (5) on conflict do nothing;
