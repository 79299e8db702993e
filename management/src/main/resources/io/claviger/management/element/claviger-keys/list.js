// The list of keys, with search, filters and pages.

import { afterPause, busy, button, el, heading, icon, select } from './dom.js';
import { createKey } from './form.js';
import { roleName } from './format.js';
import { historyView } from './history.js';
import { organizationRule } from './organization.js';
import { keyRow, keyTable } from './rows.js';
import { alertIn, alertPlace } from './trouble.js';

const PAGE_SIZE = 25;
const DAY = 86_400_000;

/** Returns what reads and shows the list, with the focus on a key. A new one may not be on the first page. */
export const keyList = (page, focused, created) => async () => {
  page.organization = await page.api.organization();
  return new KeyList(page).read(focused, created);
};

function query({ text, state, role, project }, after) {
  const inDays = (days) => new Date(Date.now() + days * DAY).toISOString();
  const special = {
    UNUSED: { unusedSince: inDays(-90) },
    EXPIRING: { expiresFrom: inDays(0), expiresBefore: inDays(30) },
  };
  return { limit: PAGE_SIZE, text, role, project, after, ...(special[state] ?? { state }) };
}

class KeyList {
  #page;
  #t;
  #rows = el('tbody', { role: 'rowgroup' });
  #alert = alertPlace();
  #count = el('p', { role: 'status', class: 'muted centered' });
  #table;
  #none;
  #more;
  #next;
  #request = 0;

  constructor(page) {
    this.#page = page;
    this.#t = page.words.t;
    this.#table = keyTable(page, this.#rows);
    this.#more = button('more', this.#t('list.more'), { onclick: () => this.#load(this.#next) });
    const reset = () => {
      page.filters = {};
      page.go(keyList(page));
    };
    const showAll = button('reset', this.#t('list.reset'), { onclick: reset }, 'link');
    this.#none = el('p', { class: 'card centered' }, this.#t('list.none'), ' ', showAll);
  }

  async read(focused, created) {
    const { filters } = this.#page;
    if (this.#isRestricted()) filters.project ??= this.#page.managedProjects()[0].id;
    const first = await this.#page.api.keys(query(filters));
    this.#show(first);
    if (created && !this.#row(created.id)) this.#rows.prepend(keyRow(this.#page, created));
    const isFiltered = filters.text || filters.state || filters.role || (filters.project && !this.#isRestricted());
    const isEmpty = first.keys.length === 0 && !isFiltered;
    const title = heading(2, this.#t('title'));
    const list = [this.#toolbar(), this.#alert, this.#table, this.#none, this.#count, this.#more];
    return {
      name: isEmpty ? 'empty' : 'list',
      heading: title,
      focus: this.#row(focused)?.querySelector('[data-action=open]'),
      content: [this.#header(title, isEmpty), ...(isEmpty ? [this.#empty()] : list), organizationRule(this.#page)],
    };
  }

  #row = (id) => [...this.#rows.children].find((row) => row.dataset.key === id);

  /** A user who does not own the organization sees the keys of the own projects only. */
  #isRestricted() {
    const { me, may, managedProjects } = this.#page;
    return me.caller.kind === 'USER' && !may('createKey') && managedProjects().length > 0;
  }

  #header(title, isEmpty) {
    const { name, apiKeys, mostApiKeys } = this.#page.organization;
    const history = () => this.#page.go(historyView(this.#page));
    const count = this.#t('list.count', { n: apiKeys, most: mostApiKeys });
    return el(
      'header',
      { class: 'bar-of-title' },
      el('div', {}, title, el('p', { class: 'muted' }, el('bdi', {}, name), ' · ', count)),
      el(
        'div',
        { class: 'actions' },
        this.#page.organizationChoice(),
        this.#page.may('updateOrganization') && button('history', this.#t('history'), { onclick: history }),
        !isEmpty && this.#create(),
      ),
    );
  }

  #create() {
    const mayCreate = this.#page.may('createKey') || this.#page.managedProjects().length > 0;
    const create = () => createKey(this.#page);
    return mayCreate && button('create', this.#t('create'), { onclick: create, icon: 'add' }, 'primary');
  }

  #empty() {
    const text = el('p', { class: 'muted' }, this.#t('empty.text'));
    const title = heading(3, this.#t('empty.title'));
    return el('div', { class: 'card stack centered empty' }, icon('key'), title, text, this.#create());
  }

  #toolbar() {
    const { filters, organization, managedProjects } = this.#page;
    const label = this.#t('list.search');
    const text = { value: filters.text ?? '', placeholder: label, 'aria-label': label };
    const search = el('input', { type: 'search', name: 'search', part: 'input', ...text });
    search.addEventListener('input', afterPause(() => this.#filter('text', search.value.trim())));
    const states = ['ACTIVE', 'DISABLED', 'EXPIRED', 'EXPIRING'];
    if (this.#page.may('createKey')) states.push('UNUSED');
    const roles = filters.project ? organization.projectRoles : organization.roles;
    const projects = this.#isRestricted() ? managedProjects() : organization.projects;
    return el(
      'div',
      { class: 'toolbar' },
      search,
      this.#choice('state', states.map((state) => [state, this.#t(`state.${state}`)])),
      this.#choice('role', roles.map(({ role }) => [role, roleName(this.#page, role)])),
      projects.length > 0 && this.#choice('project', projects.map(({ id, name }) => [id, name]), 'inProject'),
    );
  }

  #choice(filter, options, name = filter) {
    const label = this.#t(`filter.${filter}`);
    const all = filter === 'project' && this.#isRestricted() ? [] : [['', label]];
    const choice = select(name, [...all, ...options], this.#page.filters[filter] ?? '', label);
    choice.addEventListener('change', () => this.#filter(filter, choice.value));
    return choice;
  }

  #filter(name, value) {
    const { filters } = this.#page;
    filters[name] = value || undefined;
    if (name !== 'project') return this.#load();
    filters.role = undefined;
    return this.#page.refresh();
  }

  /** Reads the first page, or one more. What is being typed stays, and so does the focus. */
  async #load(after) {
    const request = ++this.#request;
    // The next page of another filter is no page of this one.
    if (!after) this.#more.hidden = true;
    const fail = (error) => request === this.#request && alertIn(this.#alert, this.#page, error);
    this.#table.ariaBusy = 'false';
    const read = async () => {
      const found = await this.#page.api.keys(query(this.#page.filters, after));
      if (request !== this.#request) return;
      this.#alert.replaceChildren();
      this.#show(found, after);
    };
    await busy(this.#table, read, fail);
  }

  #show({ keys, next }, isMore) {
    if (!isMore) this.#rows.replaceChildren();
    const rows = keys.filter(({ id }) => !this.#row(id)).map((key) => keyRow(this.#page, key));
    this.#rows.append(...rows);
    this.#next = next;
    this.#table.hidden = !this.#rows.hasChildNodes();
    this.#none.hidden = !this.#table.hidden;
    this.#more.hidden = !next;
    this.#count.textContent = this.#t('list.shown', { n: this.#rows.children.length });
    if (isMore) rows[0]?.querySelector('[data-action=open]').focus();
  }
}
