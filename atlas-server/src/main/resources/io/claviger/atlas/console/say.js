// What has been done, for eyes and for screen readers.

import { $, front } from './dom.js';

const LONG_ENOUGH = 6000;
const place = $('say');

let timer;

export function say(text) {
  front().append(place);
  place.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => (place.textContent = ''), LONG_ENOUGH);
}

/** What is behind a modal dialog nobody sees or hears, and what is in a closed one neither. */
export function wireSay() {
  document.addEventListener('close', () => front().append(place), true);
}
