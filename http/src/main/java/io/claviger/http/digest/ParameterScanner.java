package io.claviger.http.digest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a scheme (RFC 9110, section 11.4): {@code name = value}, separated by
 * commas. A value is a token or a quoted string. There may be blanks around commas and equals
 * signs, and elements may be empty. The text is read once.
 */
final class ParameterScanner {
  private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

  private final String text;
  private int at;

  ParameterScanner(String text, int from) {
    this.text = text;
    this.at = from;
  }

  /**
   * Returns the values by name, with names in lower case. It is empty if the text breaks a rule or
   * a name comes twice.
   */
  Optional<Map<String, String>> parameters() {
    Map<String, String> parameters = new HashMap<>();
    skipBlanks();
    while (at < text.length()) {
      if (text.charAt(at) != ',' && !readParameter(parameters)) {
        return Optional.empty();
      }
      skipBlanks();
      if (at < text.length() && !skip(',')) {
        return Optional.empty();
      }
      skipBlanks();
    }
    return Optional.of(parameters);
  }

  private boolean readParameter(Map<String, String> parameters) {
    String name = token();
    skipBlanks();
    if (name == null || !skip('=')) {
      return false;
    }
    skipBlanks();
    String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
    return value != null && parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value) == null;
  }

  /** Returns null if there is no token. A token has at least one character. */
  private @Nullable String token() {
    int start = at;
    while (at < text.length() && isTokenCharacter(text.charAt(at))) {
      at++;
    }
    return at > start ? text.substring(start, at) : null;
  }

  /**
   * Returns the text between the quotes, without the escapes. Returns null if the closing quote is
   * missing or a character is not printable ASCII.
   */
  private @Nullable String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
      }
      if (at == text.length() || !isPrintable(text.charAt(at))) {
        return null;
      }
      value.append(text.charAt(at));
      at++;
    }
    return skip('"') ? value.toString() : null;
  }

  private boolean skip(char expected) {
    boolean there = at < text.length() && text.charAt(at) == expected;
    at += there ? 1 : 0;
    return there;
  }

  private void skipBlanks() {
    at = Blanks.skip(text, at);
  }

  private static boolean isPrintable(char c) {
    return c >= ' ' && c <= '~';
  }

  private static boolean isTokenCharacter(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || TOKEN_SIGNS.indexOf(c) >= 0;
  }
}
