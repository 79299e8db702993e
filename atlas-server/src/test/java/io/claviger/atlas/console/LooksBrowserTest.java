package io.claviger.atlas.console;

import static io.claviger.atlas.console.Browser.ESCAPE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page is as wide as its window; pictures of it go to target/console. */
class LooksBrowserTest extends BrowserTest {
  private static final Path SCREENSHOTS = Path.of("target", "console");

  @Test
  void nothingIsWiderThanItsWindow() throws Exception {
    create(
        "a".repeat(250), "ORG_MEMBER", "ORG_READ_ONLY", "ORG_BILLING_ADMIN", "ORG_GROUP_CREATOR");
    open();
    browser.expect("#keys-summary", "2 keys");
    for (int width : List.of(360, 1200)) {
      browser.resize(width, 800, false);
      assertTrue(
          browser.script("return document.documentElement.scrollWidth <= innerWidth").asBoolean());
      browser.click("#open-" + idOf("a".repeat(250)));
      browser.expect("#entries-lead", "Yours is");
      assertTrue(
          browser
              .script(
                  "const s = document.querySelector('#sheet'); return s.scrollWidth <= s.clientWidth && s.getBoundingClientRect().left >= 0")
              .asBoolean());
      browser.press(ESCAPE);
      browser.expectNone("dialog[open]");
    }
  }

  @Test
  void looks() throws Exception {
    fill();
    browser.open(server.site() + "/");
    for (boolean dark : List.of(false, true)) {
      for (int width : List.of(1200, 360)) {
        picture("sign-in", width, dark);
      }
    }
    signIn();
    browser.expect("#keys-summary", "8 keys");
    String id = idOf("nightly export");
    for (boolean dark : List.of(false, true)) {
      for (int width : List.of(1200, 360)) {
        picture("keys", width, dark);
        browser.click("#create-open");
        picture("create", width, dark);
        browser.press(ESCAPE);
        browser.click("#open-" + id);
        picture("sheet", width, dark);
        browser.type("#entries-form [name=block]", "10.1.2.3/16");
        browser.expect("#entries-feedback", "would be admitted");
        browser.script("document.querySelector('#entries-title').scrollIntoView()");
        picture("sheet-2", width, dark);
        browser.script("document.querySelector('#secrets-title').scrollIntoView()");
        picture("sheet-3", width, dark);
        browser.click("#state-erase");
        picture("erase", width, dark);
        browser.press(ESCAPE, ESCAPE);
        browser.expectNone("dialog[open]");
      }
    }
  }

  private void picture(String name, int width, boolean dark) throws Exception {
    browser.resize(width, width < 500 ? 780 : 860, dark);
    browser.screenshot(SCREENSHOTS.resolve(name + "-" + width + (dark ? "-dark" : "") + ".png"));
  }

  private void fill() throws Exception {
    String nightly = create("nightly export", "ORG_MEMBER", "ORG_READ_ONLY");
    String billing = create("billing mirror, eu-central", "ORG_BILLING_ADMIN");
    String old = create("terraform, staging (retired)", "ORG_GROUP_CREATOR", "ORG_MEMBER");
    create("build farm", "ORG_GROUP_CREATOR");
    create("dashboards of the support team, which reads everything", "ORG_READ_ONLY");
    create("second owner, in the safe", "ORG_OWNER");
    create("audit trail", "ORG_READ_ONLY");
    for (String block :
        List.of("127.0.0.0/8", "198.51.100.7", "203.0.113.0/24", "2001:db8:12::/48")) {
      server.atlas("POST", "/" + nightly + "/whitelist", List.of(Map.of("cidrBlock", block)));
    }
    server.atlas(
        "POST", "/" + billing + "/whitelist", List.of(Map.of("cidrBlock", "203.0.113.64/26")));
    server.own("PATCH", "/" + old, Map.of("enabled", false));
    String secret =
        server
            .own("POST", "/" + nightly + "/secrets", Map.of("gracePeriod", "UNTIL_DELETED"))
            .get("privateKey")
            .asText();
    String publicKey = server.own("GET", "/" + nightly).get("publicKey").asText();
    server.call(publicKey + ":" + secret, "GET", "/api/claviger/v1/self", List.of());
  }
}
