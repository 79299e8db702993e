package io.claviger.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element of {@code Forwarded}, such as {@code for=192.0.2.43;proto=https}, by the
 * grammar of RFC 7239, section 4. Outside quotes, blanks are accepted around semicolons only, since
 * some proxies write them there.
 */
final class ForwardedElement {
  private static final String SYMBOLS_OF_TOKENS = "!#$%&'*+-.^_`|~";
  private static final char END = '\0';

  private final String text;
  private int at;
  private int nodes;
  private @Nullable String node;

  ForwardedElement(String text) {
    this.text = text;
  }

  /**
   * Returns the value of {@code for}. It is empty if the element is malformed or does not contain
   * exactly one {@code for}.
   */
  Optional<String> node() {
    boolean wellFormed = readPairs();
    return wellFormed && nodes == 1 ? Optional.ofNullable(node) : Optional.empty();
  }

  private boolean readPairs() {
    do {
      skipBlanks();
      if (isTokenCharacter(peek()) && !readPair()) {
        return false;
      }
      skipBlanks();
    } while (skip(';'));
    return at == text.length();
  }

  private boolean readPair() {
    String name = readToken();
    String value = skip('=') ? readValue() : null;
    if (name.equalsIgnoreCase("for")) {
      nodes++;
      node = value;
    }
    return value != null;
  }

  private @Nullable String readValue() {
    if (skip('"')) {
      return readQuoted();
    }
    String token = readToken();
    return token.isEmpty() ? null : token;
  }

  private String readToken() {
    int start = at;
    while (isTokenCharacter(peek())) {
      at++;
    }
    return text.substring(start, at);
  }

  /**
   * Reads a quoted value from after its opening quote. Returns null if the closing quote is
   * missing, or if a control character comes before it.
   */
  private @Nullable String readQuoted() {
    StringBuilder value = new StringBuilder();
    while (!skip('"')) {
      skip('\\');
      if (!isQuotable(peek())) {
        return null;
      }
      value.append(text.charAt(at++));
    }
    return value.toString();
  }

  private void skipBlanks() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  private boolean skip(char expected) {
    boolean there = peek() == expected;
    if (there) {
      at++;
    }
    return there;
  }

  /** Returns NUL at the end of the text, since no rule allows that character. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || SYMBOLS_OF_TOKENS.indexOf(c) >= 0;
  }

  private static boolean isQuotable(char c) {
    return c == '\t' || (c >= ' ' && c != '\u007f');
  }
}
