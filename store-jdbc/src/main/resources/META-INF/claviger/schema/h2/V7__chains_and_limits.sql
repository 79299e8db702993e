-- Where the chain of an organization's events began, with a MAC. Null: no chain, or none with a change since this version.
-- How often each key of an organization may be used that has no limit of its own: requests/seconds. Null: no limit.
-- Every statement can be run again: H2 commits each of them on its own, and a process may die between two.

alter table claviger_organization add column if not exists events_began varchar(120);

alter table claviger_organization add column if not exists key_rate_limit varchar(15);

-- Labels of keys that another process deleted while it applied version 4: H2 does not look for the key then.
delete from claviger_key_label l where not exists (select 1 from claviger_api_key k where k.id = l.key_id);

-- H2 2.4 takes a check with IN for violated once the connection has closed that made the table or altered it last. So these
-- two get another form, and a name. The names of the old ones were generated.
alter table claviger_organization
  add constraint if not exists claviger_organization_state
    check (case state when 'active' then true when 'deleted' then true else false end);

execute immediate coalesce(
  (select 'alter table ' || quote_ident(t.TABLE_NAME) || ' drop constraint ' || quote_ident(t.CONSTRAINT_NAME)
     from INFORMATION_SCHEMA.TABLE_CONSTRAINTS t
     join INFORMATION_SCHEMA.CHECK_CONSTRAINTS c
       on c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA and c.CONSTRAINT_NAME = t.CONSTRAINT_NAME
    where t.TABLE_SCHEMA = current_schema and upper(t.TABLE_NAME) = 'CLAVIGER_ORGANIZATION'
      and c.CHECK_CLAUSE like '% IN(''active'', ''deleted'')'
    fetch first row only),
  'set @claviger_none = 1');

alter table claviger_usage
  add constraint if not exists claviger_usage_kind
    check (case kind when 'key' then true when 'secret' then true when 'entry' then true else false end);

execute immediate coalesce(
  (select 'alter table ' || quote_ident(t.TABLE_NAME) || ' drop constraint ' || quote_ident(t.CONSTRAINT_NAME)
     from INFORMATION_SCHEMA.TABLE_CONSTRAINTS t
     join INFORMATION_SCHEMA.CHECK_CONSTRAINTS c
       on c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA and c.CONSTRAINT_NAME = t.CONSTRAINT_NAME
    where t.TABLE_SCHEMA = current_schema and upper(t.TABLE_NAME) = 'CLAVIGER_USAGE'
      and c.CHECK_CLAUSE like '% IN(''key'', ''secret'', ''entry'')'
    fetch first row only),
  'set @claviger_none = 1');

merge into claviger_schema (version) key (version) values (7);
