package io.claviger.examples.saas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.Claviger;
import io.claviger.testing.page.Browser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The life of a key in five pictures, which become {@code target/screenshots/key-story.svg}. The
 * file in {@code docs} is a copy of it, which nothing renews.
 */
@Tag("clients")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:story")
class KeyStoryTest {
  private static final Path STORY = Path.of("target", "screenshots", "key-story.svg");
  private static final List<Boolean> SCHEMES = List.of(false, true);

  private static final String STYLE =
      """
      <style>
        :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif }
        body { margin: 0 }
        main { width: 380px; box-sizing: border-box; padding: 8px; display: grid; gap: 12px;
          background: light-dark(#fff, #0d1117); color: light-dark(#1b2430, #e6eaf0) }
        figure { margin: 0 }
        figcaption { font-weight: 600; margin-bottom: 4px }
        img, pre { width: 364px; box-sizing: border-box; border-radius: 10px;
          border: 1px solid light-dark(#dde1e7, #303945); display: block }
        figure:nth-child(-n+2) img { height: 285px; object-fit: cover; object-position: top;
          mask-image: linear-gradient(#000 90%, transparent) }
        pre { margin: 0; padding: 8px 12px; font: 11.5px/1.5 monospace; white-space: pre-wrap;
          background: light-dark(#f6f8fa, #161b22) }
      </style>
      """;

  private static final String TERMINAL =
      """
      <pre>$ curl -i -H 'X-API-Key: %s...' \\
          https://api.example.com/reports
      <b>HTTP %d</b>
      %s</pre>
      """;

  private static final String SVG =
      """
      <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 380 %1$d' width='380' height='%1$d'>
      <style>.dark { display: none }
      @media (prefers-color-scheme: dark) { .dark { display: inline } .light { display: none } }
      </style>
      %2$s</svg>
      """;

  @TempDir Path profile;
  @LocalServerPort int port;
  @Autowired Claviger claviger;
  @Autowired Tenants tenants;
  @Autowired JdbcClient jdbc;

  /** The pictures of light and of dark pages, by their captions. */
  private final Map<Boolean, Map<String, String>> frames =
      Map.of(false, new LinkedHashMap<>(), true, new LinkedHashMap<>());

  private Browser browser;

  @Test
  void aKeyIsCreatedCopiedUsedAndRevoked() throws Exception {
    TenantUser owner = new TestKeys(tenants, claviger).signUp("frank");
    jdbc.sql("insert into report (tenant, title) values (?, 'Visitors in May')")
        .param(owner.organization().value())
        .update();
    try (Browser started = Browser.start(profile)) {
      browser = started;
      signIn();
      browser.click("[data-action=create]");
      browser.type("[name=description]", "Nightly export");
      browser.click("[name=role][value=REPORT_READER]");
      browser.type("[name=whitelist]", "127.0.0.1");
      takePicture("1. A customer creates a key");
      browser.click("[data-action=submit]");
      browser.expect("[data-secret-text]");
      String secret = browser.value("[data-secret-text]");
      takePicture("2. and copies its secret, once");
      assertEquals(200, use("3. The customer's program calls your API", secret));
      browser.open(site());
      browser.click("[data-action=open]");
      browser.click("[data-action=revoke]");
      browser.expect("dialog [data-action=confirm]");
      takePicture("4. The customer revokes the key");
      browser.click("dialog [data-action=confirm]");
      browser.expectNone("dialog");
      assertEquals(401, use("5. and it is refused", secret));
      writeStory();
    }
  }

  private void signIn() throws IOException {
    browser.show(1100, 900, false);
    browser.open(site() + "/login");
    browser.type("[name=username]", "frank");
    browser.type("[name=password]", "correct horse");
    browser.click("main .act");
    browser.expect("[data-action=create]");
  }

  private String site() {
    return "http://127.0.0.1:" + port;
  }

  private void takePicture(String caption) {
    for (boolean dark : SCHEMES) {
      browser.show(480, 900, dark);
      String data = browser.picture("dialog", 2);
      frames.get(dark).put(caption, "<img src='data:image/webp;base64," + data + "'>");
    }
    browser.show(1100, 900, false);
  }

  private int use(String caption, String secret) throws Exception {
    HttpResponse<String> answer = new Client(port, secret).get("/reports");
    String terminal =
        TERMINAL.formatted(
            secret.substring(0, 16),
            answer.statusCode(),
            answer.body().replace(",", ", ").replace("<", "&lt;"));
    SCHEMES.forEach(dark -> frames.get(dark).put(caption, terminal));
    return answer.statusCode();
  }

  private void writeStory() throws IOException {
    StringBuilder images = new StringBuilder();
    int height = 0;
    for (boolean dark : SCHEMES) {
      browser.open("about:blank");
      browser.show(380, 900, dark);
      browser.script("document.documentElement.innerHTML = arguments[0]", page(frames.get(dark)));
      height = Integer.parseInt(browser.ask("return document.querySelector('main').offsetHeight"));
      images
          .append("<image class='" + (dark ? "dark" : "light"))
          .append("' width='100%' height='100%' href='data:image/webp;base64,")
          .append(browser.picture("main", 2))
          .append("'/>\n");
    }
    Files.createDirectories(STORY.getParent());
    Files.writeString(STORY, SVG.formatted(height, images));
  }

  private static String page(Map<String, String> frames) {
    StringBuilder page = new StringBuilder(STYLE + "<main>");
    frames.forEach(
        (caption, frame) ->
            page.append("<figure><figcaption>" + caption + "</figcaption>" + frame + "</figure>"));
    return page + "</main>";
  }
}
