package io.claviger.access;

import io.claviger.access.Decision.Denied;
import io.claviger.model.StoreException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The outcomes of the request path of one {@link io.claviger.Claviger}, since it was built. Each
 * request counts once: when it is granted or refused, or when the store fails. If a framework later
 * refuses a request that {@link AccessCheck#admit} granted, it stays granted here.
 *
 * <p>The maps have an entry for every constant, in their order, and are immutable. The numbers are
 * read one after the other while requests go on, so they may not add up exactly.
 *
 * @param granted how many requests were admitted
 * @param unauthenticated how many credentials were not accepted, by reason
 * @param forbidden how many requests of valid keys were refused, by reason
 * @param rateLimited how many requests the {@link Gate} refused
 * @param unavailable how many requests failed because the store failed, by its kind of failure
 */
public record AccessCounts(
    long granted,
    Map<Rejected.Reason, Long> unauthenticated,
    Map<Denied.Reason, Long> forbidden,
    long rateLimited,
    Map<StoreException.Kind, Long> unavailable) {
  /** Copies the maps. */
  public AccessCounts {
    unauthenticated = ordered(Objects.requireNonNull(unauthenticated, "unauthenticated"));
    forbidden = ordered(Objects.requireNonNull(forbidden, "forbidden"));
    unavailable = ordered(Objects.requireNonNull(unavailable, "unavailable"));
  }

  private static <E extends Enum<E>> Map<E, Long> ordered(Map<E, Long> counts) {
    return Collections.unmodifiableMap(new TreeMap<>(counts));
  }
}
