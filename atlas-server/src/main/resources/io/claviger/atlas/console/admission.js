// Shows whether a changed whitelist admits the caller. The server decides; this module only words the answer.

/** Returns a sentence, and whether it is good news. */
export function verdict({ address, add, unreadable, refusal, admitted, entry }) {
  if (unreadable.length > 0) return bad(capital(unreadable[0].detail) + '.');
  if (refusal) return bad(`This will be refused: ${refusal.detail}.`);
  const listed = add.length > 0 ? `Adds ${add.join(', ')}. ` : '';
  if (!admitted) return bad(`${listed}Your address ${address} would not be admitted.`);
  return entry
    ? good(`${listed}Your address ${address} would be admitted, by ${entry}.`)
    : bad(`The list would be empty: this key could be used from every address, not only from yours (${address}).`);
}

const good = (text) => ({ text, good: true });
const bad = (text) => ({ text, good: false });
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Shows the sentence in this place. */
export function showVerdict(place, answer) {
  const { text, good: fine } = verdict(answer);
  place.textContent = text;
  place.dataset.good = fine;
}

export function clearVerdict(place) {
  place.textContent = '';
  delete place.dataset.good;
}
