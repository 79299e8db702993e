// The rule of the organization that its owners change here.

import { confirm } from './dialog.js';
import { card, choice } from './dom.js';

export function organizationRule(page) {
  if (!page.may('updateOrganization')) return '';
  const { t } = page.words;
  const required = page.organization.whitelistRequired;
  const rule = choice('checkbox', 'whitelistRequired', '', t('organization.whitelistRequired'), required);
  rule.querySelector('input').addEventListener('click', (event) => {
    // The check mark moves when the change is made.
    event.preventDefault();
    ask(page, !required);
  });
  return card(t('organization.rule'), rule);
}

function ask(page, whitelistRequired) {
  const { t } = page.words;
  const rule = whitelistRequired ? 'organization.require' : 'organization.release';
  return confirm(page, 'whitelist-required', {
    title: t(rule),
    lines: [t(`${rule}.text`)],
    action: t('save'),
    kind: 'primary',
    work: async () => {
      await page.api.updateOrganization({ whitelistRequired });
      return page.done('organization-changed');
    },
  });
}
