-- What a store had written when its schema had version 1. Never change this file: what is here must be understood by
-- every later version. A line break and a tab within a text are written \n and \t; the pepper, the secrets and what is
-- expected are in StoredKeys.

insert into claviger_organization (
  id, state, name, whitelist_required, maximum_lifetime, limit_api_keys, limit_whitelist_entries, api_keys,
  lasting_owners, revision_number, revision_random, created_at, created_by_kind, created_by_name, created_by_address)
values
  ('fixture', 'active', 'Füchse & Söhne 🦊', false, 7776000000000, 500, 200, 3, 1,
   7, -6978595522586629010, 1795521601124456, 'HOST', 'setup', null),
  ('gone', 'deleted', 'Gone', true, null, 17, 23, 1, 1,
   2, -7740506969549584818, 1795521609132456, 'HOST', 'setup', null);

insert into claviger_api_key (
  id, organization_id, public_key, description, labels, roles, whitelist, enabled, expires_at,
  created_at, created_by_kind, created_by_name, created_by_address)
values
  ('6b057c42d7e597c5e4e77913', 'fixture', 'nzrifhoh', 'first owner of the organization', '', 'ORG_OWNER', '', true,
   null, 1795521602125456, 'HOST', 'setup', null),
  ('6b057c4318b4ab59b160cb18', 'fixture', 'muxnssjj', 'nightly export 🐟', 'env\tprod\nteam\t日本',
   'ORG_READ_ONLY\nGROUP_OWNER\tp1',
   '192.0.2.0/24\t1795521603126456\t2\n198.51.100.7/32\t1795521608131456\t7\n2001:db8::/32\t1795521603126456\t2', true,
   2111140800654321, 1795521603126456, 'USER', 'alice', null),
  ('6b057c4449286a5d6638fcf1', 'fixture', 'mpchipbi', 'disabled', '', 'ORG_MEMBER', '', false,
   null, 1795521604127456, 'API_KEY', 'nzrifhoh', '2001:db8::17');

insert into claviger_secret (id, key_id, position, hint, created_at, expires_at, grace, verifiers)
values
  ('6b057c42ee04bdfc3bd935cb', '6b057c42d7e597c5e4e77913', 0, '********-****-****-171205d8e2b1', 1795521602125456, null,
   null, 'hmac-sha256$1$IdUn7JNcMPpaShqRJ27hNu0ttP1B1uayzprfeJPExBA'),
  ('6b057c4ad1b20c57a98f3e64', '6b057c42d7e597c5e4e77913', 1, 'acme_nzrifhoh_********', 1795521608000000, null,
   null, 'sha256$Zm9yIGEgZml4dHVyZSAhIQ$xZypgyxsQY_hMYFzBqq-2Uiwd5yTIPZjztUwapbDXsA'),
  ('6b057c43e9134c0ed22ed052', '6b057c4318b4ab59b160cb18', 0, '********-****-****-24ee82980e31', 1795521603126456,
   2111140799000001, 3600000000, 'sha256$JV7cvk6NaZ7hYgStcUq9YQ$FFgl2C4GXCGVt_RqfO28994qYMt1rJKgQCZYMmPSPbA'),
  ('6b057c49a04be17c93d2f615', '6b057c4318b4ab59b160cb18', 1, '********-****-****-d81e60b7a25c', 1795521607500000, null,
   null, 'hmac-sha256$1$Z_DwMEyQlB5KLNo9iGeSQuzXyR2bVqRyUzEyGiQYYNg\nsha256$q7Rk2vXw9LsTz4YbNc1HmA$7JvpccUW1x6iC85wh6CzDOmxHBzqA4bZkxNA-I_VNb8'),
  ('6b057c44c3f014742c6f03be', '6b057c4449286a5d6638fcf1', 0, '********-****-****-bf5c0052da60', 1795521604127456, null,
   null, 'hmac-sha256$1$8SCNs6H8gm16e6MS-bJrfEGSi5rEq_37AYI0QAZY3uo');

insert into claviger_key_role (key_id, project_id, role)
values
  ('6b057c42d7e597c5e4e77913', '', 'ORG_OWNER'),
  ('6b057c4318b4ab59b160cb18', '', 'ORG_READ_ONLY'),
  ('6b057c4318b4ab59b160cb18', 'p1', 'GROUP_OWNER'),
  ('6b057c4449286a5d6638fcf1', '', 'ORG_MEMBER');

