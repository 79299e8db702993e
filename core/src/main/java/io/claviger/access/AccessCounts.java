package io.claviger.access;

import io.claviger.access.Decision.Denied;
import io.claviger.model.StoreException;
import java.util.Map;
import java.util.Objects;

/**
 * The outcomes of the request path of one {@link io.claviger.Claviger}, since it was built. Each
 * request counts once: when it is granted or refused, or when the store fails.
 *
 * <p>The maps have an entry for every constant, and are immutable. The numbers are read one after
 * the other while requests go on.
 *
 * @param granted how many requests were admitted
 * @param rejected how many credentials were not accepted, by reason
 * @param denied how many requests of valid keys were refused, by reason
 * @param rateLimited how many requests the {@link Gate} refused
 * @param unavailable how many requests failed because the store failed, by its kind of failure
 */
public record AccessCounts(
    long granted,
    Map<Rejected.Reason, Long> rejected,
    Map<Denied.Reason, Long> denied,
    long rateLimited,
    Map<StoreException.Kind, Long> unavailable) {
  /** Copies the maps. */
  public AccessCounts {
    rejected = Map.copyOf(Objects.requireNonNull(rejected, "rejected"));
    denied = Map.copyOf(Objects.requireNonNull(denied, "denied"));
    unavailable = Map.copyOf(Objects.requireNonNull(unavailable, "unavailable"));
  }
}
