package io.claviger.examples.saas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import tools.jackson.databind.JsonNode;

/** A user manages keys in a real browser: mvn -Pclients verify. */
@Tag("clients")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:browser")
class KeyPageBrowserTest {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  @TempDir Path profile;
  @LocalServerPort int port;
  @Autowired TenantKeys keys;
  @Autowired Tenants tenants;
  private Browser browser;

  @BeforeEach
  void start() throws IOException {
    browser = Browser.start(profile);
    browser.show(1100, false);
  }

  /** Nothing that the pages refer to is missing, or forbidden by their own policy. */
  @AfterEach
  void stop() {
    try {
      for (JsonNode complaint : browser.complaints()) {
        // A refusal of a change is a status of 4xx, which the browser notes, too.
        assertEquals("network", complaint.get("source").asString(), complaint.toString());
        assertTrue(
            complaint.get("message").asString().matches(".*/(keys|nowhere).*"),
            complaint.toString());
      }
    } finally {
      browser.close();
    }
  }

  @Test
  void userManagesKeys() throws Exception {
    signUp("Initech", "carol");

    browser.type("[name=description]", "Nightly export");
    browser.type("[name=contact]", "ops@initech.example");
    browser.type("[name=addresses]", "127.0.0.1");
    browser.click("#create button");
    browser.expect("#secret");
    String first = browser.text("#secret");
    assertEquals(200, use(first));

    reload();
    assertEquals("", browser.text("#issued"));
    assertFalse(
        browser.script("return document.documentElement.outerHTML").asString().contains(first));
    assertEquals("Nightly export", browser.text(".key h2"));

    allow("203.0.113.0/24");
    browser.click("[aria-label='Remove 127.0.0.1/32']");
    browser.until("the entry is gone", "return !document.body.innerText.includes('127.0.0.1/32')");
    assertEquals(403, use(first));
    browser.click(".remove");
    browser.click("#last .danger");
    browser.until("every address is allowed", "return !document.querySelector('.blocks code')");
    assertEquals(200, use(first));
    allow("127.0.0.1");
    assertEquals(200, use(first));

    browser.click(".rotate summary");
    browser.click(".rotate [value=true]");
    browser.click(".rotate button");
    browser.expect("#secret");
    String second = browser.text("#secret");
    assertEquals(401, use(first));
    assertEquals(200, use(second));

    browser.click(".revoke summary");
    browser.click(".revoke button");
    browser.until("the key is gone", "return !document.querySelector('.key')");
    assertEquals(401, use(second));
  }

  @Test
  void refusalIsAnnouncedOnThePage() {
    signUp("Umbrella", "dave");
    browser.type("[name=description]", "Backup");
    browser.type("[name=contact]", "ops@umbrella.example");
    browser.type("[name=addresses]", "10.1.2.3/16");
    browser.click("#create button");
    browser.expect("[role=alert]");
    assertTrue(browser.text("[role=alert]").contains("10.1.2.3/16"), browser.text("[role=alert]"));
    assertEquals("", browser.text(".key"));
    browser.type("[name=addresses]", "10.1.0.0/16");
    browser.click("#create button"); // the other fields are as they were typed
    browser.expect("#secret");
  }

  @Test
  void secretIsCopied() {
    signUp("Hooli", "erin");
    browser.devTools(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    browser.type("[name=description]", "Backup");
    browser.type("[name=contact]", "ops@hooli.example");
    browser.click("#create button");
    browser.click("[data-copy]");
    browser.until(
        "the button says so",
        "return document.querySelector('[data-copy]').textContent === 'Copied'");
    assertEquals(
        browser.text("#secret"),
        browser.script("return navigator.clipboard.readText()").asString());
  }

  /** Takes pictures into target/screenshots, and checks that nothing is wider than the window. */
  @Test
  void pagesFitPhonesAndDesks() throws Exception {
    signUp("Acme", "frank");
    TenantUser frank = tenants.loadUserByUsername("frank");
    keys.create(frank, form("Nightly export", "127.0.0.0/8, 203.0.113.0/24, 2001:db8:12::/48"));
    keys.create(frank, form("a".repeat(60) + " " + "b".repeat(180), ""));
    browser.open(site() + "/keys");
    browser.click(".new summary");
    browser.type("[name=description]", "Dashboards of the support team");
    browser.type("[name=contact]", "support@acme.example");
    browser.click("#create button");
    browser.expect("#secret");
    pictures("issued");
    browser.script("document.querySelectorAll('details').forEach(each => each.open = true)");
    browser.script(
        "document.querySelector('#issued').outerHTML ="
            + "'<p class=\"refusal\" role=\"alert\">10.1.2.3/16 is not an address.</p>'");
    pictures("open");
    browser.open(site() + "/sign-up?taken");
    pictures("sign-up");
    browser.open(site() + "/nowhere");
    pictures("nowhere");
  }

  private static NewKey form(String description, String addresses) {
    return new NewKey(description, NewKey.Access.REPORT_WRITER, "frank@acme.example", addresses);
  }

  private void pictures(String name) throws IOException {
    for (int width : List.of(1100, 360)) {
      for (boolean dark : List.of(false, true)) {
        browser.show(width, dark);
        browser.screenshot(
            SCREENSHOTS.resolve(name + "-" + width + (dark ? "-dark" : "-light") + ".png"));
        assertTrue(
            browser.script("return document.documentElement.scrollWidth <= innerWidth").asBoolean(),
            name + " at " + width);
      }
    }
  }

  private void signUp(String company, String user) {
    browser.open(site() + "/sign-up");
    browser.type("[name=company]", company);
    browser.type("[name=username]", user);
    browser.type("[name=password]", "correct horse");
    browser.click("main button");
    browser.until("login is shown", "return location.pathname === '/login'");
    browser.type("[name=username]", user);
    browser.type("[name=password]", "correct horse");
    browser.click("main button");
    browser.expect("#create");
  }

  private void allow(String block) {
    browser.type("[name=add]", block);
    browser.click(".add button");
    browser.until(
        block + " is listed",
        "return [...document.querySelectorAll('.blocks code')]"
            + ".some(each => each.innerText.startsWith(arguments[0]))",
        block);
  }

  private void reload() {
    browser.script("window.old = true; location.reload()");
    browser.until("the page is new", "return !window.old && document.readyState === 'complete'");
  }

  private String site() {
    return "http://127.0.0.1:" + port;
  }

  private int use(String secret) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(site() + "/reports")).header("X-API-Key", secret).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
