// The walk with digest-fetch on Node's fetch: one nonce used again and again.

import DigestClient from 'digest-fetch';

import {walk} from './walk.js';

function connect(publicKey, privateKey) {
  const client = new DigestClient(publicKey, privateKey);
  return async (method, url, body) => {
    const headers = {'Content-Type': 'application/json'};
    const answer = await client.fetch(url, {method, headers, body: JSON.stringify(body)});
    const text = await answer.text();
    return {status: answer.status, document: text ? JSON.parse(text) : undefined};
  };
}

await walk(connect);
