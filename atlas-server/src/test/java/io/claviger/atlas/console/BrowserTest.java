package io.claviger.atlas.console;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.testing.json.Json;
import io.claviger.testing.page.Browser;
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
    browser.show(1200, 860, false);
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
    for (String complaint : browser.complaints()) {
      // A refusal of the server is logged by the browser, too; the first of each nonce is one.
      assertTrue(complaint.matches("network: .* status of 4[0-9]{2} .*"), complaint);
    }
    for (Object event : browser.network()) {
      // What the browser shows before the page asks for things of its own.
      if (String.valueOf(Json.at(event, "params.documentURL")).startsWith(server.site())) {
        String url = String.valueOf(Json.at(event, "params.request.url"));
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
    return browser.present(selector);
  }

  /** What is left in the form for signing in, which may be hidden. */
  final String typedPrivateKey() {
    return browser.ask("return document.querySelector('[name=privateKey]').value");
  }

  /** The id or the name of what has the focus. */
  final String focused() {
    return browser.ask("const it = document.activeElement; return it.id || it.name || it.tagName");
  }
}
