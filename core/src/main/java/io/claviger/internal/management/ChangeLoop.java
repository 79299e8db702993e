package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.internal.credential.Entropy;
import io.claviger.model.ClavigerException;
import io.claviger.model.ContentionException;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Every management call: read the facts, let a rule decide on them, commit what it proposes, and
 * start over where the commit lost: until a deadline, with a growing, jittered pause. Decisions
 * draw their ids again in each try, so a collision of ids ends with the next one. Never goes on
 * after an outcome it does not know. In a transaction of the application's it tries to commit once,
 * since only the application can start over. Thread-safe.
 */
public final class ChangeLoop {
  private static final long FIRST_PAUSE = Duration.ofMillis(1).toNanos();
  private static final int DOUBLINGS = 6;

  private final ApiKeyStore store;
  private final ManagementContext host;
  private final Ticker ticker;
  private final Entropy entropy;
  private final Duration deadline;
  private final LongAdder retries = new LongAdder();
  private final LongAdder failedListeners = new LongAdder();

  /** Gives up after {@code deadline}, counted from the first read; zero means one try. */
  public ChangeLoop(
      ApiKeyStore store,
      ManagementContext host,
      Ticker ticker,
      Entropy entropy,
      Duration deadline) {
    this.store = store;
    this.host = host;
    this.ticker = ticker;
    this.entropy = entropy;
    this.deadline = deadline;
  }

  /** Decides once, on facts of one revision, and writes nothing. */
  public <R> R read(Caller caller, Target target, Function<Situation, R> rule) {
    CallerRights.requireConnection(caller, target.organization());
    OrganizationSnapshot facts =
        run(
            target.organization(),
            lost ->
                Optional.of(facts(caller, target))
                    .filter(read -> holds(caller, target, read))
                    .map(Proposal::unchanged));
    return rule.apply(situation(caller, target, facts, host.answersOnProjects(target)));
  }

  /**
   * Decides and commits at the revision that the decision is based on, again and again until that
   * holds. A decision that commits nothing, or refuses, is on facts of one revision too.
   */
  public <R> R change(Caller caller, Target target, Function<Situation, Proposal<R>> rule) {
    CallerRights.requireConnection(caller, target.organization());
    return run(target.organization(), lost -> decide(caller, target, rule, lost));
  }

  /**
   * The first try leaves it to the commit to check the revision, which spares a look at it. Later
   * ones look before they decide: the application's directories may take longer than an
   * organization stands still.
   */
  private <R> Optional<Proposal<R>> decide(
      Caller caller, Target target, Function<Situation, Proposal<R>> rule, int lost) {
    OrganizationSnapshot facts = facts(caller, target);
    if (lost > 0 && !holds(caller, target, facts)) {
      return Optional.empty();
    }
    Proposal<R> proposal = propose(caller, target, facts, rule);
    boolean unchecked = lost == 0 && proposal.change().isEmpty();
    return unchecked && !holds(caller, target, facts) ? Optional.empty() : Optional.of(proposal);
  }

  private <R> Proposal<R> propose(
      Caller caller,
      Target target,
      OrganizationSnapshot facts,
      Function<Situation, Proposal<R>> rule) {
    // Asked after the facts were read: see DirectoryAnswers.
    DirectoryAnswers answers = host.answers(target);
    try {
      return rule.apply(situation(caller, target, facts, answers));
    } catch (ClavigerException refusal) {
      return Proposal.refused(refusal);
    }
  }

  private OrganizationSnapshot facts(Caller caller, Target target) {
    return store
        .read(target.organization(), target.keysFor(caller))
        .orElseThrow(() -> gone(caller, target.organization()));
  }

  /** A store reads the organization and then the keys, which may be later by then. */
  private boolean holds(Caller caller, Target target, OrganizationSnapshot facts) {
    OrganizationId id = target.organization();
    return target.keysFor(caller).isEmpty()
        || facts.organization().revision().equals(store.revisions(Set.of(id)).get(id));
  }

  private Situation situation(
      Caller caller, Target target, OrganizationSnapshot facts, DirectoryAnswers answers) {
    Situation now = host.situation(caller, facts, answers);
    target.requireRevision(now);
    return now;
  }

  private static RuntimeException gone(Caller caller, OrganizationId organization) {
    return caller instanceof Caller.Key
        ? CallerRights.deleted()
        : NotFoundException.organization(organization);
  }

  /**
   * Runs the tries.
   *
   * @param attempt reads and decides; given the number of tries before it, 0 at first; empty where
   *     it found that it was overtaken already
   */
  <R> R run(OrganizationId organization, IntFunction<Optional<Proposal<R>>> attempt) {
    long start = ticker.nanos();
    for (int lost = 0; ; lost++) {
      Optional<Proposal<R>> proposal = attempt.apply(lost);
      if (proposal.isPresent() && proposal.get().change().map(this::commit).orElse(true)) {
        return proposal.get().result();
      }
      long left = deadline.toNanos() - (ticker.nanos() - start);
      boolean once = proposal.isPresent() && store.joinsTransaction();
      if (once || left <= 0) {
        throw new ContentionException(organization, lost + 1);
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
      throw new ContentionException(organization, lost + 1);
    }
  }

  private void tell(OrganizationId organization, Revision revision) {
    try {
      host.listener().changed(organization, revision);
    } catch (Throwable ignored) {
      // The change is made; whoever must be told finds out by revision.
      failedListeners.increment();
    }
  }
}
