package io.claviger.atlas.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.Response;
import io.claviger.atlas.Site;
import io.claviger.atlas.roles.AtlasRoles;
import io.claviger.model.Role;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
  private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"(/[^\"]*)\"");
  private static final Pattern IMPORT = Pattern.compile("(?:from|import) '([^']+\\.js)'");

  private Site site;

  @BeforeEach
  void open() throws Exception {
    site = Site.open();
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void thePageIsServedToEverybodyUnderStrictHeaders() {
    Response page = site.nobody().call("GET", "/");
    assertEquals(200, page.status());
    assertEquals("text/html; charset=utf-8", page.header("content-type"));
    assertEquals(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'",
        page.header("content-security-policy"));
    assertEquals("nosniff", page.header("x-content-type-options"));
    assertEquals("no-referrer", page.header("referrer-policy"));
    assertEquals("same-origin", page.header("cross-origin-opener-policy"));
    assertEquals("same-origin", page.header("cross-origin-resource-policy"));
  }

  @Test
  void everythingThatItRefersToIsThere() {
    List<String> paths = paths();
    assertTrue(paths.contains("/api/management/claviger-keys.js"), paths::toString);
  }

  /** Its name does not say what a role is for. */
  @Test
  void eachRoleOfOrganizationsIsExplained() {
    String texts = body("/console/texts.js");
    for (Role role : AtlasRoles.all().ofOrganizations()) {
      assertTrue(texts.contains("'role." + role.name() + ".hint'"), role::name);
    }
  }

  @Test
  void nothingInItIsInline() {
    String page = body("/");
    assertFalse(
        page.matches(
            "(?s).*(<style|style=|\\son[a-z]+=|javascript:|<script(?! type=\"module\" src=)).*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console",
        "/console/",
        "/index.html",
        "/console/index.html",
        "/console/Console.class",
        "/console/../console/style.css",
        "/console/%2e%2e/style.css",
        "/console//style.css"
      })
  void noOtherPathIsServed(String path) {
    Response answer = site.nobody().call("GET", path);
    assertTrue(answer.status() == 404 || answer.status() == 400, path + " " + answer.status());
  }

  @Test
  void itIsOnlyRead() {
    assertEquals(200, site.nobody().call("HEAD", "/").status());
    Response refused = site.nobody().call("POST", "/");
    assertEquals(405, refused.status());
    assertEquals("GET, HEAD", refused.header("allow"));
  }

  private List<String> paths() {
    List<String> paths = new ArrayList<>(all(REFERENCE, body("/")));
    assertFalse(paths.isEmpty());
    for (int i = 0; i < paths.size(); i++) {
      for (String script : all(IMPORT, body(paths.get(i)))) {
        String path = URI.create(paths.get(i)).resolve(script).toString();
        if (!paths.contains(path)) {
          paths.add(path);
        }
      }
    }
    return paths;
  }

  private String body(String path) {
    Response answer = site.nobody().call("GET", path);
    assertEquals(200, answer.status(), path);
    return answer.body();
  }

  private static List<String> all(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    List<String> all = new ArrayList<>();
    while (found.find()) {
      all.add(found.group(1));
    }
    return all;
  }
}
