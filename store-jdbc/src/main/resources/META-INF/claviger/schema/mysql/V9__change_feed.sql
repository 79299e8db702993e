-- The position of a revoked token in the change feed, which caches read. Null: none yet, as after each revocation.
-- Every statement can be run again: MySQL commits each of them on its own, and a process may die between two. MySQL has no
-- "if not exists" for columns and indexes, so each statement is chosen first.

set @claviger_change = (
  select if(count(*) = 0, 'alter table claviger_ended_token add column feed_position bigint, algorithm = instant', 'do 0')
    from information_schema.columns
   where table_schema = database() and table_name = 'claviger_ended_token' and column_name = 'feed_position');

prepare claviger_change from @claviger_change;

execute claviger_change;

set @claviger_change = (
  select if(count(*) = 0, 'create index claviger_ended_token_feed on claviger_ended_token (feed_position, organization_id, id)', 'do 0')
    from information_schema.statistics
   where table_schema = database() and table_name = 'claviger_ended_token' and index_name = 'claviger_ended_token_feed');

prepare claviger_change from @claviger_change;

execute claviger_change;

deallocate prepare claviger_change;

insert ignore into claviger_schema (version) values (9);
