// The walk through the resource, the same for every client written in JavaScript.
//
// A client hands in connect(publicKey, privateKey), which answers a function call(method, url, body) -> {status, document}.

const {CLAVIGER_URL, CLAVIGER_BASE, CLAVIGER_ORG, CLAVIGER_PUBLIC_KEY, CLAVIGER_PRIVATE_KEY} = process.env;

const ROOT = CLAVIGER_URL + CLAVIGER_BASE;
const KEYS = `${ROOT}/orgs/${CLAVIGER_ORG}/apiKeys`;
const DESCRIPTION = 'Nächtlicher Export – 鍵 🔑';
const WRONG_PRIVATE_KEY = '00000000-0000-4000-8000-000000000000';
const DEFAULTS = 'envelope=false&includeCount=true&itemsPerPage=100&pageNum=1&pretty=false';
const ENTRY_NOT_FOUND = {
  whitelist: 'API_KEY_WHITELIST_NOT_FOUND',
  accessList: 'API_KEY_ACCESS_LIST_ENTRY_NOT_FOUND',
};

const PRIVATE_KEYS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

export async function check(name, steps) {
  try {
    await steps();
    console.log(`ok ${name}`);
  } catch (failure) {
    process.exitCode = 1;
    console.log(`not ok ${name}: ${failure.message.replace(PRIVATE_KEYS, '(private key)')}`);
  }
}

export function that(holds, wanted) {
  if (!holds) throw new Error(`does not hold: ${wanted}`);
}

// Calls and answers the document; the status has to be the wanted one.
async function ask(call, method, url, {body, wanted = 200} = {}) {
  const {status, document} = await call(method, url, body);
  if (status !== wanted) {
    throw new Error(`${method} ${url} answered ${status} ${document?.errorCode}, not ${wanted}`);
  }
  return document;
}

async function refused(call, method, url, status, code) {
  const error = await ask(call, method, url, {wanted: status});
  that(error.errorCode === code, `the error code is ${code}`);
}

const link = (document, relation) => document.links.find(({rel}) => rel === relation)?.href;
const roles = (key) => key.roles.map(({roleName}) => roleName).sort().join();
const redacted = ({privateKey}) => privateKey.startsWith('********-****-****-') && privateKey.length === 31;

// Follows `next` to the end; a server that never ends is cut off.
async function pages(call, url) {
  const seen = [];
  for (let next = url; next; next = link(seen.at(-1), 'next')) {
    that(seen.length < 100, 'the pages end');
    seen.push(await ask(call, 'GET', next));
  }
  return seen;
}

async function all200(answers) {
  const statuses = answers.map(({status}) => status);
  that(statuses.every((status) => status === 200), `all are 200, not ${statuses}`);
}

export async function walk(connect) {
  const call = connect(CLAVIGER_PUBLIC_KEY, CLAVIGER_PRIVATE_KEY);
  await check('who am I', async () => {
    const {apiKey} = await ask(call, 'GET', ROOT);
    that(apiKey.publicKey === CLAVIGER_PUBLIC_KEY, 'the root names the calling key');
  });
  await check('list keys', async () => {
    const {results} = await ask(call, 'GET', KEYS);
    that(results.some(({publicKey}) => publicKey === CLAVIGER_PUBLIC_KEY), 'the calling key is listed');
    that(results.every(redacted), 'private keys are redacted');
  });
  let created;
  await check('create a key', async () => {
    const body = {desc: DESCRIPTION, roles: ['ORG_MEMBER', 'ORG_READ_ONLY']};
    created = await ask(call, 'POST', KEYS, {body});
    that(created.desc === DESCRIPTION, 'the description comes back as it was sent');
    that(roles(created) === 'ORG_MEMBER,ORG_READ_ONLY', 'the roles come back');
    that(created.privateKey.length === 36, 'the private key is shown in full');
  });
  if (created) await walkKey(connect, call, created);
  await walkQueries(call);
  if (created) await walkDeletion(connect, call, created);
  await check('wrong private key', async () => {
    await ask(connect(CLAVIGER_PUBLIC_KEY, WRONG_PRIVATE_KEY), 'GET', KEYS, {wanted: 401});
  });
  await check('50 in a row', async () => {
    const answers = [];
    for (let i = 0; i < 50; i++) answers.push(await call('GET', KEYS));
    all200(answers);
  });
  await check('10 at once', async () => {
    all200(await Promise.all(Array.from({length: 10}, () => call('GET', KEYS))));
  });
}

