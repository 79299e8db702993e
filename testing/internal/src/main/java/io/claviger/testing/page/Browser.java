package io.claviger.testing.page;

import io.claviger.testing.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chromium, driven as a person does it: by clicks and keys, on what can be seen. A selector finds
 * elements of the document and of open shadow roots, at any depth. Each method waits until the
 * element that it needs is there.
 */
public final class Browser implements AutoCloseable {
  public static final String ENTER = "\uE007";
  public static final String TAB = "\uE004";
  public static final String ESCAPE = "\uE00C";

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

  /** An element that was replaced or covered while it was looked up is looked up again. */
  private static final Set<String> AGAIN =
      Set.of(
          "stale element reference",
          "detached shadow root",
          "element click intercepted",
          "element not interactable",
          "invalid element state");

  /** Declares {@code all}, the elements of the selector, and {@code seen}, those to be seen. */
  private static final String FIND =
      """
      const roots = [document];
      for (const root of roots) {
        for (const each of root.querySelectorAll('*')) {
          if (each.shadowRoot) roots.push(each.shadowRoot);
        }
      }
      const all = roots.flatMap((root) => [...root.querySelectorAll(arguments[0])]);
      const seen = all.filter((each) => each.checkVisibility() && each.getClientRects().length > 0);
      """;

  private static final String READY =
      FIND
          + "return seen.find((each) => !each.matches(':disabled')"
          + " && !each.closest('[aria-busy=true], [inert]')) ?? null";

  private final WebDriver driver;

  private Browser(WebDriver driver) {
    this.driver = driver;
  }

