package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.AccessTokenId;
import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.Labels;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each view, on a desktop and on a phone, in light and in dark: nothing is wider than the window,
 * and axe finds nothing that keeps people out. The pictures are in {@code target/screenshots}.
 */
class PageViewsTest extends PageTest {
  private static final Path AXE =
      Path.of("src", "test", "clients", "node_modules", "axe-core", "axe.min.js");

  private static final String CHECK =
      """
      return axe.run().then((result) => result.violations.flatMap((violation) =>
          violation.nodes.map((node) => violation.id + ': ' + node.html + ' ' + node.failureSummary))
          .join('\\n'));
      """;

  /** Otherwise axe takes the background of each page for white. */
  private static final String BACKGROUND = "document.documentElement.style.background = 'Canvas'";

  private static final String EMPTY =
      """
      const element = document.querySelector('claviger-keys');
      element.fetch = (url, options) => /[/]keys([?].*)?$/.test(url)
          ? Promise.resolve(new Response('{"keys": []}', {headers: {'Content-Type': 'application/json'}}))
          : fetch(url, options);
      element.refresh();
      """;

  /**
   * Dialogs scroll their content, but not sideways, and do not go under a scroll bar of the page.
   */
  private static final String WIDER =
      """
      const root = document.querySelector('claviger-keys').shadowRoot;
      return [document.documentElement, ...root.querySelectorAll('dialog[open]')]
          .filter((each) => each.scrollWidth > each.clientWidth
              || each.getBoundingClientRect().right > document.documentElement.clientWidth)
          .map((each) => each.localName + ' ' + each.scrollWidth + ' > ' + each.clientWidth)
          .join();
      """;

  private enum View {
    NOBODY,
    ERROR,
    EMPTY,
    LIST,
    CREATE,
    REFUSED,
    SECRET,
    KEY,
    EDIT,
    ROTATE,
    WHITELIST,
    CONFIRM,
    HISTORY
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void everybodyCanUseIt(View view) throws IOException {
    open(view, keys());
    String axe = Files.readString(AXE);
    for (int width : new int[] {1280, 390}) {
      for (boolean dark : new boolean[] {false, true}) {
        String name =
            view.name().toLowerCase(Locale.ROOT)
                + "-"
                + width
                + (dark ? "-dark.png" : "-light.png");
        browser.show(width, 900, dark);
        browser.screenshot(Path.of("target", "screenshots", name));
        assertEquals("", browser.ask(WIDER), name);
        browser.script(BACKGROUND);
        browser.script("if (!window.axe) {" + axe + "}");
        assertEquals("", browser.ask(CHECK), name);
      }
    }
  }

  /** German words are long, and Arabic is written from right to left. */
  @ParameterizedTest
  @EnumSource(
      value = View.class,
      names = {"LIST", "CREATE", "SECRET", "KEY", "ROTATE", "WHITELIST", "CONFIRM", "HISTORY"})
  void otherLanguagesFitToo(View view) throws IOException {
    for (String language : new String[] {"lang=de", "lang=ar&dir=rtl&texts=/texts.json"}) {
      open(view, keys(language));
      browser.show(390, 900, false);
      String name = view.name().toLowerCase(Locale.ROOT) + "-" + language.substring(5, 7);
      browser.screenshot(Path.of("target", "screenshots", name + ".png"));
      assertEquals("", browser.ask(WIDER), name);
      browser.show(1280, 900, false);
      assertEquals("", browser.ask(WIDER), name);
    }
  }

  /** Pages often have variables of these names, and set the colors of the element from them. */
  @Test
  void aPageMayUseTheNamesOfItsOwnColors() {
    open(View.CONFIRM, keys());
    browser.script(
        """
        document.documentElement.style.setProperty('--danger', 'rgb(1, 2, 3)');
        document.querySelector('claviger-keys').style.setProperty('--claviger-danger', 'var(--danger)');
        """);
    String color =
        """
        const root = document.querySelector('claviger-keys').shadowRoot;
        return getComputedStyle(root.querySelector('dialog [data-action=confirm]')).backgroundColor;
        """;
    assertEquals("rgb(1, 2, 3)", browser.ask(color));
  }

  private void open(View view, String url) {
    String key = keysOfEachKind();
    switch (view) {
      case NOBODY -> {
        server.user = Optional.empty();
        browser.open(url);
        browser.expect("[data-view=nobody]");
      }
      case ERROR -> {
        server.failures.set(10);
        browser.open(url);
        browser.expect("[data-view=error] [data-action=retry]");
      }
      case EMPTY -> {
        page.open(url);
        browser.script(EMPTY);
        browser.expect("[data-view=empty]");
      }
      case LIST -> page.open(url);
      case CREATE -> {
        page.open(url).does("create");
        browser.expect("input[name=description]");
      }
      case REFUSED -> {
        page.open(url).does("create");
        browser.type("input[name=description]", "Refused");
        browser.click("input[name=role][value=ORG_MEMBER]");
        browser.type("textarea[name=whitelist]", "nonsense");
        page.does("submit");
        browser.expect("[role=alert]", "nonsense");
        assertEquals("Refused", browser.value("input[name=description]"));
      }
      case SECRET -> assertTrue(page.open(url).create("New", "ORG_MEMBER").length() > 20);
      case KEY -> page.open(url).show(key);
      case EDIT -> {
        page.open(url).show(key).does("edit");
        browser.expect("input[name=description]");
      }
      case ROTATE -> {
        page.open(url).show(key).does("rotate");
        browser.expect("dialog[open] input[name=grace]");
      }
      case WHITELIST -> {
        page.open(url).show(key).does("edit-whitelist");
        browser.expect("[data-action=remove]");
        page.tryAddress("203.0.113.9", "refused");
      }
      case CONFIRM -> {
        page.open(url).show(key).does("revoke");
        browser.expect("dialog[open] [data-action=confirm]");
      }
      case HISTORY -> {
        page.open(url).show(key).does("history");
        browser.expect("[data-view=history] [data-event]");
      }
      default -> throw new IllegalArgumentException(view.name());
    }
  }

  /** Creates keys in each state, and returns the id of one that has everything. */
  private String keysOfEachKind() {
    fixture.clock.set(Instant.now().minus(Duration.ofHours(2)));
    fixture.create(NewApiKey.of("x".repeat(250), Role.ORG_READ_ONLY));
    fixture.create(
        NewApiKey.of("expired", Role.ORG_MEMBER)
            .withExpiry(fixture.clock.instant().plus(Duration.ofHours(1))));
    IssuedApiKey key =
        fixture.create(
            NewApiKey.of("Nightly export of the billing data", Role.ORG_OWNER)
                .withProjectRole(ManagementFixture.ALPHA, Role.PROJECT_READ_ONLY)
                .withWhitelist(
                    CidrBlock.parse("127.0.0.0/8"),
                    CidrBlock.parse("2001:db8:aaaa:bbbb:cccc:dddd:eeee:0/112"))
                .withLabels(Labels.of(Map.of("team", "billing"))));
    ManagementClient itself = fixture.nobody().from(Optional.of("127.0.0.1")).as(key);
    assertEquals(200, itself.get("/me").status());
    AccessTokenId unused = fixture.endToken(key, 1);
    fixture.clock.advance(Duration.ofHours(2));
    return key.apiKey().id().value();
  }
}
