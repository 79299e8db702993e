package io.claviger.atlas.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Who signs in and out, and that the private key stays in the page. */
class SignInBrowserTest extends BrowserTest {
  @Test
  void aWrongKeyIsToldInWordsAndTheRightOneOpensTheKeys() {
    browser.open(server.site() + "/");
    signIn(server.publicKey(), "00000000-0000-4000-8000-000000000000");
    browser.expect("#sign-in-trouble", "does not accept this key");
    assertEquals("", value("[name=privateKey]"));
    assertFalse(browser.isVisible("claviger-keys"));
    signIn();
    browser.expect("#who", "Signed in as " + server.publicKey() + " from 127.0.0.1");
    browser.expect("[data-view=list]", "first owner of the organization");
    assertEquals("", value("[name=privateKey]"));
    browser.click("#sign-out");
    browser.expect("#sign-in", "Sign in");
    assertFalse(browser.isVisible("#who"));
    assertEquals(0, count("claviger-keys"));
  }

  @Test
  void thePrivateKeyNeverLeavesThePage() {
    open();
    String network = browser.network().toString();
    assertTrue(network.contains("algorithm=SHA-256, qop=auth, nc=00000002"));
    assertFalse(network.contains("\"Authorization\":\"Basic"));
    assertFalse(network.contains(server.privateKey()));
    assertEquals(
        "[0,0,\"\"]",
        browser
            .script("return [localStorage.length, sessionStorage.length, document.cookie]")
            .toString());
    assertEquals(server.site() + "/", browser.script("return location.href").asText());
  }

  @Test
  void theKeyboardIsEnough() {
    browser.open(server.site() + "/");
    browser.until(() -> "focus", () -> focused().equals("publicKey"));
    browser.press(server.publicKey(), Browser.TAB, server.privateKey(), Browser.ENTER);
    browser.until(() -> "focus on the keys", () -> focused().equals("main"));
    browser.expect("[data-view=list]", "first owner of the organization");
    browser.press(Browser.TAB);
    assertEquals("CLAVIGER-KEYS", focused());
  }

  @Test
  void whoComesBackIsSignedOut() {
    open();
    browser.open(server.site() + "/console/style.css");
    browser.script("history.back()");
    browser.until(() -> "the page", () -> browser.isVisible("#sign-in"));
    assertEquals(0, count("claviger-keys"));
  }

  @Test
  void whoSignedOutSeesNoSecretThatComesLate() {
    open();
    browser.script(
        "const real = window.fetch; window.held = window.answered = false;"
            + "const free = new Promise((go) => (window.release = go));"
            + "window.fetch = async (url, options) => { const answer = await real(url, options);"
            + " if (options.method !== 'POST') return answer;"
            + " window.held = true; await free;"
            + " setTimeout(() => (window.answered = true), 200); return answer; }");
    fillIn("late");
    browser.click("[data-action=submit]");
    browser.until(() -> "a request", () -> browser.script("return held").asBoolean());
    // The dialog is in front of the button.
    browser.script("document.getElementById('sign-out').click(); release()");
    browser.until(() -> "an answer", () -> browser.script("return answered").asBoolean());
    assertTrue(browser.isVisible("#sign-in"));
    assertEquals(0, count("claviger-keys"));
  }
}
