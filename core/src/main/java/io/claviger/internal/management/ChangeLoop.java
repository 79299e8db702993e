package io.claviger.internal.management;

import io.claviger.Contention;
import io.claviger.OrganizationId;
import io.claviger.Revision;
import io.claviger.Ticker;
import io.claviger.internal.credential.Entropy;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ChangeListener;
import io.claviger.spi.OrganizationChange;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/**
 * Read, decide, commit, and start over where the commit lost: until a deadline, with a growing,
 * jittered pause. Decisions draw their ids anew in each round, so a collision mends itself. Never
 * goes on after an outcome it does not know. In a transaction of the host's it tries to commit
 * once, since only the host can start over.
 */
public final class ChangeLoop {
  private static final long FIRST_PAUSE = Duration.ofMillis(1).toNanos();
  private static final int DOUBLINGS = 6;

  private final ApiKeyStore store;
  private final ChangeListener listener;
  private final Ticker ticker;
  private final Entropy entropy;
  private final Duration deadline;
  private final LongAdder retries = new LongAdder();
  private final LongAdder failedListeners = new LongAdder();

  /** Gives up after {@code deadline}, counted from the first read; zero means one try. */
  public ChangeLoop(
      ApiKeyStore store,
      ChangeListener listener,
      Ticker ticker,
      Entropy entropy,
      Duration deadline) {
    this.store = store;
    this.listener = listener;
    this.ticker = ticker;
    this.entropy = entropy;
    this.deadline = deadline;
  }

  /**
   * Runs the rounds.
   *
   * @param round reads and decides; given the number of tries before it, 0 at first; empty where it
   *     found that it was overtaken already
   */
  public <R> R run(OrganizationId organization, IntFunction<Optional<Proposal<R>>> round) {
    long start = ticker.nanos();
    for (int lost = 0; ; lost++) {
      Optional<Proposal<R>> proposal = round.apply(lost);
      if (proposal.isPresent() && proposal.get().change().map(this::commit).orElse(true)) {
        return proposal.get().result();
      }
      long left = deadline.toNanos() - (ticker.nanos() - start);
      boolean once = proposal.isPresent() && store.joinsTransaction();
      if (once || left <= 0) {
        throw new Contention(organization, lost + 1);
      }
      pause(organization, lost, left);
      retries.increment();
    }
  }

  private boolean commit(OrganizationChange change) {
    boolean joined = store.joinsTransaction();
    boolean made = store.commit(change);
    if (made && !joined) {
      tell(change.organization().id(), change.organization().revision());
    }
    return made;
  }

  /** How often it started over, since it was made. */
  public long retries() {
    return retries.sum();
  }

  /** How often the listener threw something. */
  public long failedListeners() {
    return failedListeners.sum();
  }

  /** Not beyond what is left, so that no try begins much later than the deadline. */
  private void pause(OrganizationId organization, int lost, long left) {
    long longest = FIRST_PAUSE << Math.min(lost, DOUBLINGS);
    try {
      ticker.sleep(Math.min(entropy.upTo(longest) + 1, left));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Contention(organization, lost + 1);
    }
  }

  private void tell(OrganizationId organization, Revision revision) {
    try {
      listener.changed(organization, revision);
    } catch (Throwable ignored) {
      // The change is made; whoever must be told finds out by revision.
      failedListeners.increment();
    }
  }
}
