package io.claviger.access;

import io.claviger.internal.time.Micros;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyLookup;
import java.time.Instant;
import java.util.List;

/** What only an authentication makes. */
public final class SampleAuthentications {
  private SampleAuthentications() {}

  /** As if this key had been authenticated by the secret of that index. */
  public static Authenticated of(KeyLookup key, int secret, Instant at) {
    return new Authenticated(key, secret, Micros.toMicros(at));
  }

  /** A decision that allows a request, by this role and an entry of the whitelist. */
  public static Decision.Allowed allowed(RoleAssignment role, WhitelistEntry... entry) {
    Whitelist whitelist = Whitelist.of(List.of(entry));
    return new Decision.Allowed(role, whitelist, whitelist.size() - 1, null);
  }

  /** A decision that refuses a request. */
  public static Decision.Denied denied() {
    return new Decision.Denied(Decision.Denied.Reason.OTHER_ORGANIZATION, "detail");
  }

  /** The counts after one admitted request. */
  public static AccessCheck.Counts counts() {
    AccessCounter counter = new AccessCounter();
    counter.granted();
    return counter.counts();
  }

  /** Whether the use of that secret gives older ones their end. */
  public static boolean isFirstUse(KeyLookup key, int secret) {
    return of(key, secret, Instant.EPOCH).isFirstUse();
  }
}
