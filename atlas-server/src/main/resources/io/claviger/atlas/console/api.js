// The two resources of the server: the one of Atlas, and the server's own for everything else.

const OWN = '/api/claviger/v1';
const PAGE = 20;

export class Api {
  #client;
  #organization = '';

  constructor(client) {
    this.#client = client;
  }

  /** Returns the signed-in key, its organization, and the address of the caller. */
  async self() {
    const self = await this.#client.call('GET', `${OWN}/self`);
    const { address } = await this.#client.call('GET', `${OWN}/address`);
    this.#organization = `/orgs/${self.organization.id}/apiKeys`;
    return { ...self, address };
  }

  /** Returns the present state of the organization. */
  async organization() {
    return (await this.#client.call('GET', `${OWN}/self`)).organization;
  }

  /** Yields all keys page by page, with the total number of keys. */
  async *pages() {
    for (let page = 1, more = true; more; page++) {
      const list = await this.#own('GET', `?pageNum=${page}&itemsPerPage=${PAGE}`);
      yield { keys: list.results, total: list.totalCount };
      more = list.links.some((link) => link.rel === 'next');
    }
  }

  key = (id) => this.#own('GET', `/${id}`);
  enable = (id, enabled) => this.#own('PATCH', `/${id}`, { enabled });
  rotate = (id, gracePeriod) => this.#own('POST', `/${id}/secrets`, gracePeriod);
  endSecret = (id, secret) => this.#own('DELETE', `/${id}/secrets/${secret}`);
  admission = (id, change, signal) => this.#own('POST', `/${id}/admission`, change, signal);

  create = (desc, roles) => this.#atlas('POST', '', { desc, roles });
  update = (id, change) => this.#atlas('PATCH', `/${id}`, change);
  erase = (id) => this.#atlas('DELETE', `/${id}`);
  entries = (id) => this.#atlas('GET', `/${id}/whitelist?itemsPerPage=500`);
  addEntry = (id, cidrBlock) => this.#atlas('POST', `/${id}/whitelist`, [{ cidrBlock }]);
  removeEntry = (id, block) => this.#atlas('DELETE', `/${id}/whitelist/${encodeURIComponent(block)}`);

  #own(method, path, body, signal) {
    return this.#client.call(method, OWN + this.#organization + path, body, signal);
  }

  #atlas(method, path, body) {
    return this.#client.call(method, '/api/atlas/v1.0' + this.#organization + path, body);
  }
}
