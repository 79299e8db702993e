// The walk with @mhoc/axios-digest-auth: a nonce for each request, on connections that are kept.
// This client leaves the query out of the digest's uri.

import http from 'node:http';

import digestAuth from '@mhoc/axios-digest-auth';
import axios from 'axios';

import {walk} from './walk.js';

function connect(username, password) {
  const kept = axios.create({httpAgent: new http.Agent({keepAlive: true}), timeout: 10_000});
  const client = new digestAuth.default({axios: kept, username, password});
  return async (method, url, data) => {
    const answer = await client.request({method, url, data}).catch((failure) => {
      if (failure.response) return failure.response;
      throw new Error(failure.message);
    });
    return {status: answer.status, document: answer.data || undefined};
  };
}

await walk(connect);