async function walkKey(connect, call, created) {
  const url = `${KEYS}/${created.id}`;
  await check('get the key, redacted', async () => {
    const key = await ask(call, 'GET', url);
    that(key.desc === DESCRIPTION, 'the description is kept');
    that(redacted(key), 'the private key is redacted');
    that(key.privateKey.slice(-12) === created.privateKey.slice(-12), 'its last 12 digits are shown');
    that(link(key, 'self') === url, 'the self link is the URL of the key');
  });
  await check('the new key calls', async () => {
    const {apiKey} = await ask(connect(created.publicKey, created.privateKey), 'GET', ROOT);
    that(apiKey.id === created.id, 'the root names the new key');
  });
  await check('update the description only', async () => {
    const key = await ask(call, 'PATCH', url, {body: {desc: `${DESCRIPTION} II`}});
    that(key.desc === `${DESCRIPTION} II`, 'the description is the new one');
    that(roles(key) === 'ORG_MEMBER,ORG_READ_ONLY', 'the roles are kept');
    that(redacted(key), 'the private key is redacted');
  });
  await check('update the roles only', async () => {
    const key = await ask(call, 'PATCH', url, {body: {roles: ['ORG_READ_ONLY']}});
    that(roles(key) === 'ORG_READ_ONLY', 'the roles are replaced');
    that(key.desc === `${DESCRIPTION} II`, 'the description is kept');
  });
  for (const name of Object.keys(ENTRY_NOT_FOUND)) await walkList(call, name, `${url}/${name}`);
}

async function walkList(call, name, url) {
  const [address, block] = [`${url}/198.51.100.7`, `${url}/203.0.113.0%2F24`];
  await check(`${name}: add entries`, async () => {
    that((await ask(call, 'GET', url)).results.length === 0, 'the list is empty at first');
    const body = [{ipAddress: '198.51.100.7'}, {cidrBlock: '203.0.113.0/24'}];
    const page = await ask(call, 'POST', url, {body});
    that(page.totalCount === 2, 'the response is the list with both entries');
  });
  await check(`${name}: list entries`, async () => {
    const {results} = await ask(call, 'GET', url);
    const blocks = results.map(({cidrBlock}) => cidrBlock).sort().join();
    that(blocks === '198.51.100.7/32,203.0.113.0/24', 'both entries are listed as blocks');
    const selves = results.map((entry) => link(entry, 'self')).sort().join();
    that(selves === [address, block].join(), 'self links are the URLs of the entries');
  });
  await check(`${name}: get an address`, async () => {
    const entry = await ask(call, 'GET', address);
    that(entry.ipAddress === '198.51.100.7', 'the entry has its address');
    that(entry.cidrBlock === '198.51.100.7/32', 'the entry has its block');
    that(entry.count === 0, 'the entry is not used');
  });
  await check(`${name}: get a block through %2F`, async () => {
    const entry = await ask(call, 'GET', block);
    that(entry.cidrBlock === '203.0.113.0/24', 'the entry has its block');
    that(!('ipAddress' in entry), 'a block has no address');
  });
  await check(`${name}: delete entries`, async () => {
    for (const entry of [address, block]) {
      await ask(call, 'DELETE', entry, {wanted: 204});
      await refused(call, 'GET', entry, 404, ENTRY_NOT_FOUND[name]);
    }
    that((await ask(call, 'GET', url)).totalCount === 0, 'the list is empty again');
  });
}

async function walkQueries(call) {
  await check('pages of one, following next', async () => {
    const seen = await pages(call, `${KEYS}?itemsPerPage=1`);
    const ids = new Set(seen.flatMap(({results}) => results.map(({id}) => id)));
    that(seen.length > 1, 'there is more than one key');
    that(ids.size === seen.length && ids.size === seen[0].totalCount, 'each key is on a page of its own');
    that(!link(seen[0], 'previous') && link(seen[1], 'previous'), 'previous is on all pages but the first');
  });
  await check('defaults sent explicitly', async () => {
    const page = await ask(call, 'GET', `${KEYS}?${DEFAULTS}`);
    that(page.totalCount === page.results.length, 'all keys are on the page');
  });
}

async function walkDeletion(connect, call, created) {
  const url = `${KEYS}/${created.id}`;
  await check('delete the key', async () => {
    await ask(call, 'DELETE', url, {wanted: 204});
    await refused(call, 'GET', url, 404, 'API_KEY_NOT_FOUND');
    await ask(connect(created.publicKey, created.privateKey), 'GET', ROOT, {wanted: 401});
  });
}
