package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.access.Caller;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import io.claviger.testing.page.KeyPage;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of another tenant's organization or key looks like that of one that does not exist. */
class PageTenantsTest extends PageTest {
  private static final String NO_ID = "0".repeat(24);

  /** Sends requests for another id than the own one, from the time that there is one. */
  private static final String SWAP =
      """
      const [own] = arguments;
      document.querySelector('claviger-keys').fetch =
          (url, options) => window.fetch(String(url).replaceAll(own, window.other ?? own), options);
      """;

  private static final String THERE =
      "return !!document.querySelector('claviger-keys').shadowRoot.querySelector(arguments[0])";

  private IssuedApiKey own;
  private IssuedApiKey foreign;

  @BeforeEach
  void signIn() {
    foreign = fixture.create(NewApiKey.of("Secret plans", Role.ORG_MEMBER));
    own = fixture.application.create(ManagementFixture.OTHER, NewApiKey.of("own", Role.ORG_MEMBER));
    server.user = Optional.of(Caller.user("sam", ManagementFixture.OTHER, Role.ORG_OWNER));
  }

  @Test
  void anotherOrganizationLooksLikeNone() {
    String foreignOne = shown("organization=acme").replace("acme", "nowhere");
    assertEquals(shown("organization=nowhere"), foreignOne);
    assertFalse(foreignOne.contains("Secret plans"), foreignOne);
  }

  private String shown(String parameters) {
    browser.open(keys(parameters));
    browser.expect("[data-view]:not([data-view=loading])");
    return html();
  }

  private String html() {
    return browser.ask(
        "return document.querySelector('claviger-keys').shadowRoot.innerHTML"
            + ".replaceAll(/\\b(id|for|aria-[a-z]+)=\"[^\"]*\"/g, '')");
  }

  @ParameterizedTest
  @ValueSource(strings = {"history", "edit-whitelist", "rotate", "disable", "revoke"})
  void aKeyOfAnotherOrganizationLooksLikeNone(String action) {
    String foreignOne = after(action, foreign.apiKey().id().value());
    assertEquals(after(action, NO_ID), foreignOne);
    assertFalse(foreignOne.contains("Secret plans"), foreignOne);
    assertEquals(
        foreign.apiKey(), fixture.application.get(ManagementFixture.ACME, foreign.apiKey().id()));
  }

  private String after(String action, String other) {
    page.open(keys());
    browser.script(SWAP, own.apiKey().id().value());
    browser.expect(KeyPage.LOADED);
    page.show(own.apiKey().id().value());
    browser.script("window.other = arguments[0]", other);
    page.does(action);
    if (action.equals("edit-whitelist")) {
      page.does("add-my-address");
    } else if (!action.equals("history")) {
      page.confirm();
    }
    String answer = "[role=alert] p, [data-view=error] p";
    browser.until(() -> "see an answer", () -> browser.ask(THERE, answer).equals("true"));
    return browser.ask(
        "return document.querySelector('claviger-keys').shadowRoot.querySelector(arguments[0])"
            + ".textContent",
        answer);
  }
}
