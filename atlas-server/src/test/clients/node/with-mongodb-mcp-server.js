// MongoDB's MCP server, unchanged, as a process that is asked over stdio.

import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {createInterface} from 'node:readline';

import {createAccount} from './account.js';
import {check, that} from './walk.js';

const {CLAVIGER_URL, CLAVIGER_ORG, CLAVIGER_PROJECT, NODE_EXTRA_CA_CERTS} = process.env;
const PROGRAM = fileURLToPath(new URL('../node_modules/mongodb-mcp-server/dist/index.js', import.meta.url));
const HELLO = {protocolVersion: '2025-06-18', capabilities: {}, clientInfo: {name: 'walk', version: '1'}};

// Answers call(tool) -> {isError, content, structuredContent}, and end().
async function start({id, secret}) {
  const settings = {
    MDB_MCP_API_BASE_URL: CLAVIGER_URL,
    MDB_MCP_API_CLIENT_ID: id,
    MDB_MCP_API_CLIENT_SECRET: secret,
    MDB_MCP_TELEMETRY: 'disabled',
    MDB_MCP_LOGGERS: 'stderr',
    // It asks for a token with these certificates, and ends it with those of NODE_EXTRA_CA_CERTS.
    ...(NODE_EXTRA_CA_CERTS && {SSL_CERT_FILE: NODE_EXTRA_CA_CERTS}),
  };
  const options = {env: {...process.env, ...settings}, stdio: ['pipe', 'pipe', 'ignore']};
  const server = spawn(process.execPath, [PROGRAM], options);
  const lines = createInterface({input: server.stdout})[Symbol.asyncIterator]();
  const send = (message) => server.stdin.write(`${JSON.stringify({jsonrpc: '2.0', ...message})}\n`);
  let requests = 0;

  async function request(method, params) {
    const id = ++requests;
    send({id, method, params});
    for (;;) {
      const {done, value} = await lines.next();
      that(!done, 'the MCP server answers before it ends');
      const message = JSON.parse(value);
      if (message.id === id) return message.result;
    }
  }

  await request('initialize', HELLO);
  send({method: 'notifications/initialized'});
  return {
    call: (name) => request('tools/call', {name, arguments: {}}),
    // A walk that is over does not wait for it to close.
    end: () => server.kill('SIGKILL'),
  };
}

const account = await createAccount();
let mcp;
await check('log in', async () => {
  mcp = await start(account);
});
await check('list organizations', async () => {
  const {organizations} = (await mcp.call('atlas-list-orgs')).structuredContent;
  that(organizations.map(({id}) => id).join() === CLAVIGER_ORG, 'it is the one of the account');
});
await check('list projects', async () => {
  const {projects} = (await mcp.call('atlas-list-projects')).structuredContent;
  that(projects.map(({id}) => id).join() === CLAVIGER_PROJECT, 'it is the one of the organization');
});
await check('disable the account', async () => {
  await account.disable();
  for (const tool of ['atlas-list-orgs', 'atlas-list-projects']) {
    const {isError, content} = await mcp.call(tool);
    that(isError && content[0].text.startsWith('Unable to authenticate'), `${tool} is refused`);
  }
});
await check('remove the account', account.remove);
mcp?.end();