insert into claviger_usage (key_id, kind, subject, added_in, use_count, last_used_at, last_address)
values
  ('6b057c42d7e597c5e4e77913', 'key', '6b057c42d7e597c5e4e77913', 0, 0, null, null),
  ('6b057c42d7e597c5e4e77913', 'secret', '6b057c42ee04bdfc3bd935cb', 0, 0, null, null),
  ('6b057c42d7e597c5e4e77913', 'secret', '6b057c4ad1b20c57a98f3e64', 0, 0, null, null),
  ('6b057c4318b4ab59b160cb18', 'key', '6b057c4318b4ab59b160cb18', 0, 5000000000, 1795521612000007, '192.0.2.17'),
  ('6b057c4318b4ab59b160cb18', 'secret', '6b057c43e9134c0ed22ed052', 0, 4999999998, 1795521611000000, '192.0.2.17'),
  ('6b057c4318b4ab59b160cb18', 'secret', '6b057c49a04be17c93d2f615', 0, 2, 1795521612000007, '192.0.2.17'),
  ('6b057c4318b4ab59b160cb18', 'entry', '192.0.2.0/24', 2, 5000000000, 1795521612000007, '192.0.2.17'),
  ('6b057c4318b4ab59b160cb18', 'entry', '2001:db8::/32', 2, 0, null, null),
  ('6b057c4318b4ab59b160cb18', 'entry', '198.51.100.7/32', 7, 0, null, null),
  ('6b057c4449286a5d6638fcf1', 'key', '6b057c4449286a5d6638fcf1', 0, 0, null, null),
  ('6b057c4449286a5d6638fcf1', 'secret', '6b057c44c3f014742c6f03be', 0, 0, null, null);

insert into claviger_audit_event (
  id, organization_id, revision_number, position, type, key_id,
  happened_at, happened_by_kind, happened_by_name, happened_by_address, details)
values
  ('6b057c4251c44887120e82fc', 'fixture', 1, 0, 'ORGANIZATION_CREATED', null,
   1795521602125456, 'HOST', 'setup', null, 'name\tFüchse & Söhne 🦊'),
  ('6b057c42101d55994e1d3b6e', 'fixture', 1, 1, 'API_KEY_CREATED', '6b057c42d7e597c5e4e77913',
   1795521602125456, 'HOST', 'setup', null,
   'description\tfirst owner of the organization\npublicKey\tnzrifhoh\nroles\t[ORG_OWNER]'),
  ('6b057c43f5f9f67d22372511', 'fixture', 2, 0, 'API_KEY_CREATED', '6b057c4318b4ab59b160cb18',
   1795521603126456, 'USER', 'alice', null,
   'description\tnightly export 🐟\npublicKey\tmuxnssjj\nroles\t[ORG_READ_ONLY, GROUP_OWNER@p1]'),
  ('6b057c4464d56129653b456b', 'fixture', 3, 0, 'API_KEY_CREATED', '6b057c4449286a5d6638fcf1',
   1795521604127456, 'API_KEY', 'nzrifhoh', '2001:db8::17',
   'description\tdisabled\npublicKey\tmpchipbi\nroles\t[ORG_MEMBER]'),
  ('6b057c452121151c9860a23c', 'fixture', 4, 0, 'API_KEY_DISABLED', '6b057c4449286a5d6638fcf1',
   1795521605128456, 'USER', 'alice', null, ''),
  ('6b057c4642be6b6fc0480771', 'fixture', 5, 0, 'API_KEY_CREATED', '6b057c463a94d7399f58d40b',
   1795521606129456, 'USER', 'alice', null,
   'description\tshort-lived\npublicKey\trkljwgvw\nroles\t[ORG_MEMBER]'),
  ('6b057c47166951f6f36662df', 'fixture', 6, 0, 'API_KEY_DELETED', '6b057c463a94d7399f58d40b',
   1795521607130456, 'USER', 'alice', '198.51.100.7', 'publicKey\trkljwgvw'),
  ('6b057c4839aa94528ff98950', 'fixture', 7, 0, 'API_KEY_WHITELIST_ENTRY_ADDED', '6b057c4318b4ab59b160cb18',
   1795521608131456, 'USER', 'alice', null, 'whitelistEntry\t198.51.100.7/32'),
  ('6b057c4a39feb39d5940ab41', 'gone', 1, 0, 'ORGANIZATION_CREATED', null,
   1795521610133456, 'HOST', 'setup', null, 'name\tGone'),
  ('6b057c4ac384109f5aec24a7', 'gone', 1, 1, 'API_KEY_CREATED', '6b057c4ac2cfb48e43ae64e8',
   1795521610133456, 'HOST', 'setup', null,
   'description\tfirst owner of the organization\npublicKey\tqznpwyfl\nroles\t[ORG_OWNER]'),
  ('6b057c4bd2397ac300a58408', 'gone', 2, 0, 'ORGANIZATION_DELETED', null,
   1795521611134456, 'HOST', 'cleanup', null, 'apiKeys\t1\nname\tGone');
