// The client side of HTTP Digest (RFC 7616), with SHA-256. The private key only goes into a hash.

const ALGORITHM = 'SHA-256';

async function hash(text) {
  const bytes = await crypto.subtle.digest(ALGORITHM, new TextEncoder().encode(text));
  return hex(new Uint8Array(bytes));
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const quoted = (text) => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Returns the parameters of the first Digest challenge of a WWW-Authenticate field, or undefined. */
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

  /** Returns the Authorization field, or undefined before the first challenge of the server. */
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

  /** Stores a new challenge. Returns whether to try again, which is useless if the server refused the key of a signed request. */
  learn(field, signed) {
    const next = challenge(field);
    if (!next) return false;
    const again = !signed || next.stale?.toLowerCase() === 'true';
    this.#challenge = next;
    this.#count = 0;
    return again;
  }
}
