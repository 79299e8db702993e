package io.claviger.management;

import static io.claviger.management.ManagementFixture.KEYS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A page of another site changes nothing, though each of its requests comes with the session of a
 * user. Over plain HTTP the browser does not say which site a request comes from.
 */
class PageCrossSiteTest extends PageTest {
  private static final String PASSWORD = "password";
  private static final String NEW_KEY =
      "{\"description\":\"of another site\",\"roles\":[{\"role\":\"ORG_OWNER\"}]}";

  /** Its name and value make a document, as {@code text/plain} joins them. */
  private static final String FORM =
      """
      const form = document.createElement('form');
      form.method = 'post';
      form.action = arguments[0];
      form.enctype = arguments[1];
      const input = document.createElement('input');
      const half = arguments[2].length / 2 | 0;
      input.name = arguments[2].slice(0, half);
      input.value = arguments[2].slice(half);
      form.append(input);
      document.body.append(form);
      form.submit();
      """;

  /** Returns a status, or else that the browser let nothing through. */
  private static final String FETCH =
      """
      return fetch(arguments[0], {credentials: 'include', ...arguments[1]})
          .then((response) => String(response.status))
          .catch(() => 'blocked');
      """;

  @Override
  String[] arguments() {
    return new String[] {
      "--host-resolver-rules=MAP app.example 127.0.0.1, MAP evil.example 127.0.0.1",
      "--ignore-certificate-errors",
      "--disable-features=HttpsUpgrades"
    };
  }

  @ParameterizedTest
  @CsvSource({"http, false", "http, true", "https, false", "https, true"})
  void anotherSiteChangesNothing(String scheme, boolean allowed, @TempDir Path folder)
      throws Exception {
    int port = scheme.equals("https") ? startTls(folder) : server.port();
    String own = scheme + "://app.example:" + port;
    String evil = scheme + "://evil.example:" + port + "/evil";
    String target = own + Pages.API + KEYS;
    page.open(own + Pages.KEYS).create("of the own site", "ORG_MEMBER");
    page.close();
    assertEquals(List.of("POST " + KEYS + ": 201"), server.changes);
    server.changes.clear();
    server.allowsOtherSites = allowed;
    String before = keysOfAcme();

    for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
      browser.open(evil);
      browser.script(FORM, target, type, NEW_KEY);
      browser.expect("body", "UNSUPPORTED_MEDIA_TYPE");
    }
    browser.open(evil);
    String key = target + "/" + ids(before);
    assertEquals(
        List.of("blocked", allowed ? "415" : "blocked"),
        List.of(
            browser.ask(FETCH, target, Map.of("method", "POST", "mode", "no-cors")),
            browser.ask(FETCH, target, Map.of("method", "POST", "body", NEW_KEY))));
    Map<String, Object> whole =
        Map.of(
            "body",
            NEW_KEY,
            "headers",
            Map.of("Content-Type", "application/json", "Claviger-Request", "1"));
    for (String[] change : new String[][] {{"POST", target}, {"DELETE", key}}) {
      Map<String, Object> options = new HashMap<>(whole);
      options.put("method", change[0]);
      assertEquals(allowed ? "403" : "blocked", browser.ask(FETCH, change[1], options));
    }

    browser.complaints();
    server.allowsOtherSites = false;
    assertEquals(before, keysOfAcme());
    assertTrue(
        server.changes.stream().allMatch(each -> each.matches(".*: 4(03|05|15)")),
        server.changes::toString);
    assertEquals(6, server.changes.size(), server.changes::toString);
  }

  private String keysOfAcme() {
    return fixture.owner().get(KEYS).response().body();
  }

  private static String ids(String keys) {
    return keys.replaceAll("(?s).*?\"id\":\"([0-9a-f]{24})\".*", "$1");
  }

  private int startTls(Path folder) throws Exception {
    Path keys = folder.resolve("keys.p12");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=app.example",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
    return server.startTls(keys, PASSWORD);
  }
}
