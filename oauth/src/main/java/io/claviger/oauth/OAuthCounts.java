package io.claviger.oauth;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The responses of one {@link OAuthHandler} since it was built. The numbers are read one after the
 * other while requests go on.
 *
 * @param issued how many tokens were issued at {@code /token}
 * @param ended how many tokens were ended at {@code /revoke}. Those that had expired do not count
 * @param refused how many requests were refused, by the error code of the response, such as {@code
 *     invalid_client}. There is an entry for each code, in alphabetical order; immutable
 */
public record OAuthCounts(long issued, long ended, Map<String, Long> refused) {
  /** Copies the map. */
  public OAuthCounts {
    refused =
        Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNull(refused, "refused")));
  }
}
