// Explains refused requests.

import { button, el, heading } from './dom.js';

export class Refusal extends Error {}

/** The details of the server are English; texts for its codes come before them. */
export function explain({ t, has, isEnglish }, error) {
  if (error instanceof Refusal) return [error.message];
  const { code, detail, retryAfter } = error;
  // A request that ended with the element is no trouble.
  if (error.status === undefined && error.name !== 'AbortError') console.error(error);
  const wait = retryAfter ? ` ${t('problem.wait', { n: retryAfter })}` : '';
  if (has(`problem.${code}`)) return [t(`problem.${code}`), wait];
  if (!detail) return [t('problem.other'), wait];
  return [isEnglish ? '' : `${t('problem.other')} `, el('span', { lang: 'en' }, detail), wait];
}

/** Screen readers need the place before it is filled. */
export const alertPlace = () => el('div', { role: 'alert', tabindex: '-1', class: 'notice danger', part: 'notice' });

/** Opens another tab, so that what was typed stays here. */
const signInLink = ({ words, signIn }, error) =>
  error.status === 401 && signIn && el('a', { href: signIn, target: '_blank' }, words.t('trouble.401'));

/** Shows the error there, with the focus. A key that somebody else changed may be loaded again. */
export function alertIn(place, page, error, load) {
  const { words } = page;
  const again = load && error.status === 412 && button('load', words.t('problem.load'), { onclick: load });
  place.replaceChildren(...[el('p', {}, explain(words, error)), again, signInLink(page, error)].filter(Boolean));
  place.focus();
}

export function troubleView(page, error, retry) {
  const { t, has } = page.words;
  const isNobody = error.status === 401;
  // Who may not see the keys has nothing to go back to.
  const hasBack = page.organization && !isNobody && error.status !== 403;
  const title = heading(2, t(has(`trouble.${error.status}`) ? `trouble.${error.status}` : 'trouble.other'));
  const content = el(
    'div',
    { class: 'card stack centered' },
    title,
    el('p', {}, explain(page.words, error)),
    el(
      'div',
      { class: 'actions' },
      hasBack && button('back', t('back'), { onclick: () => page.go(page.home()), icon: 'back' }),
      signInLink(page, error),
      button('retry', t('retry'), { onclick: retry }, 'primary'),
    ),
  );
  return { name: isNobody ? 'nobody' : 'error', heading: title, content: [content] };
}
