package io.claviger.http.access;

import io.claviger.http.internal.AsciiCase;
import java.util.Optional;

/** The schemes of the Authorization header that carry the secret of a key. */
public enum AuthorizationScheme {
  /** The public key as user-id and the private key as password (RFC 7617). */
  BASIC("Basic"),
  /** A token (RFC 6750). */
  BEARER("Bearer");

  private final String wireName;

  AuthorizationScheme(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name in headers. */
  public String wireName() {
    return wireName;
  }

  /** Checks whether a value of the header names this scheme, in any case of its ASCII letters. */
  boolean isIn(String value) {
    return end(value) >= 0;
  }

  /** Returns what follows the name of this scheme; empty if the value names another scheme. */
  Optional<String> textIn(String value) {
    int end = end(value);
    return end < 0 ? Optional.empty() : Optional.of(value.substring(end).strip());
  }

  /** Returns the index after the name, or less than zero. */
  private int end(String value) {
    int start = 0;
    while (start < value.length() && isBlank(value.charAt(start))) {
      start++;
    }
    int end = start + wireName.length();
    boolean named = AsciiCase.matches(value, start, wireName);
    return named && (end == value.length() || isBlank(value.charAt(end))) ? end : -1;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
