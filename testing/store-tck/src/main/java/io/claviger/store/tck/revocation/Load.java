package io.claviger.store.tck.revocation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ContentionException;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.store.tck.internal.TestTimeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Sends requests to all nodes, while it changes the rights of keys through all of them and disturbs
 * their connections to the database. Every action moves the time, unless the time is real.
 */
final class Load {
  /**
   * The size of the load.
   *
   * @param changes the number of changes of each organization, exceeded until enough requests are
   *     answered
   * @param atMost the time for all that; few changes are made even if they take longer
   * @param connections the states that the connection of a node switches between
   */
  record Plan(
      int organizations,
      int changes,
      Duration atMost,
      List<UnsteadyStore.Connection> connections) {}

  /** The fewest requests that are granted and that are refused. */
  static final int FEWEST_ANSWERS = 100;

  private static final int SUBJECTS = 3;
  private static final int FEW = 50;
  private static final int STEPS_OF_A_CONNECTION = 15;
  private static final int STEPS_AT_HOME = 20;
  private static final int REQUESTS_PER_CHANGE = 100;
  private static final Duration MAX_WAIT = Duration.ofMillis(10);

  private final List<Node> nodes;
  private final Ticker ticker;
  private final Runnable timePasses;
  private final Plan plan;
  private final List<List<Subject>> subjects = new ArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong granted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  /**
   * Creates a load for these nodes.
   *
   * @param timePasses moves the time; every thread calls it repeatedly
   */
  Load(List<Node> nodes, Ticker ticker, Runnable timePasses, Plan plan) {
    this.nodes = nodes;
    this.ticker = ticker;
    this.timePasses = timePasses;
    this.plan = plan;
    for (int i = 0; i < plan.organizations(); i++) {
      subjects.add(newOrganization());
    }
  }

  private List<Subject> newOrganization() {
    Node first = nodes.get(0);
    OrganizationId id =
        first
            .asApplication()
            .createOrganization(NewOrganization.named("Example"))
            .organization()
            .id();
    List<Subject> its = new ArrayList<>();
    for (int i = 0; i < SUBJECTS; i++) {
      its.add(new Subject(id, ticker, first));
    }
    return its;
  }

  /** Runs the load, and returns all requests that were answered. */
  List<Request> run() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<Integer>> changes = new ArrayList<>();
      for (List<Subject> organization : subjects) {
        changes.add(threads.submit(() -> changes(organization)));
      }
      List<Future<List<Request>>> requests = new ArrayList<>();
      for (Node node : nodes) {
        requests.add(threads.submit(() -> requests(node)));
        requests.add(threads.submit(() -> requests(node)));
      }
      awaitChanges(changes);
      List<Request> all = new ArrayList<>();
      for (Future<List<Request>> answered : requests) {
        all.addAll(TestTimeout.await(answered));
      }
      return all;
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
  }

  private void awaitChanges(List<Future<Integer>> changes) throws Exception {
    try {
      for (Future<Integer> made : changes) {
        int count = TestTimeout.await(made);
        assertTrue(count >= fewest(), "only " + count + " changes could be made");
      }
    } finally {
      over.set(true);
    }
  }

  private int fewest() {
    return Math.min(plan.changes() / 10, FEW);
  }

  private int changes(List<Subject> organization) {
    SplittableRandom random = new SplittableRandom();
    Node home = nodes.get(subjects.indexOf(organization) % nodes.size());
    long end = System.nanoTime() + plan.atMost().toNanos();
    int made = 0;
    while (!over.get() && (made < fewest() || (isUnfinished(made) && System.nanoTime() < end))) {
      if (random.nextInt(STEPS_OF_A_CONNECTION) == 0) {
        any(nodes, random).connection().set(any(plan.connections(), random));
      }
      // Most changes go through one node, so that the other one does not see them at once.
      Node node = random.nextInt(STEPS_AT_HOME) == 0 ? any(nodes, random) : home;
      try {
        any(organization, random).turn(node, random);
        made++;
        awaitRequests();
      } catch (StoreException | ContentionException e) {
        // Nothing was changed.
      }
      timePasses.run();
    }
    return made;
  }

  /** A slow database answers few requests during the changes. */
  private boolean isUnfinished(int made) {
    return made < plan.changes() || Math.min(granted.get(), refused.get()) < FEWEST_ANSWERS;
  }

  /** Waits for requests after a change, but only for a short time if they are slow. */
  private void awaitRequests() {
    long enough = asked.get() + REQUESTS_PER_CHANGE;
    long end = System.nanoTime() + MAX_WAIT.toNanos();
    while (asked.get() < enough && System.nanoTime() < end) {
      LockSupport.parkNanos(1000);
    }
  }

  private List<Request> requests(Node node) {
    SplittableRandom random = new SplittableRandom();
    List<Request> answered = new ArrayList<>();
    while (!over.get()) {
      request(node, any(any(subjects, random), random), random, answered);
      asked.incrementAndGet();
      timePasses.run();
    }
    return answered;
  }

  private void request(Node node, Subject subject, RandomGenerator random, List<Request> answered) {
    Subject.TimedCredential credential = subject.credential(random);
    long begun = ticker.nanos();
    Optional<Boolean> admitted = node.admits(subject.organization(), credential);
    long ended = ticker.nanos();
    if (admitted.isPresent()) {
      (admitted.get() ? granted : refused).incrementAndGet();
      answered.add(new Request(credential.timeline(), node.number(), admitted.get(), begun, ended));
    }
  }

  private static <T> T any(List<T> things, RandomGenerator random) {
    return things.get(random.nextInt(things.size()));
  }
}
