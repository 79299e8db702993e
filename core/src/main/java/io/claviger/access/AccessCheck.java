package io.claviger.access;

import io.claviger.access.Decision.Denied;
import io.claviger.model.IpAddress;
import io.claviger.model.Permission;
import io.claviger.model.Scope;
import io.claviger.model.StoreException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates a credential, decides what its key may do, and counts the use. Most applications
 * call it on each request. {@link io.claviger.Claviger#accessCheck} returns one; it is immutable
 * and thread-safe. It is an interface so that an application can wrap it.
 *
 * <p>Every outcome is a value. A use is counted in memory without a call of the store, and is
 * usually written within an interval. An admitted request counts for its key, its secret and the
 * whitelist entry that admitted it. Other requests do not count.
 */
public interface AccessCheck {
  /**
   * Checks a request with the credential that it presents. Reads the store once at most, or twice
   * for an access token: its key, and then the revoked tokens. Each read has its own deadline.
   */
  AccessResult check(Credential credential, AccessRequest request);

  /**
   * Checks a request with the credential that it presents, in the organization of the key. Reads
   * the store as {@link #check(Credential, AccessRequest)} does.
   *
   * @param address the address of the client, which the application must be able to trust
   * @param scope that organization as a whole, or one of its projects. The application must make
   *     sure that the project belongs to it
   */
  AccessResult check(Credential credential, IpAddress address, Permission permission, Scope scope);

  /**
   * Checks whether the credential is valid and may be used from this address, for a request that
   * asks for no permission yet. Reads the store as {@link #check(Credential, AccessRequest)} does.
   *
   * <p>Use it where a framework checks permissions later, for example by {@link
   * io.claviger.model.RoleGrants#permissions}. The use counts even if the framework then refuses.
   * To decide about a permission after this, ask an {@link Authorizer}: another check would count
   * the use, and ask the limiter, a second time.
   */
  AccessResult checkAddress(Credential credential, IpAddress address);

  /**
   * The outcomes of the request path of one {@link io.claviger.Claviger}, since it was built. Each
   * request counts once: when it is granted or refused, or when the store fails. If a framework
   * later refuses a request that {@link AccessCheck#checkAddress} granted, it stays granted here.
   *
   * <p>The maps have an entry for every constant, in their order, and are immutable. The numbers
   * are read one after the other while requests go on, so they may not add up exactly.
   */
  final class Counts {
    private final long granted;
    private final Map<Rejected.Reason, Long> unauthenticated;
    private final Map<Denied.Reason, Long> forbidden;
    private final long rateLimited;
    private final Map<StoreException.Kind, Long> unavailable;

    Counts(
        long granted,
        Map<Rejected.Reason, Long> unauthenticated,
        Map<Denied.Reason, Long> forbidden,
        long rateLimited,
        Map<StoreException.Kind, Long> unavailable) {
      this.granted = granted;
      this.unauthenticated = ordered(unauthenticated);
      this.forbidden = ordered(forbidden);
      this.rateLimited = rateLimited;
      this.unavailable = ordered(unavailable);
    }

    /** Returns how many requests were admitted. */
    public long granted() {
      return granted;
    }

    /** Returns how many credentials were not accepted, by reason. */
    public Map<Rejected.Reason, Long> unauthenticated() {
      return unauthenticated;
    }

    /** Returns how many requests of valid keys were refused, by reason. */
    public Map<Denied.Reason, Long> forbidden() {
      return forbidden;
    }

    /** Returns how many requests the {@link RequestLimiter} refused. */
    public long rateLimited() {
      return rateLimited;
    }

    /** Returns how many requests failed because the store failed, by its kind of failure. */
    public Map<StoreException.Kind, Long> unavailable() {
      return unavailable;
    }

    private static <E extends Enum<E>> Map<E, Long> ordered(Map<E, Long> counts) {
      return Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Counts that
          && granted == that.granted
          && unauthenticated.equals(that.unauthenticated)
          && forbidden.equals(that.forbidden)
          && rateLimited == that.rateLimited
          && unavailable.equals(that.unavailable);
    }

    @Override
    public int hashCode() {
      return Objects.hash(granted, unauthenticated, forbidden, rateLimited, unavailable);
    }

    @Override
    public String toString() {
      return "Counts[granted=%s, unauthenticated=%s, forbidden=%s, rateLimited=%s, unavailable=%s]"
          .formatted(granted, unauthenticated, forbidden, rateLimited, unavailable);
    }
  }
}
