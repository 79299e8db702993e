// Texts for values.

const STATES = { ACTIVE: 'Active', DISABLED: 'Disabled', EXPIRED: 'Expired' };
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const SPANS = [['day', 86400], ['hour', 3600], ['minute', 60]];

export const state = (name) => STATES[name] ?? name;

/** Returns "Billing admin" for ORG_BILLING_ADMIN. A group is a project in the words of people. */
export function role(name) {
  const text = name.replace(/^(ORG|GROUP)_/, '').replace('GROUP', 'PROJECT').replaceAll('_', ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const moment = (instant) => absolute.format(new Date(instant));

export function ago(instant) {
  const seconds = (new Date(instant) - Date.now()) / 1000;
  const span = SPANS.find(([, length]) => Math.abs(seconds) >= length);
  return span ? relative.format(Math.round(seconds / span[1]), span[0]) : 'just now';
}

/** Returns "30 days 1 hour 30 minutes" for PT721H30M, and an empty text for no time. */
export function lasting(duration) {
  const units = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration);
  const [hours, minutes, seconds] = units.slice(1).map((number) => Number(number ?? 0));
  const parts = [[Math.floor(hours / 24), 'day'], [hours % 24, 'hour'], [minutes, 'minute'], [seconds, 'second']];
  return parts.filter(([number]) => number > 0).map(([number, unit]) => count(number, unit)).join(' ');
}

export const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** Returns how often and when something was last used. */
export function used({ count: times, lastUsed, lastUsedAddress }) {
  return times === 0 ? 'never used' : `used ${count(times, 'time')}, ${ago(lastUsed)} from ${lastUsedAddress}`;
}
