-- The tenant of the demonstration. Its passwords are no secrets, so they are not hashed.
insert into tenant (id, name) values ('acme', 'Acme');
insert into tenant_user (name, password_hash, tenant, role) values
  ('alice', '{noop}alice-demo', 'acme', 'ORG_OWNER'),
  ('bob', '{noop}bob-demo', 'acme', 'ORG_MEMBER');
insert into report (tenant, title) values ('acme', 'Visitors in May');
