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
 * Asks the store whether what is in memory is valid. It works in rounds, one in each third of the
 * bound:
 *
 * <ul>
 *   <li>A <i>poll</i> asks the change feed what has changed since a position. It confirms
 *       everything.
 *   <li>Without a position, as at first and whenever the feed cannot tell, a <i>recheck</i> takes
 *       the present position, and then compares the versions of all organizations, in several
 *       rounds if there are many. After it, polls go on from that position.
 *   <li>If the store has no feed, one recheck follows another.
 * </ul>
 *
 * <p>Not thread-safe, except where it says so.
 */
final class Confirmer {
  /** How late a use is noted at most. */
  private static final long USE_LAG = CachedKey.TICK_NANOS;

  /** With a short bound, half an interval may be less than a round trip. */
  private static final long LEAST_TIMEOUT = TimeUnit.MILLISECONDS.toNanos(100);

  private final CachedStore store;
  private final Options options;
  private final Counters counters;
  private final Organizations organizations;
  private final Optional<Feed> feed;

  /** The two have places of their own: if the feed hangs, the versions can still be read. */
  private final Questions feedQuestions;

  private final Questions questions;
  private final SpotCheck spotCheck;
  private final long interval;

  /** The start of the last question that was answered; null before the first one. */
  private @Nullable Moment answered;

  /** From where the next poll asks; null if a recheck is needed. */
  private ChangeFeed.@Nullable Position position;

  /** The start of the last poll, or of the last recheck that has confirmed everything. */
  private volatile @Nullable Moment lastFull;

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
    this.feedQuestions = new Questions(options.reads(), 1);
    this.questions = new Questions(options.reads(), 2);
    this.spotCheck = new SpotCheck(organizations, counters);
    this.interval = Refresher.interval(options).toNanos();
  }

  /**
   * Returns the start of the last poll, or of the last recheck that has confirmed everything; null
   * before the first one. Thread-safe.
   */
  @Nullable Moment lastFull() {
    return lastFull;
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
      // Its position is of the old database. A recheck without a position may go on.
      if (recheck != null && recheck.from() != null) {
        recheck = null;
      }
    }
    ChangeFeed.Position from = position;
    if (from == null) {
      recheck(now);
    } else if (poll(from)) {
      spotCheck.next(now).ifPresent(chunk -> spotCheck.found(compare(chunk)));
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
      Optional<ChangeFeed.Changes> answer =
          feedQuestions.ask(pollTimeout(), () -> asked.since(from));
      answer.ifPresent(changes -> apply(changes, begun));
      asked.assignPositions(answer);
      return answer.isPresent();
    } catch (Throwable e) {
      counters.failures.increment();
      return false;
    }
  }

  /**
   * After a longer poll, too little of the bound would be left for the recheck that replaces it.
   */
  private long pollTimeout() {
    return Math.min(Math.max(interval / 2, LEAST_TIMEOUT), options.loadTimeout().toNanos());
  }

  private void apply(ChangeFeed.Changes changes, Moment begun) {
    // In this order: a request that sees the confirmation sees the evictions too.
    organizations.learnChanges(changes.versions());
    spotCheck.reported(changes.versions().keySet());
    position = changes.next();
    answered = begun;
    lastFull = begun;
    store.confirmed().confirm(begun);
  }

  private void recheck(Moment now) {
    Recheck before = recheck;
    Recheck present = before == null ? begin(now) : before;
    // If the store cannot be reached, another one begins in the next round, which may get a
    // position.
    recheck = feed.isPresent() && present.from() == null ? null : present;
    long recently = interval + USE_LAG;
    present.round(
        organizations.where(each -> each.isUsedWithin(recently, now)),
        chunk -> compare(chunk) != null,
        () -> now.ageAt(store.now()) < interval);
    if (before == null) {
      counters.rechecks.increment();
    }
    recheck = present.isOver() ? null : present;
    if (present.hasConfirmedAll()) {
      finish(present);
    }
  }

  private Recheck begin(Moment now) {
    ChangeFeed.Position from = feed.map(this::now).orElse(null);
    spotCheck.forget();
    if (from != null) {
      // A load in flight may have read what is older than the position. No poll would report that.
      organizations.dropUnverifiable();
    }
    return new Recheck(now, from, organizations.ids());
  }

  private ChangeFeed.@Nullable Position now(Feed asked) {
    try {
      return feedQuestions.ask(pollTimeout(), asked::now);
    } catch (Throwable e) {
      // Even then, versions can be compared. If the store cannot be reached, that ends the round.
      counters.failures.increment();
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
    lastFull = done.begun();
    position = done.from();
    if (position == null) {
      // What a load in flight has read may be older than this recheck, and no poll would report it.
      return;
    }
    store.confirmed().confirm(done.begun());
    boolean tookLong = done.begun().ageAt(store.now()) >= interval;
    // Much may have changed during a long recheck, which should not wait for the next round.
    if (tookLong && !poll(position)) {
      position = null;
    }
  }

  /** Returns those of the chunk that have changed; null if the store did not answer. */
  private @Nullable Set<OrganizationId> compare(Set<OrganizationId> chunk) {
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
