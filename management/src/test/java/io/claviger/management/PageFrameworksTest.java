package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What frameworks of pages do with an element: they render, move, change and load it again. */
class PageFrameworksTest extends PageTest {
  /** There are no elements on a server. */
  @Test
  void aServerImportsIt() throws Exception {
    Path script = Path.of("src/main/resources/io/claviger/management/element/claviger-keys.js");
    Process node =
        new ProcessBuilder(
                "node", "--input-type=module", "--eval", "await import('" + script.toUri() + "')")
            .redirectErrorStream(true)
            .start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, node.waitFor(), said);
  }

  @Test
  void itIsLoadedTwice() {
    page.open(keys());
    assertEquals(
        "loaded",
        browser.ask(
            "return import('/account/api-keys/claviger-keys.js?again')"
                + ".then(() => 'loaded', String)"));
  }

  @Test
  void itIsMoved() {
    fixture.create(NewApiKey.of("still there", Role.ORG_MEMBER));
    page.open(keys());
    browser.script(
        "const element = document.querySelector('claviger-keys');"
            + "element.remove();"
            + "document.querySelector('main').prepend(element);");
    browser.expect("[data-view=list]", "still there");
    page.does("create");
    browser.expect("input[name=description]");
    assertEquals(1, browser.count("input[name=description]"));
  }

  @Test
  void itsAttributesAreChanged() {
    page.open(keys());
    browser.script("document.querySelector('claviger-keys').setAttribute('lang', 'de')");
    browser.expect("[data-action=create]", "Schl\u00fcssel");
    browser.script(
        "document.querySelector('claviger-keys').setAttribute('organization', 'nowhere')");
    browser.expectNone("[data-view=list]");
  }
}
