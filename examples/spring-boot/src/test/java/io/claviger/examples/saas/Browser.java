package io.claviger.examples.saas;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chromium, driven through the WebDriver protocol of chromedriver. A selector finds what is visible
 * on the page and in the open shadow root of the element for keys.
 */
final class Browser implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("successfully on port ([0-9]+)");
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
  private static final JsonMapper JSON = new JsonMapper();

  /** Scripts may call {@code all(selector)}. */
  private static final String ALL =
      """
      const roots = [document, document.querySelector('claviger-keys')?.shadowRoot];
      const all = selector => roots.filter(root => root)
        .flatMap(root => [...root.querySelectorAll(selector)])
        .filter(each => each.checkVisibility());
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final String session;

  private Browser(Process driver, Path profile) throws IOException {
    this.driver = driver;
    String sessions = "http://127.0.0.1:" + port(driver) + "/session";
    Map<String, ?> wanted = Map.of("capabilities", Map.of("alwaysMatch", capabilities(profile)));
    this.session = sessions + "/" + send("POST", sessions, wanted).get("sessionId").asString();
  }

  /** Starts one with a new profile in this folder; fails if there is no chromedriver. */
  static Browser start(Path profile) throws IOException {
    try {
      return startOnce(profile);
    } catch (IOException e) {
      return startOnce(profile);
    }
  }

  /** A port that chromedriver finds free may be taken for IPv6, so there are two tries. */
  private static Browser startOnce(Path profile) throws IOException {
    Process driver =
        new ProcessBuilder("chromedriver", "--port=0").redirectErrorStream(true).start();
    try {
      return new Browser(driver, profile);
    } catch (RuntimeException | IOException | AssertionError e) {
      driver.destroyForcibly();
      throw e;
    }
  }

  private static String port(Process driver) throws IOException {
    BufferedReader output = driver.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        return port.group(1);
      }
    }
    throw new IOException("chromedriver ended before it listened");
  }

  private static Map<String, Object> capabilities(Path profile) {
    List<String> arguments =
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--user-data-dir=" + profile);
    return Map.of(
        "goog:chromeOptions", Map.of("args", arguments),
        "goog:loggingPrefs", Map.of("browser", "ALL"));
  }

  void open(String url) {
    post("url", Map.of("url", url));
  }

  /** Sets the width of the window, and whether the user prefers dark pages. */
  void show(int width, boolean dark) {
    Map<String, Object> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    devTools("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    devTools("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  void click(String selector) {
    expect(selector);
    post("element/" + element(selector) + "/click", Map.of());
  }

  /** Replaces the text of a field. */
  void type(String selector, String text) {
    expect(selector);
    String field = element(selector);
    post("element/" + field + "/clear", Map.of());
    post("element/" + field + "/value", Map.of("text", text));
  }

  /** Returns the visible text of all such elements, and what stands in fields. */
  String text(String selector) {
    return script(
            "return all(arguments[0])"
                + ".map(each => each.matches('input, textarea') ? each.value : each.innerText)"
                + ".join('\\n')",
            selector)
        .asString();
  }

  /** Waits until such an element is visible. */
  void expect(String selector) {
    until(selector + " is visible", "return all(arguments[0]).length > 0", selector);
  }

  /** Waits until no such element is visible. */
  void expectNone(String selector) {
    until(selector + " is gone", "return all(arguments[0]).length === 0", selector);
  }

  /** Waits until a script returns true, also across the loading of a page. */
  void until(String what, String code, Object... arguments) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!script(code, arguments).asBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "waited in vain until "
                + what
                + "; "
                + script("return location.href").asString()
                + " says: "
                + text("body, [data-view]"));
      }
    }
  }

  JsonNode script(String code, Object... arguments) {
    return post("execute/sync", Map.of("script", ALL + code, "args", List.of(arguments)));
  }

  /** Saves a picture of the whole page. */
  void screenshot(Path file) throws IOException {
    JsonNode picture =
        devTools("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(picture.get("data").asString()));
  }

  /** Returns a picture of an element, enlarged, as WebP in Base64. */
  String picture(String selector, double scale) {
    expect(selector);
    JsonNode box =
        script(
            "const box = all(arguments[0])[0].getBoundingClientRect();"
                + "return {x: box.x + scrollX, y: box.y + scrollY,"
                + " width: box.width, height: box.height, scale: arguments[1]}",
            selector,
            scale);
    Map<String, ?> wanted =
        Map.of("format", "webp", "quality", 90, "clip", box, "captureBeyondViewport", true);
    return devTools("Page.captureScreenshot", wanted).get("data").asString();
  }

  JsonNode devTools(String command, Map<String, ?> parameters) {
    return post("goog/cdp/execute", Map.of("cmd", command, "params", parameters));
  }

  /** Returns what the browser complained of, such as resources that the policy forbids. */
  JsonNode complaints() {
    return post("se/log", Map.of("type", "browser"));
  }

  private String element(String selector) {
    return script("return all(arguments[0])[0]", selector).get(ELEMENT).asString();
  }

  private JsonNode post(String command, Map<String, ?> parameters) {
    return send("POST", session + "/" + command, parameters);
  }

  private JsonNode send(String method, String uri, Map<String, ?> body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode value = JSON.readTree(response.body()).get("value");
      if (response.statusCode() != 200) {
        throw new AssertionError(uri + ": " + value.path("message").asString());
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    send("DELETE", session, Map.of());
    driver.destroy();
  }
}
