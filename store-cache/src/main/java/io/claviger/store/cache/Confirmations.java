package io.claviger.store.cache;

import io.claviger.OrganizationId;
import io.claviger.Revision;
import io.claviger.StoreException;
import io.claviger.spi.ApiKeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the store, for a request, whether an organization is still where it was: one request asks,
 * others wait for it. Thread-safe.
 */
final class Confirmations {
  /** What came of it. */
  enum Result {
    /** The store has answered: look again. */
    ANSWERED,
    /** It has not, or too late, and the host wants what is known to be used all the same. */
    LAPSED
  }

  /** While the store fails, requests that may do without it try it only so often. */
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final ApiKeyStore store;
  private final Clocks clocks;
  private final long maxStaleness;
  private final long unconfirmed;
  private final long patience;
  private final boolean mayLapse;
  private final Organizations organizations;
  private final Counters counters;
  private final Flights<OrganizationId, Optional<Revision>> flights;

  Confirmations(
      ApiKeyStore store, Options options, Organizations organizations, Counters counters) {
    this.store = store;
    this.clocks = options.clocks();
    this.maxStaleness = options.bounds().maxStaleness().toNanos();
    this.unconfirmed = options.bounds().last().toNanos();
    this.patience = options.bounds().patience().toNanos();
    this.mayLapse = options.bounds().unconfirmed().isPresent();
    this.organizations = organizations;
    this.counters = counters;
    this.flights = new Flights<>(clocks, options.reads(), options.bounds().patience());
  }

  /**
   * Asks.
   *
   * @throws StoreException if the store does not answer in time, and what is known may not be used
   */
  Result confirm(Freshness freshness, Deadline deadline) {
    if (failedWithin(freshness, PAUSE) && isWithinSecondBound(freshness)) {
      return Result.LAPSED;
    }
    if (hangs(freshness)) {
      freshness.fail(clocks.now());
    }
    Flights.Seat<Optional<Revision>> seat =
        flights.board(freshness.id(), flight -> ask(freshness, flight));
    try {
      if (!seat.own()
          && failedWithin(freshness, PAUSE + patience)
          && isWithinSecondBound(freshness)) {
        // One finds out whether the store is well again; it may hang. Where it failed longer ago,
        // nobody has found out since, and it may be well.
        return Result.LAPSED;
      }
      Optional<Revision> unused = flights.await(seat, deadline.remaining());
      // Who waited for one that was given up has no time for another one.
      boolean inVain = cameTooLate(seat) || deadline.hasPassed();
      if (inVain && !isConfirmed(freshness) && isWithinSecondBound(freshness)) {
        fail(freshness, seat.flight());
        return Result.LAPSED;
      }
      return Result.ANSWERED;
    } catch (StoreException e) {
      if (isConfirmed(freshness) && !Thread.currentThread().isInterrupted()) {
        // Another one was luckier, such as the refresher.
        return Result.ANSWERED;
      }
      fail(freshness, seat.flight());
      if (isWithinSecondBound(freshness)) {
        return Result.LAPSED;
      }
      throw e;
    } catch (Error e) {
      counters.failures.increment();
      throw e;
    }
  }

  /**
   * Whether a request that asked lately hangs since, on its own thread, which so cannot note that.
   * One that asked before it was confirmed, or long ago, tells nothing of how the store is now.
   */
  private boolean hangs(Freshness freshness) {
    Flight<?> flight = flights.to(freshness.id());
    if (flight == null || flight.begun().isBefore(freshness.confirmed())) {
      return false;
    }
    long age = flight.begun().ageAt(clocks.now());
    return age >= patience && age - patience < PAUSE + patience;
  }

  private void fail(Freshness freshness, Flight<?> flight) {
    counters.failures.increment();
    boolean confirmedSince = flight.begun().isBefore(freshness.confirmed());
    if (!confirmedSince && !Thread.currentThread().isInterrupted()) {
      // An interrupt is trouble of this request alone.
      freshness.fail(clocks.now());
    }
  }

  private boolean isConfirmed(Freshness freshness) {
    return !freshness.isDropped() && freshness.confirmed().ageAt(clocks.now()) <= maxStaleness;
  }

  private boolean cameTooLate(Flights.Seat<?> seat) {
    return seat.flight().begun().ageAt(clocks.now()) > maxStaleness;
  }

  private Optional<Revision> ask(Freshness freshness, Flight<Optional<Revision>> flight) {
    counters.confirmations.increment();
    OrganizationId id = freshness.id();
    Map<OrganizationId, Revision> seen = store.revisions(Set.of(id));
    organizations.learn(List.of(freshness), flight.begun(), seen);
    return Optional.ofNullable(seen.get(id));
  }

  private boolean failedWithin(Freshness freshness, long nanos) {
    Moment failed = freshness.failed();
    return failed != null && failed.ageAt(clocks.now()) < nanos;
  }

  private boolean isWithinSecondBound(Freshness freshness) {
    return mayLapse
        && !freshness.isDropped()
        && freshness.confirmed().ageAt(clocks.now()) <= unconfirmed;
  }
}
