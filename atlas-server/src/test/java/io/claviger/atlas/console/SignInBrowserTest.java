package io.claviger.atlas.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.testing.json.Json;
import io.claviger.testing.page.Browser;
import org.junit.jupiter.api.Test;

/** Who signs in and out, and that the private key stays in the page. */
class SignInBrowserTest extends BrowserTest {
  @Test
  void aWrongKeyIsToldInWordsAndTheRightOneOpensTheKeys() {
    browser.open(server.site() + "/");
    signIn(server.publicKey(), "00000000-0000-4000-8000-000000000000");
    browser.expect("#sign-in-trouble", "does not accept this key");
    assertEquals("", typedPrivateKey());
    browser.expectNone("claviger-keys");
    signIn();
    browser.expect("#who", "Signed in as " + server.publicKey() + " from 127.0.0.1");
    browser.expect("[data-view=list]", "first owner of the organization");
    assertEquals("", typedPrivateKey());
    browser.click("#sign-out");
    browser.expect("#sign-in", "Sign in");
    browser.expectNone("#who");
    assertEquals(0, count("claviger-keys"));
  }

  @Test
  void thePrivateKeyNeverLeavesThePage() {
    open();
    String network = Json.write(browser.network());
    assertTrue(network.contains("algorithm=SHA-256, qop=auth, nc=00000002"));
    assertFalse(network.contains("\"Authorization\":\"Basic"));
    assertFalse(network.contains(server.privateKey()));
    assertEquals(
        "[0,0,\"\"]",
        browser.ask(
            "return JSON.stringify([localStorage.length, sessionStorage.length, document.cookie])"));
    assertEquals(server.site() + "/", browser.ask("return location.href"));
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
    browser.expect("#sign-in");
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
    browser.until(() -> "a request", () -> browser.holds("return held"));
    // The dialog is in front of the button.
    browser.script("document.getElementById('sign-out').click(); release()");
    browser.until(() -> "an answer", () -> browser.holds("return answered"));
    browser.expect("#sign-in");
    assertEquals(0, count("claviger-keys"));
  }
}
