package io.claviger.atlas.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server, and the page in a real browser. Needs chromium and chromedriver: mvn -Pclients verify.
 */
@Tag("clients")
abstract class BrowserTest {
  @TempDir Path folder;
  RunningServer server;
  Browser browser;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start(folder.resolve("data"));
    browser = Browser.start(folder.resolve("profile"));
    browser.resize(1200, 860, false);
  }

  @AfterEach
  void stop() throws Exception {
    try {
      expectQuiet();
    } finally {
      browser.close();
      server.close();
    }
  }

  /** What holds in each test: no trouble in the page, no request to anybody else. */
  private void expectQuiet() {
    for (JsonNode entry : browser.log("browser")) {
      // A refusal of the server is logged by the browser, too; the first of each nonce is one.
      assertEquals("network", entry.get("source").asText(), entry.toString());
      assertTrue(
          entry.get("message").asText().matches(".* status of 4[0-9]{2} .*"), entry.toString());
    }
    for (JsonNode message : browser.network()) {
      // What the browser shows before the page asks for things of its own.
      if (message.at("/params/documentURL").asText().startsWith(server.site())) {
        String url = message.at("/params/request/url").asText();
        assertTrue(url.startsWith(server.site() + "/"), url);
      }
    }
  }

  /** Signs in with the first owner. */
  final void open() {
    browser.open(server.site() + "/");
    signIn();
    browser.expect("[data-view=list]", "first owner of the organization");
  }

  final void signIn() {
    signIn(server.publicKey(), server.privateKey());
  }

  final void signIn(String publicKey, String privateKey) {
    browser.type("[name=publicKey]", publicKey);
    browser.type("[name=privateKey]", privateKey);
    browser.click("#sign-in-form [type=submit]");
  }

  /** Opens the form for a new key, and fills it in. */
  final void fillIn(String description) {
    browser.click("[data-action=create]");
    browser.type("[data-dialog=create] [name=description]", description);
    browser.click("[data-dialog=create] [value=ORG_READ_ONLY]");
  }

  final int count(String selector) {
    return browser.count(selector);
  }

  final String value(String selector) {
    return browser.value(selector);
  }

  /** The id or the name of what has the focus. */
  final String focused() {
    return browser
        .script("const it = document.activeElement; return it.id || it.name || it.tagName")
        .asText();
  }
}