  /**
   * Starts one with a new profile in this folder; fails if there is no chromedriver.
   *
   * @param more more arguments of Chromium
   */
  public static Browser start(Path profile, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile));
    arguments.addAll(List.of(more));
    return new Browser(
        WebDriver.start(
            Map.<String, Object>of(
                "goog:chromeOptions", Map.<String, Object>of("args", arguments),
                "goog:loggingPrefs", Map.<String, Object>of("browser", "ALL", "performance", "ALL"),
                "unhandledPromptBehavior", "ignore")));
  }

  /** Opens an address, and waits until it has loaded. */
  public void open(Object url) {
    driver.post("url", Map.<String, Object>of("url", url.toString()));
  }

  /** Sets the size of the window, and whether the user prefers dark pages. */
  public void show(int width, int height, boolean dark) {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.<String, Object>of(
            "width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    devTools(
        "Emulation.setEmulatedMedia",
        Map.<String, Object>of(
            "features",
            List.of(
                Map.<String, Object>of(
                    "name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.<String, Object>of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** Returns what a script returns; of a promise, its value. */
  public @Nullable Object script(String code, Object... arguments) {
    return driver.post(
        "execute/sync", Map.<String, Object>of("script", code, "args", List.of(arguments)));
  }

  /** Returns what a script returns, as text. */
  public String ask(String code, Object... arguments) {
    return String.valueOf(script(code, arguments));
  }

  /** Checks whether a script returns true. */
  public boolean holds(String code, Object... arguments) {
    return Boolean.TRUE.equals(script(code, arguments));
  }

  /** Clicks the first such element that can be used. */
  public void click(String selector) {
    use(
        selector,
        element -> driver.post("element/" + element + "/click", Map.<String, Object>of()));
  }

  /** Replaces the text of a field. */
  public void type(String selector, String text) {
    use(
        selector,
        element -> {
          driver.post("element/" + element + "/clear", Map.<String, Object>of());
          driver.post("element/" + element + "/value", Map.<String, Object>of("text", text));
        });
  }

  private void use(String selector, Consumer<String> use) {
    until(
        () -> "use " + selector,
        () -> {
          Object element = Json.at(script(READY, selector), ELEMENT);
          try {
            if (element != null) {
              use.accept((String) element);
            }
            return element != null;
          } catch (WebDriver.RefusedException e) {
            if (!AGAIN.contains(e.error())) {
              throw e;
            }
            return false;
          }
        });
  }

  /** Presses keys, whatever has the focus. */
  public void press(String... texts) {
    List<Object> actions = new ArrayList<>();
    for (String key : String.join("", texts).codePoints().mapToObj(Character::toString).toList()) {
      actions.add(Map.<String, Object>of("type", "keyDown", "value", key));
      actions.add(Map.<String, Object>of("type", "keyUp", "value", key));
    }
    driver.post(
        "actions",
        Map.<String, Object>of(
            "actions",
            List.of(Map.<String, Object>of("type", "key", "id", "keyboard", "actions", actions))));
  }

  /** Returns the name of the element with the focus: its action, or else its name, or its tag. */
  public String focused() {
    return ask(
        "let it = document.activeElement;"
            + "while (it?.shadowRoot?.activeElement) it = it.shadowRoot.activeElement;"
            + "return it?.dataset.action ?? (it?.name || it?.localName)");
  }

  /** Returns the text of all such elements that can be seen. */
  public String text(String selector) {
    return ask(FIND + "return seen.map((each) => each.innerText).join('\\n')", selector);
  }

  /** Returns what the first such element holds: the value of a field, or else the text. */
  public String value(String selector) {
    expect(selector);
    return ask(FIND + "return seen[0].value ?? seen[0].textContent", selector);
  }

  /** Returns how many such elements can be seen. */
  public int count(String selector) {
    return Integer.parseInt(ask(FIND + "return seen.length", selector));
  }

  /** Returns how many such elements there are, whether they can be seen or not. */
  public int present(String selector) {
    return Integer.parseInt(ask(FIND + "return all.length", selector));
  }

  /** Waits until such an element can be seen. */
  public void expect(String selector) {
    until(() -> "see " + selector, () -> count(selector) > 0);
  }

  /** Waits until such elements have this text. */
  public void expect(String selector, String text) {
    until(
        () -> "see \"" + text + "\" in " + selector + ": " + text(selector),
        () -> text(selector).contains(text));
  }

  /** Waits until no such element can be seen. */
  public void expectNone(String selector) {
    until(() -> "see no " + selector, () -> count(selector) == 0);
  }

  /** Waits for a condition. Each question takes the browser some milliseconds. */
  public void until(Supplier<String> what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("could not " + what.get() + "\n" + text("html, [data-view]"));
      }
    }
  }

  /** Saves a picture of the whole page. */
  public void screenshot(Path file) throws IOException {
    String picture =
        capture(Map.<String, Object>of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(picture));
  }

  /** Returns a picture of an element, enlarged, as WebP in Base64. */
  public String picture(String selector, double scale) {
    expect(selector);
    Object box =
        script(
            FIND
                + "const box = seen[0].getBoundingClientRect();"
                + "return {x: box.x + scrollX, y: box.y + scrollY,"
                + " width: box.width, height: box.height, scale: arguments[1]}",
            selector,
            scale);
    return capture(
        Map.<String, Object>of(
            "format",
            "webp",
            "quality",
            90,
            "clip",
            Json.object(box),
            "captureBeyondViewport",
            true));
  }

  private String capture(Map<String, ?> wanted) {
    devTools("Emulation.setScrollbarsHidden", Map.<String, Object>of("hidden", true));
    Object captured = devTools("Page.captureScreenshot", wanted);
    devTools("Emulation.setScrollbarsHidden", Map.<String, Object>of("hidden", false));
    return String.valueOf(Json.at(captured, "data"));
  }

  /** Sends a command of the DevTools protocol. */
  public @Nullable Object devTools(String command, Map<String, ?> parameters) {
    return driver.post(
        "goog/cdp/execute", Map.<String, Object>of("cmd", command, "params", parameters));
  }

  /** Returns what the browser noted since the last time, such as what a policy forbids. */
  public List<String> complaints() {
    return log("browser")
        .map(entry -> Json.at(entry, "source") + ": " + Json.at(entry, "message"))
        .toList();
  }

  /** Returns the events of the DevTools protocol for requests and responses since the last call. */
  public List<Object> network() {
    return log("performance")
        .map(entry -> Json.parse(String.valueOf(Json.at(entry, "message"))))
        .<Object>map(event -> Json.object(Json.at(event, "message")))
        .filter(event -> String.valueOf(Json.at(event, "method")).startsWith("Network."))
        .toList();
  }

  private Stream<?> log(String type) {
    return Json.list(driver.post("se/log", Map.<String, Object>of("type", type))).stream();
  }

  @Override
  public void close() {
    driver.close();
  }
}
