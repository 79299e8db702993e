-- The events of one key, newest first.
-- Every statement can be run again: H2 commits each of them on its own, and a process may die between two.

create index if not exists claviger_audit_event_of_key
  on claviger_audit_event (organization_id, key_id, revision_number desc, position desc);

merge into claviger_schema (version) key (version) values (3);
