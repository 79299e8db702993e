package io.claviger.oauth;

import io.claviger.model.AccessToken;
import io.claviger.model.RoleAssignment;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A new access token. Everybody who has the text can use the token, so {@code toString} leaves it
 * out.
 *
 * @param text what a client sends as a bearer token
 * @param life how long it lasts from now on, in whole seconds; zero if its key or its secret ends
 *     in less than one
 * @param roles the only roles of the token, which has fewer rights than its key then; empty for
 *     those of the key
 */
public record IssuedAccessToken(
    AccessToken token, String text, Duration life, Optional<Set<RoleAssignment>> roles) {
  /** Checks that no part is null. */
  public IssuedAccessToken {
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(life, "life");
    Objects.requireNonNull(roles, "roles");
  }

  /** Returns the id of the token, and that of its key. */
  @Override
  public String toString() {
    return "IssuedAccessToken[" + token.id() + " of key " + token.apiKey() + "]";
  }
}
