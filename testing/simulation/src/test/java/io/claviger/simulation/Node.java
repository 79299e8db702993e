package io.claviger.simulation;

import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.RevokedToken;
import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.RevokedTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A process with a cache and two clocks, of which one is always right: on each node either the
 * monotonic clock stops at times, or the wall clock is set.
 */
final class Node {
  /** The two clocks at a moment. */
  private record Moment(long nanos, long millis) {
    long ageAt(Moment now) {
      return Math.max(now.nanos - nanos, TimeUnit.MILLISECONDS.toNanos(now.millis - millis));
    }
  }

  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  /** After this time a cache replaces a read instead of waiting for it. */
  private static final long LOAD_TIMEOUT = TimeUnit.SECONDS.toNanos(3);

  private final int number;
  private final World world;
  private final Scheduler scheduler;
  private final Connection connection;
  private final ApiKeyStore cache;
  private final RevokedTokens tokens;

  /** Since when the monotonic clock stands still; negative while it runs. */
  private long stoppedAt = -1;

  /** How long the monotonic clock stood still before. */
  private long missed;

  /** The milliseconds by which the wall clock is wrong. */
  private long wallOffset;

  private long awakeAt;
  private long idleUntil;
  private long hits;

  /** What runs when the node wakes. */
  private final List<Runnable> deferred = new ArrayList<>();

  /** What is being read on this node, and since when. */
  private final Map<Object, Moment> reading = new HashMap<>();

  Node(int number, World world, CacheFactory caches) {
    this.number = number;
    this.world = world;
    this.scheduler = world.scheduler();
    this.connection = new Connection(this, world);
    this.cache =
        caches.open(
            connection, this::wall, ticker(), new Background(scheduler, this, world.faults()));
    this.tokens = cache.extensions().revokedTokens().orElseThrow();
  }

  int number() {
    return number;
  }

  /** Returns how many answers needed no call of the store. */
  long hits() {
    return hits;
  }

  /** Returns how many calls of the store the node has made. */
  long calls() {
    return connection.calls();
  }

  // Clocks

  private Moment present() {
    return new Moment(
        (stoppedAt < 0 ? scheduler.now() : stoppedAt) - missed, wall().toEpochMilli());
  }

  private Instant wall() {
    return START.plusNanos(scheduler.now()).plusMillis(wallOffset);
  }

  private Ticker ticker() {
    return new Ticker() {
      @Override
      public long nanos() {
        return present().nanos;
      }

      @Override
      public void sleep(long nanos) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /** Stops the monotonic clock for a while, or sets the wall clock, as is usual on this node. */
  void upsetClock(long nanos, boolean back) {
    if (number % 2 == 0) {
      world.trace().note(number, "monotonic clock stops for ns", nanos);
      stopTicker(nanos);
    } else {
      wallOffset = TimeUnit.NANOSECONDS.toMillis(back ? -nanos : nanos) * 60;
      world.trace().note(number, "wall clock is wrong by ms", wallOffset);
    }
  }

  private void stopTicker(long nanos) {
    if (stoppedAt < 0) {
      stoppedAt = scheduler.now();
      scheduler.after(nanos, this::startTicker);
    }
  }

  private void startTicker() {
    if (stoppedAt >= 0) {
      missed += scheduler.now() - stoppedAt;
      stoppedAt = -1;
    }
  }

  // Sleep

  /** Suspends the machine, which stops some monotonic clocks. */
  void sleep(long nanos) {
    world.trace().note(number, "sleeps for ns", nanos);
    awakeAt = Math.max(awakeAt, scheduler.now() + nanos);
    scheduler.after(nanos, this::wake);
    if (number % 2 == 0) {
      stopTicker(nanos);
    }
  }

  private void wake() {
    if (!isAsleep()) {
      deferred.forEach(task -> scheduler.after(0, () -> whenAwake(task)));
      deferred.clear();
    }
  }

  /** Lets nobody ask this node for a while. */
  void idle(long nanos) {
    world.trace().note(number, "is idle for ns", nanos);
    idleUntil = Math.max(idleUntil, scheduler.now() + nanos);
  }

  /** Wakes the node, and lets its clocks run. */
  void recover() {
    awakeAt = 0;
    idleUntil = 0;
    wake();
    startTicker();
  }

  boolean isAsleep() {
    return untilAwake() > 0;
  }

  long untilAwake() {
    return awakeAt - scheduler.now();
  }

  boolean isIdle() {
    return isAsleep() || scheduler.now() < idleUntil;
  }

  /** Runs the task now, or when the node wakes. */
  void whenAwake(Runnable task) {
    if (isAsleep()) {
      deferred.add(task);
    } else {
      task.run();
    }
  }

  // Requests

  /** Reads from the store, and notes meanwhile that it does. */
  <T> T reading(Object what, Supplier<T> read) {
    Moment before = reading.put(what, present());
    try {
      return read.get();
    } finally {
      if (before == null) {
        reading.remove(what);
      } else {
        reading.put(what, before);
      }
    }
  }

  /** Returns whether a request would join a read of its own thread, which could never end. */
  private boolean wouldWaitForItself(Object what) {
    Moment begun = reading.get(what);
    return begun != null && begun.ageAt(present()) < LOAD_TIMEOUT;
  }

  /**
   * Asks for a key, and for the revoked tokens of its organization if the key exists, as requests
   * with an access token do.
   */
  void ask(OrganizationId owner, PublicKey publicKey, boolean withTokens) {
    Oracle oracle = world.oracle();
    Optional<KeyLookup> key =
        ask(
                publicKey,
                world.store().keysOf(owner),
                () -> cache.findByPublicKey(publicKey),
                (question, found) -> {
                  if (found.isPresent()) {
                    oracle.answered(question, keys -> keys.find(publicKey).equals(found));
                  } else {
                    oracle.answeredAbsent(question, keys -> keys.find(publicKey).isEmpty());
                  }
                })
            .flatMap(found -> found);
    if (withTokens && key.isPresent()) {
      Optional<RevokedTokens.Live> unused =
          ask(
              owner,
              world.store().tokensOf(owner),
              () -> tokens.live(owner, wall()),
              (question, live) -> oracle.answered(question, live::equals));
    }
  }

  /** Returns the answer; empty if there is none. */
  private <S, T> Optional<T> ask(
      Object what,
      Timeline<S> truth,
      Supplier<T> request,
      BiConsumer<Oracle.Question<S>, T> judge) {
    if (wouldWaitForItself(what)) {
      return Optional.empty();
    }
    Oracle.Question<S> question = world.oracle().asked(number, truth);
    long before = connection.calls();
    try {
      T answer = request.get();
      if (connection.calls() == before) {
        hits++;
      }
      judge.accept(question, answer);
      return Optional.of(answer);
    } catch (StoreException e) {
      world.trace().note(number, "refused", what);
      if (world.oracle().demandsNewest()) {
        world.oracle().report("node " + number + " refused a request for " + what);
      }
      return Optional.empty();
    }
  }

  // Changes

  /** Makes a change through this node, which may fail. */
  void change(OrganizationChange change) {
    tryTo(() -> cache.commit(change));
  }

  void revoke(RevokedToken token) {
    tryTo(() -> tokens.revoke(token, RevokedTokens.Bounds.none()));
  }

  private void tryTo(Supplier<Boolean> change) {
    try {
      boolean unused = change.get();
    } catch (StoreException e) {
      world.trace().note(number, "change failed", "");
    }
  }
}
