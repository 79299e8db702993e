package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Everybody sees what they may do, and no button that would be refused. */
class PageCallersTest extends PageTest {
  private static final String SETTLED = "[data-view]:not([data-view=loading])";

  /** An own function for requests, as of an application whose login is no cookie. */
  private static final String OWN_FETCH =
      """
      const element = document.querySelector('claviger-keys');
      const authorization = arguments[0];
      element.fetch = (url, options = {}) => {
        const headers = new Headers(options.headers);
        headers.set('Authorization', authorization);
        return window.fetch(url, {...options, headers});
      };
      """;

  @Test
  void anOwnerDoesEverything() {
    IssuedApiKey key = fixture.create(NewApiKey.of("of the owner", Role.ORG_MEMBER));
    page.open(keys()).show(key.apiKey().id().value());
    for (String action :
        new String[] {"edit", "rotate", "disable", "revoke", "edit-whitelist", "history"}) {
      browser.expect("[data-action=" + action + "]");
    }
  }

  @Test
  void aMemberWithoutRightsSeesNoButtons() {
    server.user = Optional.of(Caller.user("max", ManagementFixture.ACME, Role.ORG_MEMBER));
    browser.open(keys());
    browser.expect(SETTLED);
    assertEquals(0, browser.count("[data-action=create], [data-action=open]"));
    assertEquals(0, browser.count("input[name=whitelistRequired]:enabled"));
  }

  @Test
  void nobodyIsTold() {
    server.user = Optional.empty();
    browser.open(keys());
    browser.expect("[data-view=nobody]");
    assertEquals(0, browser.count("[data-action=create]"));
  }

  @Test
  void aKeyManagesItself() {
    IssuedApiKey key = fixture.create(NewApiKey.of("for itself", Role.ORG_READ_ONLY));
    server.user = Optional.empty();
    browser.open(keys());
    browser.expect("[data-view=nobody]");
    browser.script(OWN_FETCH + "element.refresh();", credential(key));
    browser.expect("[data-view]", "for itself");
    assertEquals(0, browser.count("[data-action=create]"));
  }

  /** What was typed stays, for a change after the login in another tab. */
  @Test
  void aSessionThatEndsWhileAFormIsOpenIsTold() {
    page.open(keys("sign-in=/login")).does("create");
    browser.type("input[name=description]", "typed before");
    browser.click("input[name=role][value=ORG_READ_ONLY]");
    server.user = Optional.empty();
    server.refusesChanges = true;
    page.does("submit");
    browser.expect("dialog [role=alert]", "your session has ended");
    browser.expect("dialog [role=alert] a[href='/login'][target=_blank]", "Sign in again");
    server.user = Optional.of(OWNER);
    page.does("submit");
    browser.expect("dialog [role=alert]", "Load it again");
    server.refusesChanges = false;
    page.does("submit").close();
    browser.expect("[data-view=list]", "typed before");
  }

  /** React 19 renders so if the element is not defined yet; a ref then sets the properties. */
  @Test
  void propertiesMayComeBeforeTheElement() {
    IssuedApiKey key = fixture.create(NewApiKey.of("owning key", Role.ORG_OWNER));
    server.user = Optional.empty();
    browser.open(server.url() + Pages.BARE);
    browser.script(
        "document.querySelector('main').append(document.createElement('claviger-keys'));"
            + "document.querySelector('claviger-keys').setAttribute('texts', '[object Object]');"
            + OWN_FETCH
            + "const own = element.fetch;"
            + "window.urls = [];"
            + "element.fetch = (url, ...more) => (window.urls.push(String(url)), own(url, ...more));"
            + "element.texts = {title: 'Our keys'};"
            + "return import('/account/api-keys/claviger-keys.js').then(() => null);",
        credential(key));
    browser.expect("[data-view=list]", "owning key");
    browser.expect("h2", "Our keys");
    assertTrue(browser.count("[data-action=create]") > 0);
    String complaints = browser.complaints().toString();
    assertTrue(complaints.contains("Set the property texts in a ref"), complaints);
    assertEquals("", browser.ask("return window.urls.filter((url) => /object/.test(url)).join()"));
  }

  /** Over the network, it fails and comes back. */
  @Test
  void aFailureIsToldAndTriedAgain() {
    server.failures.set(2);
    browser.open(keys());
    browser.expect("[data-view=error]");
    server.failures.set(0);
    page.does("retry");
    browser.expect("[data-view=list]");
  }

  private static String credential(IssuedApiKey key) {
    String pair = key.apiKey().publicKey().value() + ":" + key.privateKey().reveal();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
