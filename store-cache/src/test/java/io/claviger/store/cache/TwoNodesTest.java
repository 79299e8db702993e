package io.claviger.store.cache;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever happens, and in whatever order: each answer was true within the bound. */
class TwoNodesTest {
  /** Something that happens; its text is for whoever reads of a failure. */
  private sealed interface Event {
    void happen(TwoNodes nodes);
  }

  private record LookUp(int node, int key) implements Event {
    @Override
    public void happen(TwoNodes nodes) {
      nodes.lookUp(node, key);
    }
  }

  private record Change(int node, int tenant, TwoNodes.Change kind, TwoNodes.Outcome outcome)
      implements Event {
    @Override
    public void happen(TwoNodes nodes) {
      nodes.change(node, tenant, kind, outcome);
    }
  }

  private record Drop(int node, int tenant) implements Event {
    @Override
    public void happen(TwoNodes nodes) {
      nodes.drop(node, tenant);
    }
  }

  private record Pass(Duration time) implements Event {
    @Override
    public void happen(TwoNodes nodes) {
      nodes.pass(time);
    }
  }

  private record Sleep(int node, Duration time) implements Event {
    @Override
    public void happen(TwoNodes nodes) {
      nodes.sleep(node, time);
    }
  }

  private record SetWall(int node, Duration by) implements Event {
    @Override
    public void happen(TwoNodes nodes) {
      nodes.setWall(node, by);
    }
  }

  private record Refresh(int node) implements Event {
    @Override
    public void happen(TwoNodes nodes) {
      nodes.refresh(node);
    }
  }

  private record Fail(boolean now) implements Event {
    @Override
    public void happen(TwoNodes nodes) {
      nodes.fail(now);
    }
  }

  /** The next time that the store is asked. */
  private record WhileItAnswers(List<Event> events) implements Event {
    @Override
    public void happen(TwoNodes nodes) {
      nodes.whileAnswering(() -> events.forEach(event -> event.happen(nodes)));
    }
  }

  @Property(tries = 1500)
  void eachAnswerWasTrueWithinTheBound(@ForAll("events") List<Event> events) {
    TwoNodes nodes = new TwoNodes();
    events.forEach(event -> event.happen(nodes));
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return Arbitraries.frequencyOf(
            Tuple.of(12, lookUps()),
            Tuple.of(4, changes()),
            Tuple.of(5, times().map(Pass::new)),
            Tuple.of(1, Combinators.combine(nodes(), times()).as(Sleep::new)),
            Tuple.of(1, Combinators.combine(nodes(), walls()).as(SetWall::new)),
            Tuple.of(2, nodes().map(Refresh::new)),
            Tuple.of(1, Arbitraries.of(true, false, false).map(Fail::new)),
            Tuple.of(1, Combinators.combine(nodes(), tenants()).as(Drop::new)),
            Tuple.of(3, meanwhile().list().ofMinSize(1).ofMaxSize(2).map(WhileItAnswers::new)))
        .list()
        .ofMinSize(10)
        .ofMaxSize(60);
  }

  private static Arbitrary<Event> lookUps() {
    return Combinators.combine(
            nodes(), Arbitraries.integers().between(0, TwoNodes.TENANTS * TwoNodes.KEYS_EACH - 1))
        .as(LookUp::new);
  }

  private static Arbitrary<Event> changes() {
    return Combinators.combine(
            nodes(),
            tenants(),
            Arbitraries.of(TwoNodes.Change.class),
            Arbitraries.of(TwoNodes.Outcome.class))
        .as(Change::new);
  }

  private static Arbitrary<Event> meanwhile() {
    return Arbitraries.oneOf(changes(), times().map(Pass::new));
  }

  private static Arbitrary<Integer> nodes() {
    return Arbitraries.of(0, 1);
  }

  private static Arbitrary<Integer> tenants() {
    return Arbitraries.integers().between(0, TwoNodes.TENANTS - 1);
  }

  /** Around the bounds, where mistakes are. */
  private static Arbitrary<Duration> times() {
    return Arbitraries.of(
        Duration.ofNanos(1),
        Duration.ofMillis(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        TwoNodes.FIRST_BOUND.minusSeconds(1),
        TwoNodes.FIRST_BOUND,
        TwoNodes.FIRST_BOUND.plusNanos(1),
        TwoNodes.FIRST_BOUND.plusMillis(1),
        TwoNodes.SECOND_BOUND.minus(TwoNodes.FIRST_BOUND),
        TwoNodes.SECOND_BOUND);
  }

  private static Arbitrary<Duration> walls() {
    return Arbitraries.of(Duration.ofHours(-1), Duration.ofSeconds(-3), Duration.ofMinutes(1));
  }
}
