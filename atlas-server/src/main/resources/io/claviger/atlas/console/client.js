// Sends the requests of one key, which it signs.

import { Signer } from './digest.js';

export class Client {
  #publicKey;
  #signer;
  #id;
  #refused;
  #ending = new AbortController();

  constructor(publicKey, privateKey) {
    this.#publicKey = publicKey;
    this.#signer = new Signer(publicKey, privateKey);
  }

  /** Follows the rotations of the key with this id, which is its own, and calls back when the server refuses it. */
  follow(id, refused) {
    this.#id = id;
    this.#refused = refused;
  }

  /** Stops all requests, and drops answers that are still to come. */
  end() {
    this.#ending.abort();
  }

  /** Does what window.fetch does with a URL and options. */
  fetch = async (url, options = {}) => {
    const target = new URL(url, location.href);
    if (target.origin !== location.origin) throw new TypeError('a signature is for this server only');
    const signer = this.#signer;
    let { response, signed } = await this.#send(target, options, signer);
    if (response.status === 401 && this.#mayPass(response, signer, signed)) {
      ({ response } = await this.#send(target, options, this.#signer));
    }
    if (response.status === 401) this.#refused?.();
    if (response.status === 201 && target.pathname.endsWith(`/keys/${this.#id}/secrets`)) {
      await this.#renew(response.clone());
    }
    return response;
  };

  /** Returns whether another try may succeed. It may if the signer was replaced after the request was signed. */
  #mayPass(response, signer, signed) {
    const now = this.#signer;
    return now.learn(response.headers.get('www-authenticate'), signed && now === signer);
  }

  /** Signs with the new secret if no older one is left. While one lives, the first use of the new one may end it. */
  async #renew(response) {
    const { key, secretId, privateKey } = await response.json();
    const older = key.secrets.some(({ id, live }) => live && id !== secretId);
    if (!older) this.#signer = new Signer(this.#publicKey, privateKey);
  }

  async #send(target, options, signer) {
    const ended = this.#ending.signal;
    ended.throwIfAborted();
    const headers = new Headers(options.headers);
    const authorization = await signer.sign(options.method ?? 'GET', target.pathname + target.search);
    if (authorization) headers.set('authorization', authorization);
    const signal = options.signal ? AbortSignal.any([ended, options.signal]) : ended;
    // Without "omit" the browser would ask for a password, and keep it.
    const response = await fetch(target, { ...options, headers, signal, credentials: 'omit', cache: 'no-store' });
    ended.throwIfAborted();
    return { response, signed: authorization !== undefined };
  }
}
