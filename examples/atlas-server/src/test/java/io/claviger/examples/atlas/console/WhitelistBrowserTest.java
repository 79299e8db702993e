package io.claviger.examples.atlas.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

  private void foresee(String block, String verdict) {
    browser.type("#entries-form [name=block]", block);
    browser.expect("#entries-feedback", verdict);
  }
}
