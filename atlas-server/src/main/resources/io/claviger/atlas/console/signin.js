// Signs in and out. Only the signer holds the private key.

import { $, onSubmit } from './dom.js';
import { Signer } from './digest.js';
import { Client } from './client.js';
import { Api } from './api.js';

/** Calls back with a session when the server has accepted a key. */
export function wireSignIn(begin) {
  const form = $('sign-in-form');
  onSubmit(form, async (data) => {
    const signer = new Signer(data.get('publicKey').trim(), data.get('privateKey').trim());
    form.elements.privateKey.value = '';
    const client = new Client(signer);
    const api = new Api(client);
    try {
      const self = await api.self();
      form.reset();
      begin(session(client, api, self));
    } catch (error) {
      form.elements.privateKey.focus();
      throw error;
    }
  });
  form.elements.publicKey.focus();
}

function session(client, api, self) {
  return {
    api,
    address: self.address,
    organization: self.organization,
    roles: self.roles,
    own: self.apiKey,
    end: () => client.end(),
    /** Continues with another private key of the same key. */
    renew: (privateKey) => client.use(new Signer(self.apiKey.publicKey, privateKey)),
  };
}
