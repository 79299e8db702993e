package io.claviger.internal.usage;

import io.claviger.model.IpAddress;
import io.claviger.model.Samples;
import io.claviger.model.Usage;
import io.claviger.spi.UsageStore;
import java.time.Instant;
import java.util.Optional;

/** Requests of the keys in {@link Samples}. */
final class Uses {
  static final IpAddress HERE = Samples.ip("198.51.100.7");

  private Uses() {}

  /** Of key n, which has no whitelist, with its first secret. */
  static UsageStore.Subject subject(int n) {
    return new UsageStore.Subject(
        Samples.ORG, Samples.keyId(n), Samples.secretId(n), Optional.empty());
  }

  /** So many, the last at this instant. */
  static Usage usage(long count, Instant last) {
    return new Usage(count, Optional.of(new Usage.Last(last, HERE)));
  }
}
