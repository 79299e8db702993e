// The life of an access token with oauth4webapi, which form-encodes both parts of Basic.

import * as oauth from 'oauth4webapi';

import {API, createAccount} from './account.js';
import {check, that} from './walk.js';

const {CLAVIGER_URL, CLAVIGER_ORG} = process.env;

const server = {
  issuer: CLAVIGER_URL,
  token_endpoint: `${CLAVIGER_URL}/api/oauth/token`,
  revocation_endpoint: `${CLAVIGER_URL}/api/oauth/revoke`,
};
const account = await createAccount();
const client = {client_id: account.id};
const authentication = oauth.ClientSecretBasic(account.secret);

async function fetchToken(by = authentication) {
  const answer = await oauth.clientCredentialsGrantRequest(server, client, by, {});
  return oauth.processClientCredentialsResponse(server, client, answer);
}

const use = (token) => oauth.protectedResourceRequest(token, 'GET', new URL(`${API}/orgs/${CLAVIGER_ORG}`));

// Answers the code of OAuth that the server refuses with, and undefined if it does not refuse.
async function refusal(request) {
  try {
    await request();
    return undefined;
  } catch (error) {
    if (!(error instanceof oauth.WWWAuthenticateChallengeError)) throw error;
    return error.cause[0].parameters.error ?? (await error.response.json()).error;
  }
}

let token;
await check('get a token', async () => {
  const issued = await fetchToken();
  that(issued.token_type === 'bearer' && issued.expires_in === 3600, 'it is a bearer token for an hour');
  token = issued.access_token;
});
await check('use the token', async () => {
  that((await (await use(token)).json()).id === CLAVIGER_ORG, 'it reads the organization');
});
await check('end the token', async () => {
  await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, authentication, token));
  that((await refusal(() => use(token))) === 'invalid_token', 'the ended token is refused');
});
await check('wrong secret', async () => {
  const wrong = oauth.ClientSecretBasic(account.secret.slice(0, -1));
  that((await refusal(() => fetchToken(wrong))) === 'invalid_client', 'a wrong secret gets no token');
});
await check('disable the account', async () => {
  const last = (await fetchToken()).access_token;
  await use(last);
  await account.disable();
  that((await refusal(() => use(last))) === 'invalid_token', 'its token is refused');
  that((await refusal(() => fetchToken())) === 'invalid_client', 'it gets no other token');
});
await check('remove the account', account.remove);
