package io.claviger.store.cache.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks through every state that can be reached, the nearest first, so that traces are short. */
final class Explorer {
  /** How many states were seen, and the shortest way to the first that is broken. */
  record Report(int states, Optional<Trace> violation) {}

  /** What breaks after these steps. */
  record Trace(String breaks, List<Step> steps) {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("breaks \"" + breaks + "\":");
      steps.forEach(step -> text.append("\n  ").append(step));
      return text.toString();
    }
  }

  private final Scenario scenario;
  private final Protocol protocol;
  private final Map<State, Integer> numbers = new HashMap<>();
  private final List<State> states = new ArrayList<>();
  private final List<Integer> parents = new ArrayList<>();
  private final List<int[]> owed = new ArrayList<>();

  private Explorer(Scenario scenario, Protocol protocol) {
    this.scenario = scenario;
    this.protocol = protocol;
  }

  static Report explore(Scenario scenario, Protocol protocol) {
    Explorer explorer = new Explorer(scenario, protocol);
    Optional<Trace> violation = explorer.walk().or(explorer::endless);
    return new Report(explorer.states.size(), violation);
  }

  private Optional<Trace> walk() {
    reach(scenario.start(), -1);
    for (int at = 0; at < states.size(); at++) {
      Optional<Trace> violation = expand(at);
      if (violation.isPresent()) {
        return violation;
      }
    }
    return Optional.empty();
  }

  private Optional<Trace> expand(int at) {
    List<Integer> next = new ArrayList<>();
    for (Step step : steps(at)) {
      if (step.broken().isPresent()) {
        return Optional.of(new Trace(step.broken().get(), way(at, step)));
      }
      int reached = reach(step.next(), at);
      if (!step.free()) {
        next.add(reached);
      }
    }
    owed.add(next.stream().mapToInt(Integer::intValue).toArray());
    return next.isEmpty() && !states.get(at).atRest()
        ? Optional.of(new Trace(Invariants.GOES_ON, way(at)))
        : Optional.empty();
  }

  private int reach(State state, int parent) {
    Integer known = numbers.putIfAbsent(state, states.size());
    if (known != null) {
      return known;
    }
    states.add(state);
    parents.add(parent);
    return states.size() - 1;
  }

  /** A circle of steps that are owed: one may go round for ever. */
  private Optional<Trace> endless() {
    return Circle.in(owed).map(circle -> new Trace(Invariants.ENDS, round(circle)));
  }

  private List<Step> round(List<Integer> circle) {
    List<Step> steps = way(circle.get(0));
    for (int i = 0; i + 1 < circle.size(); i++) {
      steps.add(step(circle.get(i), circle.get(i + 1)));
    }
    return steps;
  }

  private List<Step> way(int end, Step... last) {
    Deque<Step> steps = new ArrayDeque<>(List.of(last));
    for (int at = end; at > 0; at = parents.get(at)) {
      steps.addFirst(step(parents.get(at), at));
    }
    return new ArrayList<>(steps);
  }

  private Step step(int from, int to) {
    return steps(from).stream()
        .filter(step -> step.next().equals(states.get(to)))
        .findFirst()
        .orElseThrow();
  }

  private List<Step> steps(int at) {
    State state = states.get(at);
    List<Step> steps = new ArrayList<>();
    for (int who = 0; who < state.actors().size(); who++) {
      steps.addAll(state.actors().get(who).steps(new Moment(state, who, scenario, protocol)));
    }
    return steps;
  }
}
