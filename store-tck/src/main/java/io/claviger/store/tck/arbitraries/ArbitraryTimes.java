package io.claviger.store.tck.arbitraries;

import io.claviger.model.Actor;
import io.claviger.model.Stamp;
import io.claviger.model.Validity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Instants as values keep them, and what is made of them. */
public final class ArbitraryTimes {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private ArbitraryTimes() {}

  /** Whole microseconds of the years 1 to 9999, both ends included. Shrink to 1970. */
  public static Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(micros(FIRST), micros(LAST))
        .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  /** Whole microseconds from that many to so many days. */
  public static Arbitrary<Duration> durations(long fewestMicros, int mostDays) {
    return Arbitraries.longs()
        .between(fewestMicros, Duration.ofDays(mostDays).toNanos() / 1000)
        .map(micros -> Duration.of(micros, ChronoUnit.MICROS));
  }

  /** Instants with nanoseconds, which values cut to microseconds. */
  public static Arbitrary<Instant> instantsWithNanoseconds() {
    Arbitrary<Integer> nanos = Arbitraries.integers().between(0, 999);
    return Combinators.combine(instants(), nanos).as(Instant::plusNanos);
  }

  /** Somebody at some time. */
  public static Arbitrary<Stamp> stamps() {
    return Combinators.combine(instants(), actors()).as(Stamp::new);
  }

  /** Hosts, users, and keys with an address. */
  public static Arbitrary<Actor> actors() {
    Arbitrary<Actor> keys =
        Combinators.combine(ArbitraryIds.apiKeyIds(), ArbitraryAddresses.addresses().optional())
            .as((id, address) -> new Actor(Actor.Kind.API_KEY, id.value(), address));
    return Arbitraries.oneOf(ArbitraryCallers.namedCallers().map(caller -> caller.actor()), keys);
  }

  /** On or off, with or without an expiry. */
  public static Arbitrary<Validity> validities() {
    return Combinators.combine(Arbitraries.of(true, false), instants().optional(0.5))
        .as(Validity::new);
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }
}
