-- The position of a revoked token in the change feed, which caches read. Null: none yet, as after each revocation.
-- Every statement can be run again: MariaDB commits each of them on its own, and a process may die between two.

alter table claviger_ended_token add column if not exists feed_position bigint, algorithm = instant;

create index if not exists claviger_ended_token_feed on claviger_ended_token (feed_position, organization_id, id);

insert ignore into claviger_schema (version) values (9);
