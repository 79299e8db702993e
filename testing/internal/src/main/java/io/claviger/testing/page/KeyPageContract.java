package io.claviger.testing.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.testing.http.Mounted;
import io.claviger.testing.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A user manages keys with the element {@code <claviger-keys>}, whatever serves it. It needs
 * chromium and chromedriver: mvn -Pclients verify.
 */
@Tag("clients")
public abstract class KeyPageContract {
  private static final String WATCH =
      "window.changes = [];"
          + "document.addEventListener('claviger-keys-change', (event) =>"
          + " window.changes.push(JSON.stringify(event.detail)));";

  private static final String EVERYTHING =
      "const roots = [document];"
          + "for (const root of roots) for (const each of root.querySelectorAll('*'))"
          + " if (each.shadowRoot) roots.push(each.shadowRoot);"
          + "return roots.map((root) => (root.body ?? root).innerHTML"
          + " + [...root.querySelectorAll('input, textarea')].map((each) => each.value)).join()"
          + " + window.changes";

  /** Grizzly does not read the body of a request that offers to use HTTP/2. */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Starts the application, whose page of {@link KeyPage#html} is at {@link Mounted#page}. */
  protected abstract Mounted start() throws Exception;

  /** Returns what keys may read, as they do it with {@code X-API-Key}. */
  protected URI resource(Mounted mounted) {
    return URI.create(mounted.uri() + "/me");
  }

  @Test
  void aUserTellsTheStoryOfAKey(@TempDir Path profile) throws Exception {
    Mounted mounted = start();
    try (Browser browser = Browser.start(profile)) {
      signIn(browser, mounted);
      KeyPage page = new KeyPage(browser).open(mounted.page());
      browser.script(WATCH);
      new Story(mounted, page).tell();
      assertEquals(List.of(), browser.complaints());
    } finally {
      mounted.server().close();
    }
  }

  private static void signIn(Browser browser, Mounted mounted) {
    Map<String, String> headers = new TreeMap<>();
    for (int i = 0; i < mounted.user().size(); i += 2) {
      headers.put(mounted.user().get(i), mounted.user().get(i + 1));
    }
    browser.devTools("Network.enable", Map.<String, Object>of());
    browser.devTools("Network.setExtraHTTPHeaders", Map.<String, Object>of("headers", headers));
    browser.devTools(
        "Browser.grantPermissions",
        Map.<String, Object>of(
            "origin",
            mounted.page().resolve("/").toString(),
            "permissions",
            List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
  }

  private final class Story {
    private final Mounted mounted;
    private final KeyPage page;
    private final Browser browser;

    Story(Mounted mounted, KeyPage page) {
      this.mounted = mounted;
      this.page = page;
      this.browser = page.browser();
    }

    void tell() throws Exception {
      String first = create();
      String key = String.valueOf(Json.at(me(first), "caller.name"));
      page.show(key);
      String second = rotate(first, key);
      restrict(second);
      disableAndEnable(second);
      page.does("history");
      for (String type :
          List.of("API_KEY_CREATED", "API_KEY_ROTATED", "API_KEY_DISABLED", "API_KEY_ENABLED")) {
        browser.expect("[data-view=history] [data-event=" + type + "]");
      }
      page.does("back");
      revoke(second, key);
      checkEvents(key, first, second);
    }

    private String create() throws Exception {
      String secret = page.create("Nightly export", "ORG_MEMBER");
      assertTrue(browser.value("[data-call=curl]").contains(mounted.uri().getPath()));
      page.copyAndClose();
      assertEquals(secret, browser.ask("return navigator.clipboard.readText()"));
      assertGone(secret);
      assertEquals(200, use(secret));
      return secret;
    }

    /** The old secret works until it is deleted. */
    private String rotate(String first, String key) throws Exception {
      String old = secretId(key);
      String second = page.rotate("until-deleted");
      assertGone(first);
      page.close();
      assertGone(second);
      assertEquals(List.of(200, 200), List.of(use(first), use(second)));
      browser.click("[data-action=delete-secret][data-secret='" + old + "']");
      page.confirm();
      browser.expectNone("[data-secret='" + old + "']");
      assertEquals(List.of(401, 200), List.of(use(first), use(second)));
      return second;
    }

    private void restrict(String secret) throws Exception {
      page.does("edit-whitelist").does("add-my-address");
      String remove = "[data-action=remove][data-block^='127.0.0.1']";
      browser.expect(remove);
      page.tryAddress("203.0.113.9", "refused");
      page.tryAddress("127.0.0.1", "admitted");
      assertEquals(200, use(secret));
      browser.click(remove);
      page.cancel();
      browser.expect(remove);
      browser.click(remove);
      page.confirm();
      browser.expectNone(remove);
      page.close();
    }

    private void disableAndEnable(String secret) throws Exception {
      page.does("disable").confirm();
      browser.expect("[data-action=enable]");
      assertEquals(401, use(secret));
      page.does("enable");
      browser.expect("[data-action=disable]");
      assertEquals(200, use(secret));
    }

    private void revoke(String secret, String key) throws Exception {
      page.does("revoke");
      browser.expect("dialog[open]", "Nightly export");
      browser.expect("dialog[open]", "127.0.0.1");
      page.cancel().does("revoke").confirm();
      browser.expect(KeyPage.LOADED);
      browser.expectNone("[data-key='" + key + "']");
      assertEquals(401, use(secret));
    }

    private void checkEvents(String key, String... secrets) {
      String changes = browser.ask("return window.changes.join('\\n')");
      for (String action :
          List.of(
              "created",
              "rotated",
              "secret-deleted",
              "whitelist-changed",
              "disabled",
              "enabled",
              "revoked")) {
        assertTrue(changes.contains("\"" + action + "\""), changes);
      }
      assertTrue(changes.contains(key), changes);
      for (String secret : secrets) {
        assertGone(secret);
      }
    }

    private void assertGone(String secret) {
      assertFalse(browser.ask(EVERYTHING).contains(secret));
    }

    private String secretId(String key) throws Exception {
      String path = mounted.uri() + "/organizations/acme/keys/" + key;
      return String.valueOf(Json.at(Json.parse(send(path, mounted.user()).body()), "secrets.0.id"));
    }

    private Object me(String secret) throws Exception {
      return Json.object(
          Json.parse(send(mounted.uri() + "/me", List.of("X-API-Key", secret)).body()));
    }

    private int use(String secret) throws Exception {
      return send(resource(mounted).toString(), List.of("X-API-Key", secret)).statusCode();
    }

    private HttpResponse<String> send(String uri, List<String> headers)
        throws IOException, InterruptedException {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
      for (int i = 0; i < headers.size(); i += 2) {
        request.header(headers.get(i), headers.get(i + 1));
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
