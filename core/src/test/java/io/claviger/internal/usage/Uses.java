package io.claviger.internal.usage;

import io.claviger.internal.time.Micros;
import io.claviger.model.ApiKey;
import io.claviger.model.IpAddress;
import io.claviger.model.Samples;
import io.claviger.model.SecretHint;
import io.claviger.model.Usage;
import io.claviger.model.Whitelist;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupOrganization;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.UsageStore;
import java.time.Instant;
import java.util.List;
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

  /** Counts a request of this key, secret and entry. */
  static void count(
      UsageRecorder recorder, UsageStore.Subject subject, Instant at, IpAddress address) {
    KeyLookup key = lookup(subject);
    recorder.count(key, 0, key.whitelist().size() - 1, Micros.toMicros(at), address);
  }

  /** A key with this secret and this entry only. */
  static KeyLookup lookup(UsageStore.Subject subject) {
    ApiKey any = Samples.member(1);
    LookupSecret secret =
        new LookupSecret(
            subject.secretId(), SecretHint.hidden(), Optional.empty(), Optional.empty(), List.of());
    return KeyLookup.of(
        LookupOrganization.of(Samples.organization(any)),
        subject.apiKey(),
        any.publicKey(),
        any.settings().withWhitelist(Whitelist.of(subject.entry().stream().toList())),
        List.of(secret));
  }

  /** So many, the last at this instant. */
  static Usage usage(long count, Instant last) {
    return new Usage(count, Optional.of(new Usage.Last(last, HERE)));
  }
}
