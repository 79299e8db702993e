-- The MAC of each event, and with the organization that of its newest event. Null: written without a pepper.
-- Every statement can be run again: H2 commits each of them on its own, and a process may die between two.

alter table claviger_audit_event add column if not exists mac varchar(120);

alter table claviger_organization add column if not exists events_mac varchar(120);

merge into claviger_schema (version) key (version) values (5);
