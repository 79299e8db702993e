package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import org.junit.jupiter.api.Test;

/** A reader who goes on as soon as a change can be seen is not disturbed by what follows it. */
class PageWhitelistTest extends PageTest {
  private static final String ENTRY = "[data-action=remove][data-block^='127.0.0.1']";

  /** Once {@code window.held} is a list, whoever reads the entries waits in it. */
  private static final String HOLD_READS =
      """
      const element = document.querySelector('claviger-keys');
      element.fetch = async (url, options = {}) => {
        const reads = (options.method ?? 'GET') === 'GET' && /whitelist$/.test(url);
        if (reads && window.held) await new Promise((go) => window.held.push(go));
        return fetch(url, options);
      };
      """;

  @Test
  void anEntryIsShownOnceItsChangeIsDone() {
    IssuedApiKey key = fixture.create(NewApiKey.of("Restricted", Role.ORG_MEMBER));
    page.open(keys());
    browser.script(HOLD_READS);
    page.show(key.apiKey().id().value()).does("edit-whitelist");
    browser.script("window.held = [];");
    page.does("add-my-address");
    browser.until(
        () -> "see the entries read", () -> browser.ask("return window.held.length").equals("1"));
    assertEquals(0, browser.count(ENTRY));
    browser.script("window.held.forEach((go) => go()); window.held = undefined;");
    browser.expect(ENTRY);
    page.tryAddress("203.0.113.9", "refused");
  }
}
