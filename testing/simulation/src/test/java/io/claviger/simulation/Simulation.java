package io.claviger.simulation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One run: times of trouble, in which requests, changes and faults come at random, each followed by
 * a quiet time with some more changes, after which all nodes have to agree with the store.
 */
final class Simulation {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Two of the intervals in which a cache asks the store, and some time for the answers. */
  private static final long QUIET = CacheFactory.MAX_STALENESS.toNanos() * 3 / 4;

  /**
   * What a run has shown.
   *
   * @param hits answers without a call of the store
   * @param calls of the store
   * @param trace a hash of all events
   * @param problem the first problem, with the events before it; null if there is none
   */
  record Result(long answers, long hits, long calls, long trace, @Nullable String problem) {
    Result since(Result before) {
      return new Result(
          answers - before.answers, hits - before.hits, calls - before.calls, trace, problem);
    }

    double hitsInPercent() {
      return 100.0 * hits / answers;
    }
  }

  private final World world;
  private final Scheduler scheduler;
  private final Population population;
  private final List<Node> nodes;
  private boolean troubled;

  Simulation(Scenario scenario, CacheFactory caches) {
    this.world = World.of(scenario);
    this.scheduler = world.scheduler();
    this.population = new Population(world);
    this.nodes =
        IntStream.range(0, scenario.nodes()).mapToObj(i -> new Node(i, world, caches)).toList();
    nodes.forEach(this::request);
    change();
    strike();
    number();
  }

  /** Runs this many times of trouble, or until the first problem. */
  static Result run(Scenario scenario, CacheFactory caches, int times) {
    Simulation simulation = new Simulation(scenario, caches);
    for (int i = 0; i < times && simulation.world.oracle().problem() == null; i++) {
      simulation.trouble(120 * SECOND);
      simulation.quiet();
    }
    return simulation.result();
  }

  /** Runs a scenario without changes and faults, and counts only what happens after a while. */
  static Result measure(Scenario scenario, CacheFactory caches, Duration warmUp, Duration time) {
    Simulation simulation = new Simulation(scenario, caches);
    simulation.scheduler.runUntil(warmUp.toNanos());
    Result before = simulation.result();
    simulation.scheduler.runUntil(warmUp.plus(time).toNanos());
    return simulation.result().since(before);
  }

  private Result result() {
    return new Result(
        world.oracle().answers(),
        nodes.stream().mapToLong(Node::hits).sum(),
        nodes.stream().mapToLong(Node::calls).sum(),
        world.trace().hash(),
        world.oracle().problem());
  }

  // What repeats: each schedules the next one first, which may so run before this one has ended

  private void request(Node node) {
    double each = world.scenario().requestsPerSecond() / nodes.size();
    scheduler.after(pause(node.isIdle() ? 0.1 : each), () -> request(node));
    if (!node.isIdle()) {
      population.request(node);
    }
  }

  private void change() {
    scheduler.after(pause(isNight() ? 0.01 : world.scenario().changesPerSecond()), this::change);
    int writers = world.scenario().oneWriter() ? 1 : nodes.size();
    Node node = nodes.get(world.random().nextInt(writers));
    if (troubled && !node.isAsleep()) {
      population.change(node);
    }
  }

  private void strike() {
    scheduler.after(pause(isNight() ? 0.001 : 0.1), this::strike);
    if (troubled) {
      world.faults().strike(world.store(), nodes);
    }
  }

  /** Gives positions to changes, as an operator does who reads the feed. */
  private void number() {
    scheduler.after(pause(world.scenario().numberingsPerSecond()), this::number);
    SimulatedFeed feed = world.store().feed();
    feed.beginNumbering().ifPresent(all -> feed.endNumbering(all, true));
  }

  private boolean isNight() {
    return nodes.stream().allMatch(Node::isIdle);
  }

  /** Returns the pause until an event that comes so many times in a second on average. */
  private long pause(double perSecond) {
    return (long) (-Math.log(1 - world.random().nextDouble()) / perSecond * SECOND);
  }

  // Phases

  private void trouble(long nanos) {
    troubled = true;
    world.faults().begin();
    scheduler.runUntil(scheduler.now() + nanos);
    troubled = false;
    world.faults().end();
    nodes.forEach(Node::recover);
  }

  private void quiet() {
    // What was late before is done after this.
    scheduler.runUntil(scheduler.now() + Faults.LATEST + QUIET);
    population.tenants().forEach(tenant -> population.change(nodes.get(0)));
    for (long end = scheduler.now() + QUIET; scheduler.now() < end; ) {
      askForEverything();
      scheduler.runUntil(scheduler.now() + SECOND / 2);
    }
    world.oracle().demandNewest(true);
    askForEverything();
    world.oracle().demandNewest(false);
  }

  private void askForEverything() {
    for (Node node : nodes) {
      for (Population.Tenant tenant : population.tenants()) {
        tenant.keys().forEach(key -> node.ask(tenant.id(), key.key().publicKey(), true));
      }
    }
  }
}
