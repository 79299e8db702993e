package io.claviger.atlas.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys are created, changed, rotated and deleted in the page. */
class KeysBrowserTest extends BrowserTest {
  private static final String ATTACK = "<img src=x onerror=alert(1)>";

  @Test
  void aKeyIsCreatedAndItsPrivateKeyIsShownOnce() throws Exception {
    open();
    browser.click("#create-open");
    browser.type("#create-form [name=desc]", ATTACK);
    browser.click("#create-form [value=ORG_READ_ONLY]");
    browser.click("#create-form [type=submit]");
    browser.expect("#issued", "this once and never again");
    String publicKey = browser.text("#issued-public");
    String privateKey = browser.text("#issued-private");
    // What is shown once is not lost by a key that meant something else.
    browser.press(Browser.ESCAPE, Browser.ESCAPE, Browser.ESCAPE);
    assertEquals(privateKey, browser.text("#issued-private"));
    browser.click("#issued-copy");
    browser.expect("#say", "private key is");
    browser.click("#issued [data-close]");
    browser.expectNone("#issued");
    browser.expect("#rows", ATTACK);
    // The page forgets it in an event that comes after the dialog is gone.
    browser.until(() -> "a page that forgot", () -> !wholePage().contains(privateKey));
    assertEquals(200, status(publicKey, privateKey));
    assertEquals(
        0,
        browser.script("return document.querySelectorAll('main img, dialog img').length").asInt());
  }

  @Test
  void aKeyIsDescribedAndGivenOtherRoles() throws Exception {
    create(ATTACK, "ORG_MEMBER");
    open();
    String id = idOf(ATTACK);
    browser.click("#open-" + id);
    browser.expect("#sheet-title", ATTACK);
    browser.type("#details-form [name=desc]", "reads all");
    browser.click("#details-form [value=ORG_MEMBER]");
    browser.click("#details-form [type=submit]");
    browser.expect("#details-form .trouble", "at least one role");
    browser.click("#details-form [value=ORG_READ_ONLY]");
    browser.click("#details-form [type=submit]");
    browser.expect("#sheet-title", "reads all");
    browser.expect("#key-" + id, "Read only");
  }

  @Test
  void savingADescriptionBringsNoRoleBack() throws Exception {
    String id = create("narrowed", "ORG_MEMBER", "ORG_BILLING_ADMIN");
    open();
    browser.click("#open-" + id);
    browser.expect("#sheet-title", "narrowed");
    server.atlas("PATCH", "/" + id, Map.of("roles", List.of("ORG_MEMBER")));
    browser.type("#details-form [name=desc]", "described");
    browser.click("#details-form [type=submit]");
    browser.expect("#sheet-title", "described");
    assertEquals(Set.of("ORG_MEMBER"), roles(id));
    server.atlas("PATCH", "/" + id, Map.of("desc", "described by another"));
    browser.click("#details-form [value=ORG_READ_ONLY]");
    browser.click("#details-form [type=submit]");
    browser.expect("#sheet-title", "described by another");
    assertEquals(Set.of("ORG_MEMBER", "ORG_READ_ONLY"), roles(id));
    browser.click("#details-form [type=submit]");
    browser.expect("#say", "Nothing was changed.");
  }

  private Set<String> roles(String id) throws Exception {
    return Set.copyOf(server.own("GET", "/" + id).findValuesAsText("roleName"));
  }

  @Test
  void aKeyIsDisabledAndDeletedByItsName() throws Exception {
    JsonNode key =
        server.atlas("POST", "", Map.of("desc", "doomed", "roles", List.of("ORG_MEMBER")));
    String id = key.get("id").asText();
    String publicKey = key.get("publicKey").asText();
    open();
    browser.click("#open-" + id);
    browser.click("#state-toggle");
    browser.expect("#sheet-states", "Disabled");
    assertEquals(401, status(publicKey, key.get("privateKey").asText()));
    browser.click("#state-erase");
    browser.expect("#erase-list", publicKey);
    assertTrue(
        browser
            .script("return document.querySelector('#erase [type=submit]').disabled")
            .asBoolean());
    browser.type("#erase [name=typed]", publicKey);
    browser.click("#erase [type=submit]");
    browser.expectNone("#key-" + id);
    browser.expectNone("dialog[open]");
    assertEquals(
        404,
        server
            .call("GET", "/api/claviger/v1/orgs/" + server.organization() + "/apiKeys/" + id)
            .statusCode());
  }

