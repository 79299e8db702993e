// Each operation of service-accounts.json through the client that openapi-fetch and openapi-typescript make of that file: the
// compiler checks each call, and each part of a response that is read here. The owner is a service account.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import createClient from 'openapi-fetch';

const {CLAVIGER_URL, CLAVIGER_ORG, CLAVIGER_PROJECT, CLAVIGER_PUBLIC_KEY, CLAVIGER_PRIVATE_KEY} = process.env;
const FILE = new URL('../../resources/io/claviger/atlas/clients/service-accounts.json', import.meta.url);
const orgId = CLAVIGER_ORG ?? '';
const groupId = CLAVIGER_PROJECT ?? '';

/** @type {Set<string>} */
const walked = new Set();

/** @param {string} authorization */
function client(authorization) {
  /** @type {import('openapi-fetch').Client<import('../../../../target/clients/service-accounts').paths>} */
  const made = createClient({
    baseUrl: CLAVIGER_URL,
    headers: {Authorization: authorization, Accept: 'application/vnd.atlas.2024-08-05+json'},
  });
  made.use({onRequest: ({request, schemaPath}) => void walked.add(`${request.method} ${schemaPath}`)});
  return made;
}

/**
 * @template T
 * @param {string} name
 * @param {number} status
 * @param {{data?: T, error?: unknown, response: Response}} answer
 * @returns {T}
 */
function answered(name, status, answer) {
  assert.equal(answer.response.status, status, `${name}: ${JSON.stringify(answer.error)}`);
  console.log(`ok ${name}`);
  return /** @type {T} */ (answer.data);
}

/** @param {string} id @param {string} secret */
async function login(id, secret) {
  const basic = client('Basic ' + Buffer.from(`${id}:${secret}`).toString('base64'));
  const answer = await basic.POST('/api/oauth/token', {
    headers: {'Content-Type': 'application/x-www-form-urlencoded'},
    body: {grant_type: 'client_credentials'},
    bodySerializer: (body) => new URLSearchParams(body).toString(),
  });
  return client(`Bearer ${answered('get a token', 200, answer).access_token}`);
}

const ORG = '/api/atlas/v2/orgs/{orgId}/serviceAccounts';
const GROUP = '/api/atlas/v2/groups/{groupId}/serviceAccounts';
const owner = await login(CLAVIGER_PUBLIC_KEY ?? '', CLAVIGER_PRIVATE_KEY ?? '');
const org = {params: {path: {orgId}}};
const group = {params: {path: {groupId}}};
const texts = {name: 'tools', description: 'reads', secretExpiresAfterHours: 8};

const account = answered(
  'create an account',
  201,
  await owner.POST(ORG, {...org, body: {...texts, roles: ['ORG_READ_ONLY']}}),
);
const {clientId} = account;
const inOrg = {params: {path: {orgId, clientId}}};
const inGroup = {params: {path: {groupId, clientId}}};

const accounts = answered('list accounts', 200, await owner.GET(ORG, {params: {path: {orgId}, query: {pageNum: 1}}}));
assert.deepEqual(accounts.results.map((listed) => listed.clientId).sort(), [CLAVIGER_PUBLIC_KEY, clientId].sort());
const changed = answered('change it', 200, await owner.PATCH(`${ORG}/{clientId}`, {...inOrg, body: {name: 'new'}}));
assert.deepEqual([changed.name, changed.description], ['new', 'reads']);

const body = {secretExpiresAfterHours: 24};
const secret = answered('create a secret', 201, await owner.POST(`${ORG}/{clientId}/secrets`, {...inOrg, body}));
const first = {params: {path: {orgId, clientId, secretId: account.secrets[0]?.id ?? ''}}};
answered('delete the first', 204, await owner.DELETE(`${ORG}/{clientId}/secrets/{secretId}`, first));
const itself = await login(clientId, secret.secret ?? '');
const read = answered('read itself', 200, await itself.GET(`${ORG}/{clientId}`, inOrg));
assert.deepEqual(read.secrets.map(({id, maskedSecretValue}) => [id, maskedSecretValue]), [[secret.id, 'mdb_sa_sk_...']]);

const entries = [{cidrBlock: '198.51.100.0/24'}, {ipAddress: '203.0.113.7'}];
answered('add entries', 200, await owner.POST(`${ORG}/{clientId}/accessList`, {...inOrg, body: entries}));
const block = {params: {path: {orgId, clientId, ipAddress: '198.51.100.0/24'}}};
answered('remove a block', 204, await owner.DELETE(`${ORG}/{clientId}/accessList/{ipAddress}`, block));
const list = answered('list entries', 200, await owner.GET(`${ORG}/{clientId}/accessList`, inOrg));
assert.deepEqual(list.results.map(({ipAddress, requestCount}) => [ipAddress, requestCount]), [['203.0.113.7', 0]]);

const roles = {roles: ['GROUP_READ_ONLY']};
answered('invite it', 200, await owner.POST(`${GROUP}/{clientId}:invite`, {...inGroup, body: roles}));
const groups = answered('list its projects', 200, await owner.GET(`${ORG}/{clientId}/groups`, inOrg));
assert.deepEqual(groups.results, [{groupId, ...roles}]);
const there = answered('list those of the project', 200, await owner.GET(GROUP, group));
assert.deepEqual(there.results.map((listed) => listed.clientId), [clientId]);
const more = {roles: ['GROUP_DATA_ACCESS_READ_ONLY', 'GROUP_READ_ONLY']};
answered('change it there', 200, await owner.PATCH(`${GROUP}/{clientId}`, {...inGroup, body: more}));
const placed = answered('read it there', 200, await owner.GET(`${GROUP}/{clientId}`, inGroup));
assert.deepEqual(placed.roles, more.roles);

const second = answered('create a secret there', 201, await owner.POST(`${GROUP}/{clientId}/secrets`, {...inGroup, body}));
const last = {params: {path: {groupId, clientId, secretId: second.id}}};
answered('delete it there', 204, await owner.DELETE(`${GROUP}/{clientId}/secrets/{secretId}`, last));
const entry = [{ipAddress: '203.0.113.8'}];
const both = answered('add an entry', 200, await owner.POST(`${GROUP}/{clientId}/accessList`, {...inGroup, body: entry}));
assert.equal(both.totalCount, 2);
const address = {params: {path: {groupId, clientId, ipAddress: '203.0.113.8'}}};
answered('remove it there', 204, await owner.DELETE(`${GROUP}/{clientId}/accessList/{ipAddress}`, address));
const rest = answered('list entries there', 200, await owner.GET(`${GROUP}/{clientId}/accessList`, inGroup));
assert.deepEqual(rest.results, list.results);

answered('take it out', 204, await owner.DELETE(`${GROUP}/{clientId}`, inGroup));
const robot = answered('create one there', 201, await owner.POST(GROUP, {...group, body: {...texts, ...roles}}));
for (const id of [clientId, robot.clientId]) {
  answered('delete an account', 204, await owner.DELETE(`${ORG}/{clientId}`, {params: {path: {orgId, clientId: id}}}));
}

const {paths} = JSON.parse(readFileSync(FILE, 'utf8'));
const methods = ['get', 'post', 'patch', 'delete'];
const operations = Object.keys(paths).flatMap((path) =>
  methods.filter((method) => method in paths[path]).map((method) => `${method.toUpperCase()} ${path}`),
);
assert.deepEqual([...walked].sort(), operations.sort());
console.log('ok each operation was walked');
