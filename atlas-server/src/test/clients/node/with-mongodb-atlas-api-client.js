// The walk with the HTTP client of mongodb-atlas-api-client: it has no function for keys of an organization, but all of its
// functions call through this one. A nonce for each request, counted through over the whole process.

import HttpClient from 'mongodb-atlas-api-client/src/httpClient.js';
import urllib from 'urllib';

import {walk} from './walk.js';

function connect(publicKey, privateKey) {
  return async (method, url, data) => {
    let status;
    const remembering = {
      async request(...args) {
        const answer = await urllib.request(...args);
        ({status} = answer);
        return answer;
      },
    };
    const client = new HttpClient(remembering, publicKey, privateKey);
    const headers = {'Content-Type': 'application/json'};
    const document = await client.fetch(url, {method, data, headers});
    return {status, document};
  };
}

await walk(connect);
