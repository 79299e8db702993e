package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.access.Caller;
import io.claviger.model.Role;
import io.claviger.testing.page.Browser;
import io.claviger.testing.page.KeyPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A test of the element in a browser, whose policy it never breaks. It needs chromium and
 * chromedriver: mvn -Pclients verify.
 */
@Tag("clients")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageTest {
  static final Caller OWNER = Caller.user("olga", ManagementFixture.ACME, Role.ORG_OWNER);

  ManagementFixture fixture;
  PageServer server;
  Browser browser;
  KeyPage page;

  /** Returns more arguments for the browser. */
  String[] arguments() {
    return new String[0];
  }

  @BeforeAll
  void startBrowser(@TempDir Path profile) throws IOException {
    browser = Browser.start(profile, arguments());
    page = new KeyPage(browser);
  }

  @AfterAll
  void stopBrowser() {
    browser.close();
  }

  @BeforeEach
  void startServer() throws Exception {
    fixture = ManagementFixture.openNow();
    server = new PageServer(fixture.handler, Optional.empty());
    server.user = Optional.of(OWNER);
    browser.show(1280, 900, false);
  }

  /** The browser notes a refusal of the API, too. */
  @AfterEach
  void stopServer() throws Exception {
    List<String> complaints =
        browser.complaints().stream()
            .filter(each -> !each.matches("network: .* the server responded with a status of .*"))
            .toList();
    // The page must not ask a server that is gone.
    browser.open("about:blank");
    server.close();
    fixture.close();
    assertEquals(List.of(), complaints);
  }

  /** Returns the address of the page with these parameters, such as {@code lang=de}. */
  String keys(String parameters) {
    return server.url() + Pages.KEYS + "?" + parameters;
  }

  /** Returns the address of the page. */
  String keys() {
    return server.url() + Pages.KEYS;
  }
}
