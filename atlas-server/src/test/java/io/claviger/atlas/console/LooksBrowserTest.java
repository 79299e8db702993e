package io.claviger.atlas.console;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page is as wide as its window. Pictures of it go to target/console. */
class LooksBrowserTest extends BrowserTest {
  private static final Path SCREENSHOTS = Path.of("target", "console");

  @Test
  void nothingIsWiderThanItsWindow() throws Exception {
    server.create("a".repeat(250), "ORG_MEMBER", "ORG_READ_ONLY", "ORG_GROUP_CREATOR");
    browser.open(server.site() + "/");
    fits();
    signIn();
    browser.expect("[data-view=list]", "aaa");
    fits();
    find("aaa");
    browser.click("[data-action=open]");
    browser.expect("[data-view=key]", "aaa");
    fits();
  }

  private void find(String text) {
    browser.type("input[name=search]", text);
    browser.until(() -> "one key", () -> count("[data-key]") == 1);
  }

  private void fits() {
    for (int width : List.of(360, 1200)) {
      browser.show(width, 800, false);
      assertTrue(browser.holds("return document.documentElement.scrollWidth <= innerWidth"));
    }
  }

  /** The README shows key-1200.png. */
  @Test
  void looks() throws Exception {
    fill();
    browser.open(server.site() + "/");
    pictures("sign-in");
    signIn();
    browser.expect("[data-view=list]", "nightly export");
    pictures("list");
    browser.click("[data-action=create]");
    browser.expect("[data-dialog=create]", "Sees all projects");
    pictures("create");
    browser.click("[data-dialog=create] [data-action=cancel]");
    find("nightly");
    browser.click("[data-action=open]");
    browser.expect("[data-view=key]", "203.0.113.0/24");
    pictures("key");
  }

  private void pictures(String name) throws Exception {
    for (boolean dark : List.of(false, true)) {
      for (int width : List.of(390, 1200)) {
        browser.show(width, width < 500 ? 844 : 860, dark);
        browser.screenshot(
            SCREENSHOTS.resolve(name + "-" + width + (dark ? "-dark" : "") + ".png"));
      }
    }
    browser.show(1200, 860, false);
  }

  private void fill() throws Exception {
    JsonNode nightly = server.create("nightly export", "ORG_MEMBER", "ORG_READ_ONLY");
    server.create("billing mirror, eu-central", "ORG_BILLING_ADMIN");
    JsonNode old = server.create("terraform, staging (retired)", "ORG_GROUP_CREATOR", "ORG_MEMBER");
    server.create("build farm", "ORG_GROUP_CREATOR");
    server.create("dashboards of the support team, which reads everything", "ORG_READ_ONLY");
    server.create("second owner, in the safe", "ORG_OWNER");
    server.create("audit trail", "ORG_READ_ONLY");
    String path = "/" + nightly.at("/key/id").asText();
    List<String> blocks =
        List.of("127.0.0.0/8", "198.51.100.7", "203.0.113.0/24", "2001:db8:12::/48");
    server.own("PATCH", path + "/whitelist", Map.of("add", blocks));
    server.own("PATCH", "/" + old.at("/key/id").asText(), Map.of("enabled", false));
    Map<String, Object> grace = Map.of("grace", Map.of("untilDeleted", true));
    JsonNode rotated = server.own("POST", path + "/secrets", grace);
    server.status(rotated.at("/key/publicKey").asText(), rotated.get("privateKey").asText());
  }
}
