package io.claviger.atlas.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page tells whom a change of a whitelist would admit, before it is made. */
class WhitelistBrowserTest extends BrowserTest {
  @Test
  void theWhitelistTellsWhomAChangeWouldAdmit() throws Exception {
    String id = create("listed", "ORG_MEMBER");
    open();
    browser.click("#open-" + id);
    browser.expect("#entries-lead", "from every address. Yours is 127.0.0.1");
    foresee("203.0.113.999", "Invalid CIDR block \"203.0.113.999\"");
    foresee("0.0.0.0/0", "This will be refused: 0.0.0.0/0 cannot be on a whitelist");
    foresee("10.1.2.3/16", "Adds 10.1.0.0/16. Your address 127.0.0.1 would not be admitted.");
    foresee(
        "127.0.0.1",
        "Adds 127.0.0.1/32. Your address 127.0.0.1 would be admitted, by 127.0.0.1/32.");
    assertEquals("0", server.own("GET", "/" + id).get("whitelistSize").asText());
    browser.click("#entries-form [type=submit]");
    browser.expect("#entries-list", "127.0.0.1");
    browser.type("#entries-form [name=block]", "2001:db8::/32");
    browser.click("#entries-form [type=submit]");
    browser.expect("#entries-list", "2001:db8::/32");
    browser.expect("#key-" + id, "2 entries");

    browser.click("#entries-list li:first-child button");
    browser.expect("#entries-list .feedback", "Your address 127.0.0.1 would not be admitted");
    browser.click("#entries-list li:first-child button:last-child");
    browser.until(() -> "one entry", () -> rows("#entries-list li") == 1);
    browser.click("#entries-list li button");
    browser.expect("#entries-list .feedback", "could be used from every address");
    browser.click("#entries-list .asking button");
    browser.expectNone("#entries-list .asking");
    assertEquals("1", server.own("GET", "/" + id).get("whitelistSize").asText());
  }

  @Test
  void nobodyLocksThemselvesOut() throws Exception {
    open();
    browser.click("#open-" + idOf("first owner of the organization"));
    browser.click("#entries-list li:first-child button");
    browser.expect("#entries-list .feedback", "This will be refused");
    browser.expect("#entries-list .feedback", "would not admit its address 127.0.0.1");
    assertEquals(1, rows("#entries-list .asking button"));
    browser.click("#entries-list .asking button");
    browser.expectNone("#entries-list .asking");
  }

  @Test
  void anEmptyWhitelistIsToldByWhatTheOrganizationWantsNow() throws Exception {
    String id = create("bare", "ORG_MEMBER");
    open();
    for (boolean required : List.of(true, false)) {
      String settings = "/api/atlas/v1.0/orgs/" + server.organization() + "/settings";
      assertEquals(
          200,
          server.call("PATCH", settings, Map.of("apiAccessListRequired", required)).statusCode());
      browser.click("#open-" + id);
      browser.expect("#entries-lead", required ? "cannot be used" : "from every address");
      browser.expect("#key-" + id, required ? "none: unusable" : "open to all");
      browser.click("#sheet [data-close]");
      browser.expectNone("#sheet");
    }
  }

  @Test
  void whatIsToldLateOfAnotherKeyIsNotShown() throws Exception {
    String slow = create("slow", "ORG_MEMBER");
    String quick = create("quick", "ORG_MEMBER");
    server.atlas("POST", "/" + slow + "/whitelist", List.of(Map.of("ipAddress", "192.0.2.1")));
    server.atlas("POST", "/" + quick + "/whitelist", List.of(Map.of("ipAddress", "192.0.2.2")));
    open();
    for (String path : List.of("/whitelist", "")) {
      hold(slow + path);
      browser.click("#open-" + slow);
      browser.until(() -> "a question", () -> browser.script("return held").asBoolean());
      browser.click("#open-" + quick);
      browser.expect("#entries-list", "192.0.2.2");
      browser.script("release()");
      browser.until(() -> "an answer", () -> browser.script("return answered").asBoolean());
      assertEquals("quick", browser.text("#sheet-title"));
      browser.expect("#entries-list", "192.0.2.2");
      assertEquals(1, rows("#entries-list li"));
      browser.click("#sheet [data-close]");
      browser.expectNone("#sheet");
    }
  }

  /** Keeps the page waiting for what is answered to a path with this end, until it is released. */
  private void hold(String end) {
    browser.script(
        "window.real ??= window.fetch; window.held = window.answered = false;"
            + "const free = new Promise((go) => (window.release = go));"
            + "window.fetch = async (url, ...more) => { const answer = await real(url, ...more);"
            + " if (!url.pathname.endsWith(arguments[0]) || answer.status === 401) return answer;"
            + " window.held = true; await free;"
            + " setTimeout(() => (window.answered = true), 200); return answer; }",
        end);
  }

  private void foresee(String block, String verdict) {
    browser.type("#entries-form [name=block]", block);
    browser.expect("#entries-feedback", verdict);
  }
}
