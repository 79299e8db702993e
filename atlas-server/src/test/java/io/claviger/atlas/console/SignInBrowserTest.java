package io.claviger.atlas.console;

import static io.claviger.atlas.console.Browser.ENTER;
import static io.claviger.atlas.console.Browser.ESCAPE;
import static io.claviger.atlas.console.Browser.TAB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who signs in, and that the private key stays in the page. */
class SignInBrowserTest extends BrowserTest {
  @Test
  void aWrongKeyIsToldInWordsAndTheRightOneOpensTheKeys() {
    browser.open(server.site() + "/");
    signIn(server.publicKey(), "00000000-0000-4000-8000-000000000000");
    browser.expect("#sign-in-trouble", "does not accept this key");
    assertEquals("", value("[name=privateKey]"));
    assertFalse(browser.isVisible("#keys"));
    signIn();
    browser.expect("#who", "Signed in as " + server.publicKey() + " from 127.0.0.1");
    browser.expect("#keys-summary", "Atlas, 1 key");
    assertEquals("", value("[name=privateKey]"));
    browser.click("#sign-out");
    browser.expect("#sign-in", "Sign in");
    assertEquals("", browser.seen("#rows"));
  }

  @Test
  void thePrivateKeyNeverLeavesThePage() {
    browser.open(server.site() + "/");
    signIn();
    browser.expect("#keys-summary", "1 key");
    List<JsonNode> network = browser.network();
    assertTrue(network.toString().contains("algorithm=SHA-256, qop=auth, nc=00000002"));
    assertFalse(network.toString().contains("\"Authorization\":\"Basic"));
    assertFalse(network.toString().contains(server.privateKey()));
    assertEquals(
        "[0,0,\"\"]",
        browser
            .script("return [localStorage.length, sessionStorage.length, document.cookie]")
            .toString());
    assertEquals(server.site() + "/", browser.script("return location.href").asText());
  }

  @Test
  void theKeyboardIsEnough() throws Exception {
    browser.open(server.site() + "/");
    browser.until(() -> "focus", () -> focused().equals("publicKey"));
    browser.press(server.publicKey(), TAB, server.privateKey(), ENTER);
    browser.until(() -> "focus on the keys", () -> focused().equals("keys-title"));
    browser.expect("#keys-summary", "1 key");
    browser.press(TAB);
    assertEquals("create-open", focused());
    browser.press(ENTER);
    browser.until(() -> "focus in the dialog", () -> focused().equals("desc"));
    browser.press("by keyboard", TAB, TAB, TAB, " ", ENTER);
    browser.expect("#issued", "Store this private key now");
    browser.until(() -> "focus on copy", () -> focused().equals("issued-copy"));
    browser.press(TAB, ENTER);
    browser.expectNone("dialog[open]");
    assertEquals("create-open", focused());
    browser.expect("#rows", "by keyboard");
    String id = idOf("by keyboard");
    // Select all; box and name of the owner; box and name of the new one.
    browser.press(TAB, TAB, TAB, TAB, TAB);
    assertEquals("open-" + id, focused());
    browser.press(ENTER);
    browser.until(() -> "focus on the title", () -> focused().equals("sheet-title"));
    browser.press(ESCAPE);
    browser.expectNone("dialog[open]");
    browser.until(() -> "focus back", () -> focused().equals("open-" + id));
  }
}
