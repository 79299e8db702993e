package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.model.ContentionException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.Role;
import io.claviger.model.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Revokes keys through the first node, while each node answers requests with them. A request that
 * began later than the bound after an acknowledged revocation must not be admitted.
 */
final class TimedRevocations {
  /** A key, and when its revocation was acknowledged. */
  private static final class Subject {
    private final IssuedApiKey key;
    private long revokedAt;
    private volatile boolean revoked;

    Subject(IssuedApiKey key) {
      this.key = key;
    }
  }

  private static final int RECENT = 20;

  private final List<CachedNode> nodes;
  private final OrganizationId organization;
  private final long bound;
  private final List<Subject> subjects = new CopyOnWriteArrayList<>();
  private final AtomicInteger tooLate = new AtomicInteger();
  private final AtomicInteger made = new AtomicInteger();
  private volatile boolean over;

  TimedRevocations(List<CachedNode> nodes, OrganizationId organization, Duration bound) {
    this.nodes = nodes;
    this.organization = organization;
    this.bound = bound.toNanos();
  }

  /** Revokes keys until the interruption has returned, and asserts that each was seen in time. */
  void during(ChangeHistory.Interruption interruption) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> running = new ArrayList<>();
      running.add(threads.submit(this::revokeKeys));
      nodes.forEach(node -> running.add(threads.submit(() -> requests(node))));
      interruption.happen();
      over = true;
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      over = true;
      threads.shutdownNow();
    }
    assertEquals(0, tooLate.get(), "requests were admitted too late");
    for (Subject subject : subjects) {
      awaitBound(subject);
      nodes.forEach(node -> assertFalse(subject.revoked && node.admits(subject.key)));
    }
  }

  /** Waits until so many more keys were revoked. */
  void await(int more) {
    int enough = made.get() + more;
    while (made.get() < enough && !over) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void revokeKeys() {
    try {
      while (!over) {
        revokeOne();
      }
    } finally {
      over = true;
    }
  }

  private void revokeOne() {
    NewApiKey request = NewApiKey.of("reader", Role.ORG_READ_ONLY);
    try {
      Subject subject = new Subject(nodes.get(0).application().create(organization, request));
      // Each node has it in its cache.
      boolean known = nodes.stream().allMatch(node -> node.admits(subject.key));
      subjects.add(subject);
      nodes.get(0).application().revoke(organization, subject.key.apiKey().id());
      subject.revokedAt = System.nanoTime();
      subject.revoked = true;
      if (known) {
        made.incrementAndGet();
      }
    } catch (StoreException | ContentionException | OutcomeUnknownException e) {
      // Nothing was acknowledged.
    }
  }

  private void requests(CachedNode node) {
    while (!over) {
      int size = subjects.size();
      for (int i = Math.max(0, size - RECENT); i < size; i++) {
        Subject subject = subjects.get(i);
        boolean late = subject.revoked && System.nanoTime() - subject.revokedAt > bound;
        if (node.admits(subject.key) && late) {
          tooLate.incrementAndGet();
        }
      }
    }
  }

  private void awaitBound(Subject subject) {
    while (subject.revoked && System.nanoTime() - subject.revokedAt <= bound) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
