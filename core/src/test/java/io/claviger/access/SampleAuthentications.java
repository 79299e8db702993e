package io.claviger.access;

import io.claviger.internal.time.Micros;
import io.claviger.spi.KeyLookup;
import java.time.Instant;

/** What only an authentication makes. */
public final class SampleAuthentications {
  private SampleAuthentications() {}

  /** As if this key had been authenticated by the secret of that index. */
  public static Authenticated of(KeyLookup key, int secret, Instant at) {
    return new Authenticated(key, secret, Micros.toMicros(at));
  }

  /** Whether the use of that secret gives older ones their end. */
  public static boolean isFirstUse(KeyLookup key, int secret) {
    return of(key, secret, Instant.EPOCH).isFirstUse();
  }
}
