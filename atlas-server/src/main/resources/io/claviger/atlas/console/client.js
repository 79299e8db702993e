// Signs requests, reads answers, and reports errors in the words of the server.

/** An error of the server, or a missing answer. */
export class Trouble extends Error {
  constructor(message, status, code) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export class Client {
  #signer;
  #ending = new AbortController();

  constructor(signer) {
    this.#signer = signer;
  }

  /** Signs later requests with this signer. */
  use(signer) {
    this.#signer = signer;
  }

  /** Stops all requests, and drops answers that are still to come. */
  end() {
    this.#ending.abort();
  }

  async call(method, path, body, signal) {
    const document = await this.#call(method, path, body, signal);
    this.#live();
    return document;
  }

  async #call(method, path, body, signal) {
    const url = new URL(path, location.origin);
    const request = { method, body: body === undefined ? undefined : JSON.stringify(body), signal };
    const signer = this.#signer;
    const { response, signed } = await this.#send(url, request, signer);
    const again = response.status === 401 && this.#mayPass(response, signer, signed);
    return read(again ? (await this.#send(url, request, this.#signer)).response : response);
  }

  /** Returns whether another try may succeed. It may if the signer was replaced after the request was signed. */
  #mayPass(response, signer, signed) {
    const now = this.#signer;
    return now.learn(response.headers.get('www-authenticate'), signed && now === signer);
  }

  #live() {
    if (this.#ending.signal.aborted) throw new Trouble('Signed out.', 0);
  }

  async #send(url, request, signer) {
    this.#live();
    const headers = { accept: 'application/json' };
    const authorization = await signer.sign(request.method, url.pathname + url.search);
    if (authorization) headers.authorization = authorization;
    if (request.body !== undefined) headers['content-type'] = 'application/json';
    try {
      // Without "omit" the browser would ask for a password, and keep it.
      const response = await fetch(url, { ...request, headers, credentials: 'omit', cache: 'no-store', redirect: 'error' });
      return { response, signed: authorization !== undefined };
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      throw new Trouble('The server cannot be reached. Nothing is known of what became of the request.', 0);
    }
  }
}

async function read(response) {
  const text = await response.text();
  const document = text === '' ? undefined : parse(text);
  if (response.ok) return document;
  throw new Trouble(words(response, document), response.status, document?.errorCode);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function words(response, document) {
  if (response.status === 401 && response.headers.has('www-authenticate')) {
    return 'The server does not accept this key. Check both halves; the key may also be disabled or expired.';
  }
  return document?.detail ?? `The server answered ${response.status} ${response.statusText}.`;
}
