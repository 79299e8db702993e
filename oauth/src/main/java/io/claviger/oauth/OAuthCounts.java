package io.claviger.oauth;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The responses of one {@link OAuthHandler} since it was built. The numbers are read one after the
 * other while requests go on. Immutable.
 */
public final class OAuthCounts {
  private final long issued;
  private final long revoked;
  private final Map<String, Long> refused;

  OAuthCounts(long issued, long revoked, Map<String, Long> refused) {
    this.issued = issued;
    this.revoked = revoked;
    this.refused = Collections.unmodifiableMap(new TreeMap<>(refused));
  }

  /** Returns how many tokens were issued at {@code /token}. */
  public long issued() {
    return issued;
  }

  /**
   * Returns how many tokens were revoked at {@code /revoke}. Those that had expired do not count.
   */
  public long revoked() {
    return revoked;
  }

  /**
   * Returns how many requests were refused, by the error code of the response, such as {@code
   * invalid_client}. There is an entry for each code, in alphabetical order; immutable.
   */
  public Map<String, Long> refused() {
    return refused;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OAuthCounts that
        && issued == that.issued
        && revoked == that.revoked
        && refused.equals(that.refused);
  }

  @Override
  public int hashCode() {
    return Objects.hash(issued, revoked, refused);
  }

  @Override
  public String toString() {
    return "OAuthCounts[issued=%s, revoked=%s, refused=%s]".formatted(issued, revoked, refused);
  }
}
