// Builds elements from data. Text becomes text nodes only, so a page may require trusted types.

const AS_PROPERTY = ['value', 'checked', 'hidden', 'selected'];
const SVG = 'http://www.w3.org/2000/svg';
const ICONS = {
  add: 'M12 5v14M5 12h14',
  back: 'M15 5l-7 7 7 7',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  key: 'M14.5 9.5a4.5 4.5 0 1 0-4.2 4.5l1.7 1.7h2v2h2v2h4v-4l-5.8-5.2',
};

let ids = 0;

export const uid = () => `claviger-${++ids}`;

/** Sets attributes after the children, so that a select finds its value. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  element.append(...children.flat(3).filter((child) => child !== undefined && child !== false));
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  return element;
}

function set(element, name, value) {
  if (value === undefined || value === false) return;
  if (typeof value === 'function') element.addEventListener(name.slice(2), value);
  else if (AS_PROPERTY.includes(name)) element[name] = value;
  else element.setAttribute(name, value === true ? '' : value);
}

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(path);
  return svg;
}

export function button(action, label, { icon: drawn, ...attributes } = {}, kind = '') {
  const part = kind === 'primary' || kind === 'danger' ? `button button-${kind}` : 'button';
  const all = { type: 'button', class: kind, part, 'data-action': action, ...attributes };
  return el('button', all, drawn && icon(drawn), label);
}

export const heading = (level, text) =>
  el(`h${level}`, { tabindex: level === 2 && '-1', part: 'heading', dir: 'auto' }, text);

export const card = (title, ...content) => el('section', { class: 'card stack' }, heading(3, title), content);

export function field(label, input, hint) {
  input.id = uid();
  input.part.add('input');
  return el('div', { class: 'field' }, el('label', { for: input.id }, label), input, hintOf(input, hint));
}

export function choice(type, name, value, label, isChecked, hint) {
  const input = el('input', { type, name, value, checked: isChecked });
  return el('div', { class: 'choice' }, el('label', {}, input, el('span', {}, label)), hintOf(input, hint));
}

function hintOf(input, text) {
  if (!text) return undefined;
  const hint = el('p', { class: 'hint', id: uid() }, text);
  input.setAttribute('aria-describedby', hint.id);
  return hint;
}

export function select(name, options, value, label) {
  const choices = options.map(([each, text]) => el('option', { value: each }, text));
  return el('select', { name, value, part: 'input', 'aria-label': label }, choices);
}

export const addressInput = (tag, name) =>
  el(tag, { name, class: 'mono', spellcheck: 'false', autocapitalize: 'none', autocomplete: 'off' });

export const checked = (node, name) => [...node.querySelectorAll(`[name=${name}]:checked`)].map(({ value }) => value);

/** Runs the work of a button, once at a time, and passes on its error. */
export async function busy(control, work, fail) {
  if (control.ariaBusy === 'true') return;
  control.ariaBusy = 'true';
  try {
    await work();
  } catch (error) {
    fail(error);
  } finally {
    control.ariaBusy = 'false';
  }
}

export function signature(control) {
  const own = ['data-action', 'data-secret', 'name']
    .filter((name) => control.hasAttribute(name))
    .map((name) => `[${name}="${CSS.escape(control.getAttribute(name))}"]`)
    .join('');
  const row = own && control.closest('[data-key]');
  return row ? `[data-key="${CSS.escape(row.dataset.key)}"] ${own}` : own;
}

export function afterPause(call) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(call, 300);
  };
}
