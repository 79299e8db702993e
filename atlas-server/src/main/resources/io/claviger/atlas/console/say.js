// Reports what the page has done, for eyes and for screen readers.

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

/** Moves the message to the front, because nobody sees or hears it under a modal dialog or in a closed one. */
export function wireSay() {
  document.addEventListener('close', () => front().append(place), true);
}
