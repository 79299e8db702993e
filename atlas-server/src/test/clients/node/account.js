// A new service account for a walk, made and removed by the key of the environment.

import DigestClient from 'digest-fetch';

const {CLAVIGER_URL, CLAVIGER_BASE, CLAVIGER_ORG, CLAVIGER_PUBLIC_KEY, CLAVIGER_PRIVATE_KEY} = process.env;

export const API = CLAVIGER_URL + CLAVIGER_BASE;

const ACCOUNTS = `${API}/orgs/${CLAVIGER_ORG}/serviceAccounts`;
const KEYS = `${CLAVIGER_URL}/api/management/organizations/${CLAVIGER_ORG}/keys`;
const ACCOUNT = {name: 'tools', description: 'reads', roles: ['ORG_READ_ONLY'], secretExpiresAfterHours: 8};

const owner = new DigestClient(CLAVIGER_PUBLIC_KEY, CLAVIGER_PRIVATE_KEY);

async function ask(method, url, body) {
  const headers = {'Content-Type': 'application/json', 'Claviger-Request': '1'};
  const answer = await owner.fetch(url, {method, headers, body: JSON.stringify(body)});
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}`);
  return answer.text();
}

export async function createAccount() {
  const {clientId, secrets} = JSON.parse(await ask('POST', ACCOUNTS, ACCOUNT));
  return {
    id: clientId,
    secret: secrets[0].secret,
    disable: () => ask('PATCH', `${KEYS}/${clientId.slice(-24)}`, {enabled: false}),
    remove: () => ask('DELETE', `${ACCOUNTS}/${clientId}`),
  };
}
