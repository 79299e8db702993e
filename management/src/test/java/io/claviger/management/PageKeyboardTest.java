package io.claviger.management;

import static io.claviger.testing.page.Browser.ENTER;
import static io.claviger.testing.page.Browser.ESCAPE;
import static io.claviger.testing.page.Browser.TAB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import io.claviger.testing.page.KeyPage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has no mouse creates and revokes keys, and finds the focus again after each dialog. */
class PageKeyboardTest extends PageTest {
  private static final int MAX_TABS = 80;

  @ParameterizedTest
  @ValueSource(ints = {1280, 390})
  void aKeyIsCreatedAndRevoked(int width) {
    browser.show(width, 900, false);
    fixture.create(NewApiKey.of("other", Role.ORG_MEMBER));
    page.open(keys());
    reach("create");
    browser.press(ENTER);
    browser.expect("input[name=description]");
    reach("description");
    browser.press("By keys");
    reach("role");
    browser.press(" ");
    reach("submit");
    browser.press(ENTER);
    String secret = page.secret();
    browser.press(ESCAPE);
    browser.expect("dialog[data-dialog=lose-secret]");
    browser.press(ESCAPE);
    browser.expectNone("dialog[data-dialog=lose-secret]");
    assertEquals(secret, page.secret());
    reach("close");
    browser.press(ENTER);
    browser.until(() -> "find the focus on the new key", () -> browser.focused().equals("open"));
    browser.press(ENTER);
    browser.expect("[data-view=key] h2", "By keys");
    revoke();
  }

  private void revoke() {
    reach("revoke");
    browser.press(ENTER);
    browser.expect("dialog[open] [data-action=confirm]");
    browser.press(ESCAPE);
    browser.expectNone("dialog[open]");
    assertEquals("revoke", browser.focused());
    browser.press(ENTER);
    browser.expect("dialog[open] [data-action=confirm]");
    reach("confirm");
    browser.press(ENTER);
    browser.expect(KeyPage.LOADED);
  }

  /** Presses the tabulator until an element of this action or name has the focus. */
  private void reach(String name) {
    for (int i = 0; i < MAX_TABS; i++) {
      if (browser.focused().equals(name)) {
        return;
      }
      browser.press(TAB);
    }
    throw new AssertionError("the keyboard does not reach " + name);
  }
}