  @Test
  void aRotatedSecretEndsAsItWasChosen() throws Exception {
    JsonNode key =
        server.atlas("POST", "", Map.of("desc", "rotated", "roles", List.of("ORG_MEMBER")));
    String publicKey = key.get("publicKey").asText();
    String first = key.get("privateKey").asText();
    open();
    browser.click("#open-" + key.get("id").asText());

    String second = rotate("AFTER_FIRST_USE");
    browser.expect("#secrets-list", "ends when a newer one is used");
    assertEquals(200, status(publicKey, first));
    assertEquals(200, status(publicKey, second));
    // That it was used is told in the background.
    browser.until(() -> "the end of the old secret", () -> isRefused(publicKey, first));

    String third = rotate("UNTIL_DELETED");
    assertEquals(200, status(publicKey, third));
    assertEquals(200, status(publicKey, second));
    browser.click("#secrets-list li:first-child button");
    browser.expect("#secrets-list", "stop working at once");
    browser.click("#secrets-list .asking .plain");
    browser.expect("#secrets-list li:first-child", "made");
    assertEquals(200, status(publicKey, second));
    browser.click("#secrets-list li:first-child button");
    browser.click("#secrets-list .asking .primary");
    browser.until(() -> "one secret", () -> rows("#secrets-list li") == 1);
    assertEquals(401, status(publicKey, second));

    String fourth = rotate("NONE");
    assertEquals(401, status(publicKey, third));
    assertEquals(200, status(publicKey, fourth));
  }

  @Test
  void aSecretThatLivesOnForAWhileIsToldSo() throws Exception {
    String id = create("lingering", "ORG_MEMBER");
    server.own(
        "POST", "/" + id + "/secrets", Map.of("gracePeriod", "AFTER_FIRST_USE", "grace", "P30D"));
    open();
    browser.click("#open-" + id);
    browser.expect("#secrets-list", "ends 30 days after a newer one is used");
  }

  @Test
  void thePageGoesOnAfterItsOwnSecretHasEnded() throws Exception {
    open();
    browser.click("#open-" + idOf("first owner of the organization"));
    rotate("NONE");
    assertEquals(401, status(server.publicKey(), server.privateKey()));
    browser.type("#details-form [name=desc]", "still here");
    browser.click("#details-form [type=submit]");
    browser.expect("#sheet-title", "still here");
  }

  @Test
  void whatWasSignedWithTheSecretThatEndedMeanwhileIsSignedAnew() throws Exception {
    for (int i = 0; i < 25; i++) {
      create("key " + i, "ORG_MEMBER");
    }
    browser.open(server.site() + "/");
    browser.script(
        "const real = window.fetch; window.held = false;"
            + "const free = new Promise((go) => (window.release = go));"
            + "window.fetch = async (url, ...more) => {"
            + " if (url.search.includes('pageNum=2')) { window.held = true; await free; }"
            + " return real(url, ...more); }");
    signIn();
    browser.until(() -> "a request", () -> browser.script("return held").asBoolean());
    browser.click("#open-" + idOf("first owner of the organization"));
    rotate("NONE");
    browser.script("release()");
    browser.expect("#keys-summary", "26 keys");
    browser.expectNone("#loading");
    assertEquals("", browser.seen("#keys-trouble"));
  }

  @Test
  void severalPagesAreReadAndSeveralKeysDeleted() throws Exception {
    for (int i = 0; i < 44; i++) {
      create("key " + i, "ORG_MEMBER");
    }
    open();
    browser.expect("#keys-summary", "45 keys");
    browser.expectNone("#loading");
    browser.click("#select-all");
    browser.click("#rows input[value='" + idOf("first owner of the organization") + "']");
    browser.expect("#erase-selected", "Delete 44 keys");
    browser.click("#erase-selected");
    browser.type("#erase [name=typed]", "delete 44 keys");
    browser.click("#erase [type=submit]");
    browser.expect("#keys-summary", "1 key");
    browser.expectNone("dialog[open]");
    assertEquals(
        44, browser.script("return document.querySelector('#erase-progress').value").asInt());
    assertEquals(1, server.own("GET", "").get("totalCount").asInt());
  }

