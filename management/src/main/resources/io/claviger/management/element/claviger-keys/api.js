// The management API that META-INF/claviger/management/openapi.json describes.

/** A request that was not served, or whose response was lost (status 0). */
export class Problem extends Error {
  constructor(status, { code = '', detail = '' } = {}, retryAfter = 0) {
    super(`${status} ${detail}`);
    Object.assign(this, { status, code, detail, retryAfter });
  }
}

export class Api {
  #settings;
  #signal;
  #organization;

  constructor(settings, signal) {
    this.#settings = settings;
    this.#signal = signal;
    this.base = settings.base.replace(/\/$/, '');
  }

  of(organization) {
    const api = new Api(this.#settings, this.#signal);
    api.#organization = path('organizations', organization);
    return api;
  }

  me = () => this.#document('GET', '/me');
  organization = () => this.#document('GET', this.#organization);
  updateOrganization = (body) => this.#document('PATCH', this.#organization, { body });
  keys = (query) => this.#document('GET', `${this.#organization}/keys`, { query });
  create = (body) => this.#document('POST', `${this.#organization}/keys`, { body });
  events = (key, query) => this.#document('GET', `${key ? this.#key(key) : this.#organization}/events`, { query });
  revokedTokens = (key) => this.#document('GET', `${this.#key(key)}/revoked-tokens`);
  whitelist = (key) => this.#call('GET', `${this.#key(key)}/whitelist`);
  preview = (key, body) => this.#document('POST', `${this.#key(key)}/whitelist/preview`, { body });

  /** Returns the key and its entity tag, with which a change fails if somebody else changed the key. */
  key = (key) => this.#call('GET', this.#key(key));
  update = (key, etag, body) => this.#document('PATCH', this.#key(key), { body, etag });
  revoke = (key, etag) => this.#document('DELETE', this.#key(key), { etag });
  rotate = (key, etag, body) => this.#document('POST', `${this.#key(key)}/secrets`, { body, etag });
  deleteSecret = (key, etag, secret) => this.#document('DELETE', this.#key(key) + path('secrets', secret), { etag });
  changeWhitelist = (key, etag, body) => this.#document('PATCH', `${this.#key(key)}/whitelist`, { body, etag });
  replaceProjectRoles = (key, etag, project, roles) =>
    this.#document('PUT', this.#key(key) + path('projects', project), { body: { roles }, etag });

  #key = (key) => this.#organization + path('keys', key);

  async #document(method, target, options) {
    return (await this.#call(method, target, options)).document;
  }

  async #call(method, target, { body, etag, query = {} } = {}) {
    const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined));
    const response = await this.#send(`${this.base}${target}${parameters.size ? `?${parameters}` : ''}`, {
      method,
      headers: this.#headers(method, etag),
      body: body && JSON.stringify(body),
    });
    const failed = async (error) => {
      throw error.status === 403 && !error.code && method !== 'GET' ? await this.#whyRefused(error) : error;
    };
    const document = await read(response, method).catch(failed);
    return { document, etag: response.headers.get('ETag') ?? undefined };
  }

  /** A filter for CSRF tokens refuses a change before the API can say that the session has ended. */
  #whyRefused = (error) =>
    this.me().then(
      () => new Problem(403, { code: 'PAGE_OUTDATED' }),
      (ended) => (ended.status === 401 ? ended : error),
    );

  #headers(method, etag) {
    // It also keeps the browser from opening a dialog of its own after a 401.
    const headers = { 'Claviger-Request': '1' };
    if (method === 'GET') return headers;
    if (etag) headers['If-Match'] = etag;
    return { ...headers, 'Content-Type': 'application/json', ...this.#csrf() };
  }

  /** Another origin gets no token of this page. */
  #csrf = () => (new URL(this.base).origin === location.origin ? csrf(this.#settings.csrf) : {});

  async #send(url, request) {
    try {
      return await this.#settings.fetch(url, { ...request, redirect: 'manual', signal: this.#signal });
    } catch (error) {
      if (this.#signal.aborted) throw error;
      throw lost(request.method);
    }
  }
}

const path = (name, id) => `/${name}/${encodeURIComponent(id)}`;

function csrf(name) {
  if (!name) return {};
  const meta = (each) => document.querySelector(`meta[name="${CSS.escape(each)}"]`)?.content;
  const token = meta(name);
  if (token !== undefined) return { [meta(`${name}_header`) ?? 'X-CSRF-TOKEN']: token };
  const cookie = document.cookie.split('; ').find((each) => each.startsWith(`${name}=`));
  return cookie ? { 'X-XSRF-TOKEN': decodeURIComponent(cookie.slice(name.length + 1)) } : {};
}

const lost = (method) => new Problem(0, { code: method === 'GET' ? 'UNREACHABLE' : 'ANSWER_LOST' });

async function read(response, method) {
  if (response.status === 204) return undefined;
  const isJson = /^application\/(problem\+)?json/.test(response.headers.get('Content-Type') ?? '');
  const ended = () => {
    if (response.ok) throw lost(method);
  };
  const document = isJson ? await response.json().catch(ended) : undefined;
  if (response.ok && document) return document;
  // A filter for logins redirects to its page, or shows it.
  const isLogin = response.ok || response.type === 'opaqueredirect';
  if (isLogin) throw new Problem(401, { code: 'NOT_SIGNED_IN' });
  throw new Problem(response.status, document, Number(response.headers.get('Retry-After')));
}
