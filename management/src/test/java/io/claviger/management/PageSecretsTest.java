package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/** A private key is in the page only as long as it is shown. */
class PageSecretsTest extends PageTest {
  private static final String ALL =
      "const root = document.querySelector('claviger-keys').shadowRoot;"
          + "return root.innerHTML"
          + " + [...root.querySelectorAll('input, textarea')].map((each) => each.value)";

  @Test
  void leavingThePageForgetsIt() {
    page.open(keys());
    String secret = page.create("Shown", "ORG_MEMBER");
    browser.script("window.dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))");
    assertFalse(browser.ask(ALL).contains(secret));
  }

  @Test
  void whatWasTypedIsKeptWhenItIsRefused() {
    page.open(keys()).does("create");
    browser.type("input[name=description]", "Typed once");
    browser.click("input[name=role][value=ORG_MEMBER]");
    browser.type("textarea[name=whitelist]", "192.0.2.0/24\nnonsense");
    page.does("submit");
    browser.expect("[role=alert]", "nonsense");
    assertEquals("Typed once", browser.value("input[name=description]"));
    browser.type("textarea[name=whitelist]", "192.0.2.0/24");
    page.does("submit");
    assertFalse(page.secret().isEmpty());
  }

  /** Over plain HTTP there is no clipboard, so the text is selected. */
  @Test
  void withoutAClipboardTheSecretIsSelected() {
    page.open(keys());
    browser.script("Object.defineProperty(navigator, 'clipboard', {value: undefined})");
    String secret = page.create("Shown", "ORG_MEMBER");
    browser.click("dialog[open] [data-action=copy]");
    browser.until(
        () -> "select the secret",
        () ->
            browser
                .ask(
                    "const field = document.activeElement.shadowRoot?.activeElement;"
                        + "return field?.selectionStart !== undefined"
                        + " ? field.value.slice(field.selectionStart, field.selectionEnd)"
                        + " : String(getSelection())")
                .equals(secret));
  }
}
