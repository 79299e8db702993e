package io.claviger.oauth;

import io.claviger.model.AccessToken;
import io.claviger.model.RoleAssignment;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new access token. Everybody who has the text can use the token, so {@code toString} leaves it
 * out. Immutable.
 */
public final class IssuedAccessToken {
  private final AccessToken token;
  private final String text;
  private final Duration lifetime;
  private final Optional<Set<RoleAssignment>> roles;

  IssuedAccessToken(
      AccessToken token, String text, Duration lifetime, Optional<Set<RoleAssignment>> roles) {
    this.token = Objects.requireNonNull(token, "token");
    this.text = Objects.requireNonNull(text, "text");
    this.lifetime = Objects.requireNonNull(lifetime, "lifetime");
    this.roles = Objects.requireNonNull(roles, "roles");
  }

  /** Returns the ids of the token and of its key, and when it expires. */
  public AccessToken token() {
    return token;
  }

  /** Returns what a client sends as a bearer token. */
  public String text() {
    return text;
  }

  /**
   * Returns how long it lasts from now on, in whole seconds; zero if its key or its secret ends in
   * less than one.
   */
  public Duration lifetime() {
    return lifetime;
  }

  /**
   * Returns the only roles of the token, which has fewer rights than its key then; empty for those
   * of the key.
   */
  public Optional<Set<RoleAssignment>> roles() {
    return roles;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IssuedAccessToken that
        && token.equals(that.token)
        && text.equals(that.text)
        && lifetime.equals(that.lifetime)
        && roles.equals(that.roles);
  }

  @Override
  public int hashCode() {
    return Objects.hash(token, text, lifetime, roles);
  }

  /** Returns the id of the token, and that of its key. */
  @Override
  public String toString() {
    return "IssuedAccessToken[" + token.id() + " of key " + token.apiKey() + "]";
  }
}
