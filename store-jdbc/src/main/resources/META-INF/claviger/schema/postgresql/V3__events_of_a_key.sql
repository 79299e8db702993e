-- The events of one key, newest first.
-- Every statement can be run again: a process may die between two.

create index if not exists claviger_audit_event_of_key
  on claviger_audit_event (organization_id, key_id, revision_number desc, position desc);

insert into claviger_schema (version) values (3) on conflict do nothing;
