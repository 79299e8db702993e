package io.claviger.store.cache;

import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.OrganizationVersion;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store whether what is in memory is valid: its change feed in one question, or if that
 * cannot tell, the versions of all organizations. Not thread-safe, except where it says so.
 */
final class Confirmer {
  /** A use is noted so much later at most. */
  private static final long NOTED_LATE = CachedKey.TICK_NANOS;

  /** With a short bound, half an interval may be less than a round trip. */
  private static final long LEAST_TIMEOUT = TimeUnit.MILLISECONDS.toNanos(100);

  private final CachedStore store;
  private final Options options;
  private final Counters counters;
  private final Organizations organizations;
  private final Optional<Feed> feed;
  private final Questions questions;
  private final SpotCheck spotCheck;
  private final long interval;

  /** The start of the last question that was answered; null before the first one. */
  private @Nullable Moment answered;

  /** From where the feed tells what has changed; null if it does not know. */
  private ChangeFeed.@Nullable Position position;

  /** The start of the last poll, or of the last recheck that has confirmed everything. */
  private volatile @Nullable Moment complete;

  /** The recheck that goes on in the next round; null if there is none. */
  private @Nullable Recheck recheck;

  Confirmer(CachedStore store, Organizations organizations) {
    this.store = store;
    this.options = store.options();
    this.counters = store.counters();
    this.organizations = organizations;
    this.feed =
        store
            .breaker()
            .extensions()
            .changeFeed()
            .filter(each -> options.changeFeed())
            .map(each -> new Feed(each, store));
    this.questions = new Questions(options.reads());
    this.spotCheck = new SpotCheck(organizations, counters);
    this.interval = Refresher.interval(options).toNanos();
  }

  /**
   * Returns the start of the last round, or rounds, that asked about everything and had an answer;
   * null before the first one. Thread-safe.
   */
  @Nullable Moment complete() {
    return complete;
  }

  /**
   * Asks once, or rechecks a part of the organizations.
   *
   * @throws StoreException if the store cannot be reached
   */
  void round() {
    Moment now = store.now();
    Moment last = answered;
    if (last == null || last.ageAt(now) > options.maxStaleness().toNanos()) {
      // The database may have been replaced meanwhile by one that lacks what this node has read.
      position = null;
      recheck = recheck == null || recheck.from() != null ? null : recheck;
    }
    ChangeFeed.Position from = position;
    if (from == null) {
      recheck(now);
    } else if (poll(from)) {
      spotCheck.next(now).ifPresent(chunk -> spotCheck.found(confirm(chunk)));
    } else {
      position = null;
    }
  }

  /** Returns false if the store did not answer, or cannot tell. */
  private boolean poll(ChangeFeed.Position from) {
    Feed asked = feed.orElseThrow();
    Moment begun = store.now();
    counters.confirmations.increment();
    try {
      Optional<ChangeFeed.Changes> answer = questions.ask(pollTimeout(), () -> asked.since(from));
      answer.ifPresent(changes -> apply(changes, begun));
      asked.assignPositions(answer);
      return answer.isPresent();
    } catch (Throwable e) {
      counters.failures.increment();
      return false;
    }
  }

  /** A poll that takes longer is worse than a recheck, which the next round begins. */
  private long pollTimeout() {
    return Math.min(Math.max(interval / 2, LEAST_TIMEOUT), options.loadTimeout().toNanos());
  }

  private void apply(ChangeFeed.Changes changes, Moment begun) {
    // In this order: a request that sees the confirmation sees the evictions too.
    organizations.learnChanges(changes.versions());
    spotCheck.reported(changes.versions().keySet());
    position = changes.next();
    answered = begun;
    complete = begun;
    store.confirmed().confirm(begun);
  }

  private void recheck(Moment now) {
    Recheck present = recheck == null ? begin(now) : recheck;
    recheck = present;
    long recently = interval + NOTED_LATE;
    present.round(
        organizations.where(each -> each.isUsedWithin(recently, now)),
        chunk -> confirm(chunk) != null,
        () -> now.ageAt(store.now()) < interval);
    if (present.isOver()) {
      recheck = null;
      if (present.hasConfirmedAll()) {
        finish(present);
      }
    }
  }

  private Recheck begin(Moment now) {
    ChangeFeed.Position from = feed.map(this::now).orElse(null);
    counters.rechecks.increment();
    spotCheck.forget();
    if (from != null) {
      // What loads read may be older than the position, and nothing would report it.
      organizations.dropUnverifiable();
    }
    return new Recheck(now, from, organizations.ids());
  }

  private ChangeFeed.@Nullable Position now(Feed asked) {
    try {
      return questions.ask(pollTimeout(), asked::now);
    } catch (Throwable e) {
      endIfUnreachable(e);
      return null;
    }
  }

  /** Ends the round where the store cannot be reached: further questions would fail, too. */
  private void endIfUnreachable(Throwable trouble) {
    if (trouble instanceof StoreException said && said.kind() == StoreException.Kind.UNREACHABLE) {
      throw said;
    }
    counters.failures.increment();
  }

  private void finish(Recheck done) {
    complete = done.begun();
    position = done.from();
    if (position == null) {
      // A load that began before the recheck may be in flight, so it has not confirmed everything.
      return;
    }
    store.confirmed().confirm(done.begun());
    boolean isOld = done.begun().ageAt(store.now()) >= interval;
    // A long recheck leaves much to report, which should not wait for the next round.
    if (isOld && !poll(position)) {
      position = null;
    }
  }

  /** Returns those of the chunk that have changed; null if the store did not answer. */
  private @Nullable Set<OrganizationId> confirm(Set<OrganizationId> chunk) {
    Moment begun = store.now();
    counters.confirmations.increment();
    try {
      Map<OrganizationId, OrganizationVersion> seen =
          questions.ask(options.loadTimeout().toNanos(), () -> store.breaker().revisions(chunk));
      answered = begun;
      return organizations.learn(chunk, begun, seen);
    } catch (Throwable e) {
      // When they get too old, requests read them.
      endIfUnreachable(e);
      return null;
    }
  }
}
