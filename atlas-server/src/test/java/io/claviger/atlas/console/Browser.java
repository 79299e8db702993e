package io.claviger.atlas.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.claviger.atlas.TestJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chromium, driven as a person would: by what is to be seen, and by keys and clicks. */
final class Browser implements AutoCloseable {
  static final String ENTER = "\uE007";
  static final String TAB = "\uE004";
  static final String ESCAPE = "\uE00C";

  private static final Pattern PORT = Pattern.compile("successfully on port ([0-9]+)");
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

  /** Finds elements in the page and in the tree of the element for keys. */
  private static final String ALL =
      "const all = (selector) => [document, document.querySelector('claviger-keys')?.shadowRoot]"
          + ".flatMap((root) => [...(root?.querySelectorAll(selector) ?? [])]);";

  private final Process driver;
  private final WebDriver session;

  private Browser(Process driver, WebDriver session) {
    this.driver = driver;
    this.session = session;
  }

  /** Starts one with a fresh profile in this folder; fails where there is none. */
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
        new ProcessBuilder("chromedriver", "--port=0")
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try {
      return new Browser(driver, WebDriver.open(port(driver), capabilities(profile)));
    } catch (RuntimeException | IOException e) {
      driver.destroyForcibly();
      throw e;
    }
  }

  private static int port(Process driver) throws IOException {
    BufferedReader output = driver.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        return Integer.parseInt(port.group(1));
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
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + profile);
    return Map.of(
        "goog:chromeOptions", Map.of("args", arguments),
        "goog:loggingPrefs", Map.of("browser", "ALL", "performance", "ALL"),
        "unhandledPromptBehavior", "ignore");
  }

  void open(String url) {
    session.post("url", Map.of("url", url));
  }

  /** As wide as that, by day or by night. */
  void resize(int width, int height, boolean dark) {
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    cdp(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  JsonNode script(String code, Object... arguments) {
    return session.post("execute/sync", Map.of("script", code, "args", List.of(arguments)));
  }

  /** What is written there, once there is such an element that can be seen. */
  String text(String selector) {
    return script(ALL + "return all(arguments[0])[0].innerText", visible(selector)).asText();
  }

  /** Clicks once it can be seen and what it belongs to is at rest: work in hand takes no click. */
  void click(String selector) {
    visible(selector);
    expectRest(selector);
    session.post("element/" + element(selector) + "/click", Map.of());
  }

  /** Replaces what is in the field. */
  void type(String selector, String text) {
    visible(selector);
    String field = element(selector);
    session.post("element/" + field + "/clear", Map.of());
    session.post("element/" + field + "/value", Map.of("text", text));
  }

  /** Presses keys, whatever has the focus. */
  void press(String... texts) {
    List<Object> actions = new ArrayList<>();
    for (String text : texts) {
      text.codePoints()
          .mapToObj(Character::toString)
          .forEach(
              key -> {
                actions.add(Map.of("type", "keyDown", "value", key));
                actions.add(Map.of("type", "keyUp", "value", key));
              });
    }
    session.post(
        "actions",
        Map.of("actions", List.of(Map.of("type", "key", "id", "keyboard", "actions", actions))));
  }

  /** Waits until that text is to be seen there. */
  void expect(String selector, String text) {
    until(
        () -> "\"" + text + "\" in " + selector + ", which says: " + seen(selector),
        () -> seen(selector).contains(text));
  }

  /** Waits until no such element is to be seen. */
  void expectNone(String selector) {
    until(() -> "no " + selector, () -> !isVisible(selector));
  }

  /** Waits until nothing is done there any more. */
  void expectRest(String selector) {
    until(
        () -> "rest in " + selector,
        () ->
            script(ALL + "return !all(arguments[0])[0]?.closest('[aria-busy=true]')", selector)
                .asBoolean());
  }

  private String visible(String selector) {
    until(() -> selector, () -> isVisible(selector));
    return selector;
  }

  boolean isVisible(String selector) {
    return script(
            ALL
                + "const [found] = all(arguments[0]);"
                + "return !!found && found.checkVisibility() && found.getClientRects().length > 0",
            selector)
        .asBoolean();
  }

  /** All that can be read in such elements. */
  String seen(String selector) {
    return script(
            ALL
                + "return all(arguments[0])"
                + ".filter((one) => one.checkVisibility()).map((one) => one.innerText).join('\\n')",
            selector)
        .asText();
  }

  /** Asks again and again: each question takes the browser some milliseconds. */
  void until(Supplier<String> what, Supplier<Boolean> condition) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.get()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for " + what.get());
      }
    }
  }

  private String element(String selector) {
    return script(ALL + "return all(arguments[0])[0]", selector).get(ELEMENT).asText();
  }

  int count(String selector) {
    return script(ALL + "return all(arguments[0]).length", selector).asInt();
  }

  /** Returns the value of a field, once it is there. */
  String value(String selector) {
    until(() -> selector, () -> count(selector) > 0);
    return script(ALL + "return all(arguments[0])[0].value", selector).asText();
  }

  void screenshot(Path file) throws IOException {
    JsonNode picture = cdp("Page.captureScreenshot", Map.of("format", "png"));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(picture.get("data").asText()));
  }

  JsonNode cdp(String command, Map<String, Object> parameters) {
    return session.post("goog/cdp/execute", Map.of("cmd", command, "params", parameters));
  }

  /** What was logged since the last time, {@code browser} or {@code performance}. */
  List<JsonNode> log(String type) {
    List<JsonNode> entries = new ArrayList<>();
    session.post("se/log", Map.of("type", type)).forEach(entries::add);
    return entries;
  }

  /** What the page sent, and what came back, as DevTools tell it. */
  List<JsonNode> network() {
    return log("performance").stream()
        .map(entry -> entry.get("message").asText().getBytes(StandardCharsets.UTF_8))
        .map(text -> TestJson.read(text).orElseThrow().get("message"))
        .filter(message -> message.get("method").asText().startsWith("Network."))
        .toList();
  }

  @Override
  public void close() {
    session.end();
    driver.destroy();
    try {
      if (!driver.waitFor(10, TimeUnit.SECONDS)) {
        driver.destroyForcibly();
      }
    } catch (InterruptedException e) {
      driver.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
