package io.claviger.examples.saas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.testing.page.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A user manages keys in a real browser: mvn -Pclients verify. */
@Tag("clients")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:browser")
class KeyPageBrowserTest {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  @TempDir Path profile;
  @LocalServerPort int port;
  @Autowired Claviger claviger;
  @Autowired Tenants tenants;
  @Autowired JdbcClient jdbc;
  private Browser browser;
  private TestKeys keys;

  @BeforeEach
  void start() throws IOException {
    keys = new TestKeys(tenants, claviger);
    browser = Browser.start(profile);
    browser.show(1100, 900, false);
  }

  /** Nothing that the pages refer to is missing, or forbidden by their own policy. */
  @AfterEach
  void stop() {
    try {
      for (String complaint : browser.complaints()) {
        // The browser notes each status of 4xx.
        assertTrue(complaint.matches("network: .*/(account/api-keys/org.*|nowhere).*"), complaint);
      }
    } finally {
      browser.close();
    }
  }

  @Test
  void userManagesKeysAndClosesTheAccount() throws Exception {
    signUp("Initech", "carol");
    browser.devTools(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));

    createKey("REPORT_READER");
    String first = browser.value("[data-secret-text]");
    assertEquals(200, use(first));
    String command = "curl -H 'X-API-Key: " + first + "' " + site() + "/reports";
    assertEquals(command, browser.value("[data-call=curl]"));
    browser.click("[data-action=copy]");
    browser.until(
        () -> "copy the secret",
        () -> browser.ask("return navigator.clipboard.readText()").equals(first));
    browser.click("dialog [data-action=close]");
    browser.expectNone("[data-secret-text]");
    assertFalse(
        browser
            .ask("return document.querySelector('claviger-keys').shadowRoot.innerHTML")
            .contains(first));

    browser.open(site());
    assertTrue(row().contains("Nightly export") && row().contains("Read reports"), row());
    browser.click("[data-action=open]");
    browser.click("[data-action=rotate]");
    browser.click("[name=grace][value=none]");
    browser.click("dialog [data-action=submit]");
    browser.expect("[data-secret-text]");
    String second = browser.value("[data-secret-text]");
    assertEquals(401, use(first));
    assertEquals(200, use(second));
    browser.click("dialog [data-action=close]");

    browser.click("summary");
    browser.click("main .danger");
    browser.until(() -> "sign out", () -> browser.holds("return location.pathname === '/login'"));
    browser.expect("[role=status]");
    assertEquals("The account is closed.", browser.text("[role=status]"));
    assertEquals(401, use(second));
    logIn("carol");
    browser.expect("[role=alert]");
  }

  @Test
  void memberSeesNoButtonThatIsRefused() {
    keys.create(keys.signUp("dave"), "REPORT_READER");
    jdbc.sql("update tenant_user set role = 'ORG_MEMBER' where name = 'dave'").update();
    browser.open(site() + "/login");
    logIn("dave");
    browser.expect("[data-view=error]");
    assertEquals("", browser.text("[data-action=create], [data-key], summary"));
  }

  /** Takes pictures into target/screenshots, and checks that nothing is wider than the window. */
  @Test
  void pagesFitPhonesAndDesks() throws Exception {
    browser.open(site() + "/sign-up?taken");
    pictures("sign-up");
    TenantUser frank = keys.signUp("frank");
    keys.create(frank, "REPORT_WRITER", "127.0.0.0/8", "203.0.113.0/24", "2001:db8:12::/48");
    keys.create(frank, "ORG_OWNER");
    browser.open(site() + "/login");
    pictures("login");
    logIn("frank");
    browser.expect("[data-key]");
    pictures("list");
    browser.click("[data-action=open]");
    browser.expect("[data-view=key]");
    pictures("key");
    browser.open(site());
    createKey("REPORT_WRITER");
    pictures("secret");
    browser.click("dialog [data-action=close]");
    browser.open(site() + "/nowhere");
    pictures("nowhere");
  }

  private void pictures(String name) throws IOException {
    for (int width : List.of(1100, 360)) {
      for (boolean dark : List.of(false, true)) {
        browser.show(width, 900, dark);
        browser.screenshot(
            SCREENSHOTS.resolve(name + "-" + width + (dark ? "-dark" : "-light") + ".png"));
        assertTrue(
            browser.holds("return document.documentElement.scrollWidth <= innerWidth"),
            name + " at " + width);
      }
    }
    browser.show(1100, 900, false);
  }

  private void signUp(String company, String user) {
    browser.open(site() + "/sign-up");
    browser.type("[name=company]", company);
    browser.type("[name=username]", user);
    browser.type("[name=password]", "correct horse");
    browser.click("main .act");
    browser.until(() -> "see login", () -> browser.holds("return location.pathname === '/login'"));
    logIn(user);
    browser.expect("[data-action=create]");
  }

  private void logIn(String user) {
    browser.type("[name=username]", user);
    browser.type("[name=password]", "correct horse");
    browser.click("main .act");
  }

  private void createKey(String role) {
    browser.click("[data-action=create]");
    browser.type("[name=description]", "Nightly export");
    browser.click("[name=role][value=" + role + "]");
    browser.type("[name=whitelist]", "127.0.0.1");
    browser.click("[data-action=submit]");
    browser.expect("[data-secret-text]");
  }

  private String row() {
    browser.expect("[data-key]");
    return browser.text("[data-key]");
  }

  private String site() {
    return "http://127.0.0.1:" + port;
  }

  private int use(String secret) throws Exception {
    return new Client(port, secret).get("/reports").statusCode();
  }
}
