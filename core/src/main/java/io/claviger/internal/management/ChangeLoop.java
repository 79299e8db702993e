package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.internal.credential.Entropy;
import io.claviger.model.ClavigerException;
import io.claviger.model.ContentionException;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Runs changes, and judges the callers of reads. It reads a snapshot, lets a rule decide on it, and
 * commits the proposal of the rule. If the commit loses a race, it starts over, until a deadline.
 * Thread-safe.
 *
 * <p>Changes of an organization take turns within a process. If one still loses, to another
 * process, it is made {@linkplain ApiKeyStore#withLock with the lock of the organization}, and so
 * are all that follow until nobody waits. So the directories of the application are asked outside
 * of a transaction, unless processes compete or the transaction is that of the application.
 *
 * <ul>
 *   <li>Every try draws new ids, so a collision of ids ends with the next try.
 *   <li>After an unknown outcome there is no further try.
 *   <li>In a transaction of the application there is one try, with the lock, because only the
 *       application can start the transaction over. It does not wait for a turn, since its
 *       transaction may block the change that has it.
 * </ul>
 */
public final class ChangeLoop {
  private static final long FIRST_PAUSE = Duration.ofMillis(1).toNanos();
  private static final int DOUBLINGS = 6;

  /** Reads from this store and decides. */
  @FunctionalInterface
  private interface Attempt<R> {
    Optional<Proposal<R>> make(ChangeStore inside, int lost);
  }

  private final ApiKeyStore store;
  private final ManagementContext context;
  private final Ticker ticker;
  private final Entropy entropy;
  private final Duration deadline;
  private final LongAdder retries;
  private final LongAdder contended;
  private final ChangeQueue queue;
  private final LongAdder failedListeners = new LongAdder();

  /** Creates a loop that gives up {@code deadline} after the first read. Zero means one try. */
  public ChangeLoop(
      ApiKeyStore store,
      ManagementContext context,
      Ticker ticker,
      Entropy entropy,
      Duration deadline) {
    this.store = store;
    this.context = context;
    this.ticker = ticker;
    this.entropy = entropy;
    this.deadline = deadline;
    this.retries = new LongAdder();
    this.contended = new LongAdder();
    this.queue = new ChangeQueue();
  }

  private ChangeLoop(ApiKeyStore store, ChangeLoop options) {
    this.store = store;
    this.context = options.context;
    this.ticker = options.ticker;
    this.entropy = options.entropy;
    this.deadline = options.deadline;
    this.retries = options.retries;
    this.contended = options.contended;
    this.queue = options.queue;
  }

  /** Returns a loop with the same options on another store. Its tries are counted here too. */
  public ChangeLoop on(ApiKeyStore other) {
    return new ChangeLoop(other, this);
  }

  /** Decides once, on a snapshot of one revision, and writes nothing. */
  public <R> R read(Caller caller, Target target, Function<DecisionInput, R> rule) {
    CallerRights.requireMembership(caller, target.organization());
    CallerRights.requireNotRevoked(caller, store);
    OrganizationSnapshot snapshot =
        counted(
            () ->
                run(
                    target.organization(),
                    lost ->
                        Optional.of(readSnapshot(store, caller, target))
                            .filter(read -> holds(store, caller, target, read))
                            .map(Proposal::unchanged)));
    return rule.apply(input(caller, target, snapshot));
  }

  /**
   * Decides and commits at the revision of the snapshot, and repeats this until the commit
   * succeeds. A decision that refuses or commits nothing is based on a snapshot of one revision,
   * too. An answer that there is nothing left to do waits until no failover can undo it.
   */
  public <R> R change(Caller caller, Target target, Function<DecisionInput, Proposal<R>> rule) {
    OrganizationId organization = target.organization();
    CallerRights.requireMembership(caller, organization);
    try {
      Proposal<R> made =
          counted(
              () ->
                  makeChange(
                      caller,
                      organization,
                      (inside, lost) -> decide(inside, caller, target, rule, lost)));
      R result = finish(made);
      if (made.change().isEmpty()) {
        awaitReplication(organization);
      }
      return result;
    } catch (NotFoundException gone) {
      awaitReplication(organization);
      throw gone;
    }
  }

  private void awaitReplication(OrganizationId organization) {
    store.extensions().replication().ifPresent(replication -> replication.accept(organization));
  }

  private <T> T counted(Supplier<T> tries) {
    try {
      return tries.get();
    } catch (ContentionException e) {
      contended.increment();
      throw e;
    }
  }

  /**
   * Makes one try. The first try leaves the check of the revision to the commit, which saves a
   * query. Later tries check it before the directories are asked, since these may be slower than
   * the next change.
   */
  private <R> Optional<Proposal<R>> decide(
      ChangeStore inside,
      Caller caller,
      Target target,
      Function<DecisionInput, Proposal<R>> rule,
      int lost) {
    OrganizationSnapshot snapshot = readSnapshot(inside, caller, target);
    if (lost > 0 && !holds(inside, caller, target, snapshot)) {
      return Optional.empty();
    }
    Proposal<R> proposal;
    try {
      proposal = rule.apply(input(caller, target, snapshot));
    } catch (ClavigerException refusal) {
      proposal = Proposal.refused(refusal);
    }
    boolean unchecked = lost == 0 && proposal.change().isEmpty();
    return unchecked && !holds(inside, caller, target, snapshot)
        ? Optional.empty()
        : Optional.of(proposal);
  }

  private static OrganizationSnapshot readSnapshot(
      ChangeStore inside, Caller caller, Target target) {
    return inside
        .read(target.organization(), target.keysFor(caller))
        .orElseThrow(
            () ->
                caller instanceof Caller.Key
                    ? CallerRights.deleted()
                    : NotFoundException.organization(target.organization()));
  }

  /**
   * Checks that the whole snapshot has the revision of its organization. A store reads the
   * organization first, and the keys may have changed by the time it reads them.
   */
  private static boolean holds(
      ChangeStore inside, Caller caller, Target target, OrganizationSnapshot snapshot) {
    OrganizationId id = target.organization();
    return target.keysFor(caller).isEmpty()
        || Optional.ofNullable(inside.revisions(Set.of(id)).get(id))
            .map(OrganizationVersion::revision)
            .equals(Optional.of(snapshot.organization().revision()));
  }

  private DecisionInput input(Caller caller, Target target, OrganizationSnapshot snapshot) {
    DecisionInput now = context.input(caller, snapshot).ofKind(target.kind());
    target.requireRevision(now);
    return now;
  }

  /**
   * Makes tries until one succeeds, without a turn. Pauses after each loss.
   *
   * @param attempt reads and decides. It gets the number of tries before it, which is 0 at first,
   *     and returns empty if the organization has changed before it could decide
   */
  public <R> R run(OrganizationId organization, IntFunction<Optional<Proposal<R>>> attempt) {
    long start = ticker.nanos();
    for (int lost = 0; ; lost++) {
      Optional<Proposal<R>> made =
          tryOnce(store, organization, (inside, tries) -> attempt.apply(tries), lost);
      if (made.isPresent()) {
        return finish(made.get());
      }
      pause(organization, lost, requireTime(organization, start, lost));
      retries.increment();
    }
  }

  private <R> R finish(Proposal<R> made) {
    if (!store.joinsTransaction()) {
      made.change()
          .map(OrganizationChange::organization)
          .ifPresent(changed -> notifyListener(changed.id(), changed.revision()));
    }
    return made.result();
  }

  /**
   * Waits for the turn, and makes tries until one succeeds. Returns its proposal, which was
   * committed if it is a change. Before each try it asks whether the access token of the caller was
   * revoked, and not in the try, which may hold a connection already.
   */
  private <R> Proposal<R> makeChange(
      Caller caller, OrganizationId organization, Attempt<R> attempt) {
    queue.begin(organization);
    boolean turn = false;
    try {
      long start = ticker.nanos();
      boolean joins = store.joinsTransaction();
      turn = !joins && enter(organization);
      for (int lost = 0; ; lost++) {
        CallerRights.requireNotRevoked(caller, store);
        int before = lost;
        Function<ChangeStore, Optional<Proposal<R>>> work =
            inside -> tryOnce(inside, organization, attempt, before);
        boolean locks = joins || (turn && queue.needsLock(organization));
        Optional<Proposal<R>> made = locks ? store.withLock(organization, work) : work.apply(store);
        if (made.isPresent()) {
          return made.get();
        }
        long left = requireTime(organization, start, lost);
        if (locks) {
          pause(organization, lost, left);
        }
        queue.requireLock(organization);
        retries.increment();
      }
    } finally {
      if (turn) {
        queue.leave(organization);
      }
      queue.end(organization);
    }
  }

  private <R> Optional<Proposal<R>> tryOnce(
      ChangeStore inside, OrganizationId organization, Attempt<R> attempt, int lost) {
    Optional<Proposal<R>> proposal = attempt.make(inside, lost);
    boolean made = proposal.flatMap(Proposal::change).map(inside::commit).orElse(true);
    if (!made && store.joinsTransaction()) {
      throw new ContentionException(organization, lost + 1);
    }
    return proposal.filter(committed -> made);
  }

  /** Returns the time that is left for another try. */
  private long requireTime(OrganizationId organization, long start, int lost) {
    long left = deadline.toNanos() - (ticker.nanos() - start);
    if (left <= 0) {
      throw new ContentionException(organization, lost + 1);
    }
    return left;
  }

  /** Waits for the turn of this change. If it does not come in time, the change has one try. */
  private boolean enter(OrganizationId organization) {
    try {
      return queue.enter(organization, deadline.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ContentionException(organization, 0);
    }
  }

  /** Returns how often this loop has started over since it was created. */
  public long retries() {
    return retries.sum();
  }

  /** Returns how many reads and changes have given up with {@link ContentionException}. */
  public long contended() {
    return contended.sum();
  }

  /** Returns how often the listener has thrown something. */
  public long failedListeners() {
    return failedListeners.sum();
  }

  /** Pauses no longer than the time that is left, so that no try begins long after the deadline. */
  private void pause(OrganizationId organization, int lost, long left) {
    long longest = FIRST_PAUSE << Math.min(lost, DOUBLINGS);
    try {
      ticker.sleep(Math.min(entropy.upTo(longest) + 1, left));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ContentionException(organization, lost + 1);
    }
  }

  /** Calls the listener after a commit. If it throws, that is counted. */
  public void notifyListener(OrganizationId changed, Revision revision) {
    try {
      context.listener().changed(changed, revision);
    } catch (Throwable ignored) {
      // The change is committed, and caches find out by its revision.
      failedListeners.increment();
    }
  }
}
