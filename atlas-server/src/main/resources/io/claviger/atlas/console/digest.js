// HTTP Digest (RFC 7616), the side of the client, with SHA-256: the private key goes into a hash, and no further.

const ALGORITHM = 'SHA-256';

async function hash(text) {
  const bytes = await crypto.subtle.digest(ALGORITHM, new TextEncoder().encode(text));
  return hex(new Uint8Array(bytes));
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const quoted = (text) => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** The parameters of the first challenge for Digest in a WWW-Authenticate field; nothing if there is none. */
export function challenge(field) {
  const start = /(?:^|,\s*)Digest\s+/i.exec(field ?? '');
  if (!start) return undefined;
  const parameters = {};
  const text = field.slice(start.index + start[0].length);
  for (const [, name, quote, token] of text.matchAll(/([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g)) {
    parameters[name.toLowerCase()] ??= quote === undefined ? token : quote.replace(/\\(.)/g, '$1');
  }
  return parameters.nonce && parameters.realm ? parameters : undefined;
}

/** Signs the requests of one key. */
export class Signer {
  #publicKey;
  #privateKey;
  #challenge;
  #count = 0;

  constructor(publicKey, privateKey) {
    this.#publicKey = publicKey;
    this.#privateKey = privateKey;
  }

  /** The Authorization field; nothing before the server has sent a challenge. */
  async sign(method, target) {
    if (!this.#challenge) return undefined;
    const { realm, nonce, opaque } = this.#challenge;
    const nc = (++this.#count).toString(16).padStart(8, '0');
    const cnonce = hex(crypto.getRandomValues(new Uint8Array(16)));
    const secret = await hash(`${this.#publicKey}:${realm}:${this.#privateKey}`);
    const request = await hash(`${method}:${target}`);
    const response = await hash(`${secret}:${nonce}:${nc}:${cnonce}:auth:${request}`);
    return (
      `Digest username=${quoted(this.#publicKey)}, realm=${quoted(realm)}, nonce=${quoted(nonce)}, ` +
      `uri=${quoted(target)}, algorithm=${ALGORITHM}, qop=auth, nc=${nc}, cnonce="${cnonce}", response="${response}"` +
      (opaque === undefined ? '' : `, opaque=${quoted(opaque)}`)
    );
  }

  /** Takes the challenge of a refusal, and tells whether to try again: not if what it signed was refused for its key. */
  learn(field, signed) {
    const next = challenge(field);
    if (!next) return false;
    const again = !signed || next.stale?.toLowerCase() === 'true';
    this.#challenge = next;
    this.#count = 0;
    return again;
  }
}
