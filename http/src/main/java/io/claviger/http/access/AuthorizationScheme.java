package io.claviger.http.access;

/**
 * The schemes of the Authorization header that carry the secret of a key. May grow: use {@code
 * default} in a {@code switch}.
 */
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
}
