package io.claviger.atlas.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A key that is signed in manages keys with the element, whose own behaviour is tested with it. */
class KeysBrowserTest extends BrowserTest {
  private static final String ATTACK = "<img src=x onerror=alert(1)>";

  @Test
  void anOwnerCreatesAKeyThatWorksAndRevokesIt() throws Exception {
    open();
    fillIn(ATTACK);
    browser.expect("[data-dialog=create]", "Sees all projects, and otherwise what a member sees.");
    browser.click("[data-action=submit]");
    String privateKey = browser.value("[data-secret-text]");
    String call = browser.value("[data-call=curl]");
    assertTrue(run(call).contains("\"API_KEY\""), call);
    // A header with the private key is not accepted by a server without Basic.
    assertEquals(0, count("[data-call=header]"));
    String publicKey = call.replaceAll("(?s).*'([0-9a-z]+):.*", "$1");
    browser.click("[data-dialog=secret] [data-action=close]");
    browser.expect("[data-view=list]", ATTACK);
    assertFalse(shown().contains(privateKey));
    assertEquals(200, server.status(publicKey, privateKey));

    browser.type("input[name=search]", "onerror");
    browser.until(() -> "one key", () -> count("[data-key]") == 1);
    browser.click("[data-action=open]");
    browser.expect("[data-view=key]", ATTACK);
    browser.click("[data-action=revoke]");
    browser.click("[data-dialog=revoke] [data-action=confirm]");
    browser.expect("[data-view=list]", "No key matches these filters.");
    assertEquals(401, server.status(publicKey, privateKey));
    assertEquals(0, count("img:not(.mark img)"));
  }

  private String shown() {
    return browser.ask("return document.querySelector('claviger-keys').shadowRoot.innerHTML");
  }

  private static String run(String command) throws IOException {
    Process process =
        new ProcessBuilder("bash", "-c", command.replaceFirst("^curl", "curl -s")).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aKeyThatIsNoOwnerSeesItself() throws Exception {
    JsonNode member = server.create("reads", "ORG_MEMBER");
    browser.open(server.site() + "/");
    signIn(member.at("/key/publicKey").asText(), member.get("privateKey").asText());
    browser.expect("[data-view=key]", "reads");
    assertEquals(0, count("[data-action=create], [data-action=back], [data-action=rotate]"));
    browser.click("[data-action=revoke]");
    browser.click("[data-dialog=revoke] [data-action=confirm]");
    browser.expect("#sign-in-trouble", "no longer accepts this key");
  }
}
