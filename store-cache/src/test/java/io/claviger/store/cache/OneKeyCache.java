package io.claviger.store.cache;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupOrganization;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The lock-free parts of a cache, combined as in {@link KeyCache}. The store is one number: a
 * change increments it, and a lookup reads it. Subclasses break parts on purpose. Time stands
 * still.
 */
class OneKeyCache {
  private static final int MAX_CHANGES = 16;
  private static final Samples SAMPLES = new Samples();
  private static final List<Answer> ANSWERS = answers();
  private static final PublicKey KEY = SAMPLES.publicKey();
  private static final Clocks CLOCKS = new Clocks(Ticker.system(), () -> Instant.EPOCH);
  static final OrganizationId ID = organization(ANSWERS.get(0)).id();

  /** The steps after which another thread may overtake. */
  enum Step {
    JOINED,
    READ,
    COMPLETED,
    KEPT,
    CHANGED,
    MARKED,
    DROPPED
  }

  final InFlightLoads<PublicKey, Answer> loads =
      new InFlightLoads<>(CLOCKS, Runnable::run, Duration.ofHours(1));
  final Organizations organizations = new Organizations(loads, Optional.empty());
  private final AtomicInteger store = new AtomicInteger();
  private final AtomicReference<CachedKey> known = new AtomicReference<>();
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>();
  private volatile Step pause = Step.DROPPED;

  /** Returns the answers of a lookup after each number of changes. */
  private static List<Answer> answers() {
    Organization first = SAMPLES.organization();
    StoredApiKey key = SAMPLES.key(first.id());
    return Stream.iterate(first, SAMPLES::moved)
        .limit(MAX_CHANGES + 1)
        .map(organization -> new Answer(Optional.of(KeyLookup.of(organization, key))))
        .toList();
  }

  private static LookupOrganization organization(Answer answer) {
    return answer.found().orElseThrow().organization();
  }

  private static int changes(Answer answer) {
    return (int) organization(answer).revision().number() - 1;
  }

  /** Lets the next thread that reaches the step run this. */
  final void pause(Step step, Runnable happens) {
    this.pause = step;
    meanwhile.set(happens);
  }

  private void at(Step step) {
    Runnable happens = step == pause ? meanwhile.getAndSet(null) : null;
    if (happens != null) {
      happens.run();
    }
  }

  final void change() {
    store.incrementAndGet();
    at(Step.CHANGED);
    mark();
    at(Step.MARKED);
    evict();
    at(Step.DROPPED);
  }

  /** Returns the number of changes. */
  final int stored() {
    return store.get();
  }

  void mark() {
    loads.mark(Set.of(ID));
  }

  void evict() {
    organizations.evict(ID);
  }

  /** Looks up the number of changes. */
  final int lookUp() {
    while (true) {
      CachedKey present = known.get();
      if (present != null && !present.freshness().isEvicted()) {
        return changes(new Answer(Optional.of(present.key())));
      }
      InFlightLoads.Waiter<Answer> waiter = loads.join(KEY, () -> {}, this::read);
      Answer answer = loads.await(waiter, Duration.ofMinutes(1).toNanos());
      if (!isTouched(waiter)) {
        return changes(answer);
      }
    }
  }

  boolean isTouched(InFlightLoads.Waiter<Answer> waiter) {
    return waiter.joinedAfterChangeOf(ID);
  }

  private Answer read(InFlightLoad<Answer> load) {
    at(Step.JOINED);
    Answer answer = ANSWERS.get(store.get());
    at(Step.READ);
    Freshness freshness = complete(load, answer.found().orElseThrow());
    at(Step.COMPLETED);
    if (freshness != null) {
      known.set(new CachedKey(answer.found().orElseThrow(), freshness));
    }
    at(Step.KEPT);
    return answer;
  }

  Freshness complete(InFlightLoad<Answer> load, KeyLookup found) {
    return organizations.complete(load, found);
  }
}
