package io.claviger.testing.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Uses the element {@code <claviger-keys>} of an open page as a person does, in any language.
 *
 * @param browser shows a page with one such element
 */
public record KeyPage(Browser browser) {
  /** Where a list or the way to the first key is to be seen. */
  public static final String LOADED = ":is([data-view=list], [data-view=empty])";

  private static final String DIALOG = "dialog[open] ";
  private static final String CONFIRM = DIALOG + ":is([data-action=confirm], [data-action=submit])";

  /**
   * Returns a page with the two lines that an application adds to mount the element.
   *
   * @param context the path of the application, without a slash at its end; empty for the root
   */
  public static String html(String context) {
    try (InputStream in = KeyPage.class.getResourceAsStream("keys.html")) {
      String page = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return page.replace("src=\"", "src=\"" + context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a page, and waits until its keys are listed. */
  public KeyPage open(Object url) {
    browser.open(url);
    browser.expect(LOADED);
    return this;
  }

  /** Clicks what does this. */
  public KeyPage does(String action) {
    browser.click("[data-action=" + action + "]");
    return this;
  }

  /** Creates a key, and returns its private key, which is still shown. */
  public String create(String description, String role) {
    does("create");
    browser.type("input[name=description]", description);
    browser.click("input[name=role][value=" + role + "]");
    does("submit");
    return secret();
  }

  /** Returns the private key that is shown. */
  public String secret() {
    return browser.value("[data-secret-text]").strip();
  }

  /** Copies the private key that is shown, and closes its dialog. */
  public void copyAndClose() {
    browser.click(DIALOG + "[data-action=copy]");
    close();
  }

  /** Closes the dialog with a private key, or with the whitelist. */
  public void close() {
    browser.click(DIALOG + "[data-action=close]");
    browser.expectNone("dialog[open]");
  }

  /** Shows a key of the list. */
  public KeyPage show(String key) {
    browser.click("[data-key='" + key + "'] [data-action=open]");
    browser.expect("[data-view=key]");
    return this;
  }

  /** Rotates the key that is shown with this grace, and returns the new private key. */
  public String rotate(String grace) {
    does("rotate");
    browser.click("input[name=grace][value=" + grace + "]");
    confirm();
    return secret();
  }

  /** Confirms what the dialog asks. */
  public KeyPage confirm() {
    browser.click(CONFIRM);
    return this;
  }

  /** Answers no to what the dialog asks. */
  public KeyPage cancel() {
    browser.click(DIALOG + "[data-action=cancel]");
    browser.expectNone(DIALOG + "[data-action=cancel]");
    return this;
  }

  /** Asks whether an address could use the key, and waits for this answer. */
  public void tryAddress(String address, String verdict) {
    browser.type("input[name=address]", address);
    does("try");
    browser.expect("[data-verdict=" + verdict + "]");
  }
}