  /** Whoever stops it and asks about others meanwhile keeps what is not among those. */
  @Test
  void aDeletionThatWasStoppedDoesNotGoOnBehindTheNextQuestion() throws Exception {
    for (int i = 0; i < 3; i++) {
      create("key " + i, "ORG_MEMBER");
    }
    open();
    browser.expect("#keys-summary", "4 keys");
    browser.expectNone("#loading");
    List<String> ids = new ArrayList<>();
    browser
        .script("return [...document.querySelectorAll('#rows input')].map((box) => box.value)")
        .forEach(id -> ids.add(id.asText()));
    ids.remove(idOf("first owner of the organization"));
    browser.script(
        "const real = window.fetch; const free = new Promise((go) => (window.release = go));"
            + "window.erasing = 0;"
            + "window.fetch = async (...asked) => {"
            + " if (asked[1].method === 'DELETE') { window.erasing += 1; await free; }"
            + " return real(...asked); }");
    for (String id : ids) {
      browser.click("#rows input[value='" + id + "']");
    }
    browser.click("#erase-selected");
    browser.type("#erase [name=typed]", "delete 3 keys");
    browser.click("#erase [type=submit]");
    browser.until(() -> "a deletion", () -> browser.script("return erasing").asInt() > 0);
    browser.script("document.getElementById('erase').close()");
    browser.click("#rows input[value='" + ids.get(1) + "']");
    browser.click("#erase-selected");
    browser.expect("#erase-title", "Delete 2 keys?");
    browser.script("release()");
    browser.expectNone("#key-" + ids.get(0));
    browser.expectRest("#erase-form");
    browser.expect("#say", "1 of 3 keys deleted.");
    assertTrue(browser.isVisible("#erase"));
    assertEquals(3, server.own("GET", "").get("totalCount").asInt());
  }

  @Test
  void aKeyThatIsGoneLeavesTheTable() throws Exception {
    String opened = create("opened", "ORG_MEMBER");
    String deleted = create("deleted", "ORG_MEMBER");
    String keys = "/api/atlas/v1.0/orgs/" + server.organization() + "/apiKeys/";
    open();
    browser.expect("#keys-summary", "3 keys");
    browser.expectNone("#loading");
    server.call("DELETE", keys + opened);
    server.call("DELETE", keys + deleted);
    browser.click("#open-" + opened);
    browser.expect("#keys-trouble", "No API Key with ID");
    browser.expectNone("#key-" + opened);
    browser.click("#rows input[value='" + deleted + "']");
    browser.click("#erase-selected");
    String name = browser.text("#erase-list code");
    browser.type("#erase [name=typed]", name);
    browser.click("#erase [type=submit]");
    browser.expectNone("#key-" + deleted);
    browser.expectNone("dialog[open]");
  }

  private String wholePage() {
    return browser.script("return document.body.outerHTML").asText();
  }

  private String rotate(String gracePeriod) {
    browser.click("#secrets-form [value=" + gracePeriod + "]");
    browser.click("#secrets-form [type=submit]");
    browser.until(() -> browser.seen("#secrets-form"), () -> browser.isVisible("#issued-private"));
    String privateKey = browser.text("#issued-private");
    browser.click("#issued [data-close]");
    browser.expectNone("#issued");
    browser.expectRest("#secrets-form");
    return privateKey;
  }

  private boolean isRefused(String publicKey, String privateKey) {
    try {
      return status(publicKey, privateKey) == 401;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private int status(String publicKey, String privateKey) throws Exception {
    return server
        .call(publicKey + ":" + privateKey, "GET", "/api/claviger/v1/self", List.of())
        .statusCode();
  }

  @Test
  void whoSignedOutSeesNoSecretThatComesLate() {
    open();
    browser.script(
        "const real = window.fetch; window.answered = 0;"
            + "const free = new Promise((go) => (window.release = go));"
            + "window.fetch = async (...asked) => { const answer = await real(...asked);"
            + " await free;"
            + " setTimeout(() => (window.answered += 1), 200); return answer; }");
    browser.click("#create-open");
    browser.type("#create [name=desc]", "late");
    browser.click("#create [type=submit]");
    browser.script("document.getElementById('create').close();");
    browser.click("#sign-out");
    browser.script("release()");
    browser.until(() -> "an answer", () -> browser.script("return answered").asInt() > 0);
    browser.expectNone("dialog[open]");
    assertFalse(browser.isVisible("#keys"));
    assertEquals("", browser.seen("#issued-private"));
  }

  @Test
  void whoComesBackIsSignedOut() {
    open();
    browser.open(server.site() + "/console/style.css");
    browser.script("history.back()");
    browser.until(() -> "the page", () -> browser.isVisible("#sign-in"));
    assertFalse(browser.isVisible("#keys"));
    assertEquals("", browser.seen("#rows"));
  }
}
