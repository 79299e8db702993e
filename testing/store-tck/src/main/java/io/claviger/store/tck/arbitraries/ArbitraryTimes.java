package io.claviger.store.tck.arbitraries;

import io.claviger.model.Actor;
import io.claviger.model.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Instants, and values with instants. */
public final class ArbitraryTimes {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private ArbitraryTimes() {}

  /** Returns whole microseconds from year 1 to year 9999, with both ends. They shrink to 1970. */
  public static Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(micros(FIRST), micros(LAST))
        .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  /** Returns durations of whole microseconds within these numbers of days. */
  public static Arbitrary<Duration> durations(long fewestMicros, int mostDays) {
    return Arbitraries.longs()
        .between(fewestMicros, Duration.ofDays(mostDays).toNanos() / 1000)
        .map(micros -> Duration.of(micros, ChronoUnit.MICROS));
  }

  /** Returns instants with nanoseconds, which values cut to microseconds. */
  public static Arbitrary<Instant> instantsWithNanoseconds() {
    Arbitrary<Integer> nanos = Arbitraries.integers().between(0, 999);
    return Combinators.combine(instants(), nanos).as(Instant::plusNanos);
  }

  /** Returns stamps of any actor at any time. */
  public static Arbitrary<Stamp> stamps() {
    return Combinators.combine(instants(), actors()).as(Stamp::new);
  }

  /** Returns applications, users, and keys with an address. */
  public static Arbitrary<Actor> actors() {
    Arbitrary<Actor> keys =
        Combinators.combine(ArbitraryIds.apiKeyIds(), ArbitraryAddresses.addresses().optional())
            .as((id, address) -> new Actor(Actor.Kind.API_KEY, id.value(), address));
    return Arbitraries.oneOf(ArbitraryCallers.namedCallers().map(caller -> caller.actor()), keys);
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }
}
