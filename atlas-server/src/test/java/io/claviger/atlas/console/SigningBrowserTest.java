package io.claviger.atlas.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.claviger.testing.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page goes on signing when nonces and secrets end, as long as its key is accepted. */
class SigningBrowserTest extends BrowserTest {
  /** The new server does not know the nonce that the page signs with. */
  @Test
  void aStaleNonceIsReplaced() throws Exception {
    open();
    server.restart();
    browser.type("input[name=search]", "nothing has this name");
    browser.expect("[data-view=list]", "No key matches these filters.");
    assertTrue(Json.write(browser.network()).contains("stale=true"));
  }

  @Test
  void aKeyThatSomebodyDisablesIsSignedOut() throws Exception {
    JsonNode key = server.create("ends soon", "ORG_OWNER");
    browser.open(server.site() + "/");
    signIn(key.at("/key/publicKey").asText(), key.get("privateKey").asText());
    browser.expect("[data-view=list]", "ends soon");
    server.own("PATCH", "/" + key.at("/key/id").asText(), Map.of("enabled", false));
    browser.type("input[name=search]", "ends");
    browser.expect("#sign-in-trouble", "no longer accepts this key");
    assertEquals(0, count("claviger-keys"));
  }

  @Test
  void thePageGoesOnAfterItsOwnSecretHasEnded() throws Exception {
    open();
    String privateKey = rotate("none");
    assertEquals(401, server.status(server.publicKey(), server.privateKey()));
    assertEquals(200, server.status(server.publicKey(), privateKey));
    browser.click("[data-action=back]");
    browser.expect("[data-view=list]", "first owner of the organization");
  }

  /** Its first use would end the old secret, with which programs still work. */
  @Test
  void thePageDoesNotUseItsNewSecretWhileTheOldOneLives() throws Exception {
    open();
    rotate("firstUse");
    browser.click("[data-action=back]");
    browser.expect("[data-view=list]", "first owner of the organization");
    JsonNode secrets = server.own("GET", "").at("/keys/0/secrets");
    assertEquals(2, secrets.size());
    assertTrue(secrets.findValuesAsText("count").contains("0"), secrets.toString());
  }

  /** Rotates the key that the page is signed in with, and returns the new private key. */
  private String rotate(String grace) {
    browser.click("[data-action=open]");
    browser.click("[data-action=rotate]");
    browser.click("[name=grace][value=" + grace + "]");
    browser.click("[data-action=submit]");
    String privateKey = browser.value("[data-secret-text]");
    browser.click("[data-action=close]");
    browser.expectNone("[data-dialog]");
    return privateKey;
  }

  @Test
  void whatWasSignedWithASecretThatEndedMeanwhileIsSignedAnew() {
    browser.open(server.site() + "/");
    String statuses =
        browser.ask(
            """
            return (async ([publicKey, privateKey]) => {
              const { Client } = await import('/console/client.js');
              const client = new Client(publicKey, privateKey);
              const me = await (await client.fetch('/api/management/me')).json();
              client.follow(me.caller.name);
              const key = `/api/management/organizations/${me.organizations[0]}/keys/${me.caller.name}`;
              const real = window.fetch;
              let release;
              const free = new Promise((go) => (release = go));
              window.fetch = async (url, ...more) => {
                if (url.pathname.endsWith('/events')) await free;
                return real(url, ...more);
              };
              const late = client.fetch(`${key}/events`);
              const headers = { 'content-type': 'application/json', 'claviger-request': '1' };
              const rotated = await client.fetch(`${key}/secrets`, { method: 'POST', headers, body: '{}' });
              release();
              return `${rotated.status},${(await late).status}`;
            })(arguments)
            """,
            server.publicKey(),
            server.privateKey());
    assertEquals("201,200", statuses);
  }
}
