package io.claviger.store.jdbc;

import io.claviger.access.AccessResult;
import io.claviger.access.Credential;
import io.claviger.model.OrganizationId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/**
 * The credentials that a process uses, its own ones and those of other processes. Of each it
 * remembers the last request that was admitted, and the first one that was refused.
 */
final class SoakKeys {
  /** A credential that was valid when this process heard of it. */
  private static final class Subject {
    private final OrganizationId organization;
    private final String secret;
    private final Credential pair;

    /** From then on, each node knows it. */
    private final long seenByAll;

    private volatile boolean good;
    private long admitted = NEVER;
    private long refused = Long.MAX_VALUE;
    private long checks;

    Subject(OrganizationId organization, String secret, Credential pair, long seenByAll) {
      this.organization = organization;
      this.secret = secret;
      this.pair = pair;
      this.seenByAll = seenByAll;
    }

    synchronized void note(long begun, boolean granted, boolean denied) {
      good = granted;
      checks += granted || denied ? 1 : 0;
      if (granted) {
        admitted = Math.max(admitted, begun);
      } else if (denied) {
        refused = Math.min(refused, System.nanoTime());
      }
    }

    synchronized boolean isOver(long now) {
      return refused < now - KEPT;
    }

    synchronized void report() {
      SoakNode.print("used", secret, admitted, refused, checks);
    }
  }

  static final long NEVER = Long.MIN_VALUE;

  /** Old credentials are used until so many newer ones came. */
  private static final int MAX = 600;

  /** So long after it was first refused, a credential is used: it must not come back. */
  private static final long KEPT = TimeUnit.SECONDS.toNanos(3);

  private final CachedNode node;
  private final long bound;
  private final Set<OrganizationId> changed;
  private final ConcurrentLinkedDeque<Subject> subjects = new ConcurrentLinkedDeque<>();

  SoakKeys(CachedNode node, Duration bound, List<OrganizationId> changed) {
    this.node = node;
    this.changed = Set.copyOf(changed);
    this.bound = bound.toNanos();
  }

  /**
   * Adds a credential.
   *
   * @param secret the id of its secret
   * @param created when its creation had been acknowledged
   */
  void add(OrganizationId organization, String secret, Credential pair, long created) {
    subjects.addLast(new Subject(organization, secret, pair, created + bound));
  }

  /**
   * Uses those that were admitted before, in an organization that this process does not change. So
   * they are cached until a change is seen, or the bound has passed, and no load delays this
   * thread.
   */
  void useCached() {
    subjects.stream()
        .filter(subject -> !changed.contains(subject.organization) && subject.good)
        .forEach(this::use);
  }

  /** Uses all credentials. Another thread calls this. */
  void useAll() {
    subjects.forEach(this::use);
    long now = System.nanoTime();
    for (Subject each : subjects) {
      if (each.isOver(now) && subjects.remove(each)) {
        each.report();
      }
    }
    while (subjects.size() > MAX) {
      subjects.removeFirst().report();
    }
  }

  private void use(Subject subject) {
    long begun = System.nanoTime();
    AccessResult answer = node.request(subject.organization, subject.pair);
    boolean granted = answer instanceof AccessResult.Granted;
    boolean unavailable = answer instanceof AccessResult.Unavailable;
    subject.note(begun, granted, !granted && !unavailable && begun > subject.seenByAll);
  }

  /** Reports all that were not reported yet. */
  void reportAll() {
    subjects.forEach(Subject::report);
  }
}
