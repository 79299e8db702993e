package io.claviger.store.cache.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A commit through this node: in the database, then the drop, then it returns.
 *
 * @param rest what it still has to do
 * @param version what it made, once it made it
 */
record OwnCommit(int key, Facts facts, List<Part> rest, int version) implements Actor {
  /** One atomic part of it, in the right order. */
  enum Part {
    COMMIT("commits"),
    MARK_FIRST_FLIGHT("marks the flight of the first key"),
    MARK_SECOND_FLIGHT("marks the flight of the second key"),
    DROP_RECORD("drops the record"),
    REMOVE_MISS("removes the miss");

    private final String what;

    Part(String what) {
      this.what = what;
    }
  }

  /** Before it began. */
  record Planned(int key, Facts facts) implements Actor {
    @Override
    public List<Step> steps(Moment moment) {
      return new OwnCommit(key, facts, parts(moment), 0).steps(moment);
    }

    @Override
    public boolean atRest() {
      return true;
    }
  }

  private static List<Part> parts(Moment moment) {
    List<Part> parts = new ArrayList<>(List.of(Part.values()));
    if (moment.has(Flaw.DROPPED_BEFORE_COMMIT)) {
      move(parts, Part.COMMIT);
    }
    if (moment.has(Flaw.FLIGHTS_MARKED_LAST)) {
      move(parts, Part.MARK_FIRST_FLIGHT);
      move(parts, Part.MARK_SECOND_FLIGHT);
    }
    if (moment.has(Flaw.NOT_DROPPED)) {
      parts.remove(Part.DROP_RECORD);
    }
    if (moment.has(Flaw.MISS_NOT_REMOVED)) {
      parts.remove(Part.REMOVE_MISS);
    }
    parts.removeIf(part -> changesNothing(part, moment));
    return List.copyOf(parts);
  }

  private static void move(List<Part> parts, Part toTheEnd) {
    parts.remove(toTheEnd);
    parts.add(toTheEnd);
  }

  private static boolean changesNothing(Part part, Moment moment) {
    return switch (part) {
      case MARK_SECOND_FLIGHT -> moment.cache().slots().size() == 1;
      case REMOVE_MISS -> !moment.scenario().hasMisses();
      default -> false;
    };
  }

  @Override
  public boolean atRest() {
    return rest.isEmpty();
  }

  @Override
  public List<Step> steps(Moment moment) {
    if (rest.isEmpty()) {
      return List.of();
    }
    Part part = rest.get(0);
    State after = after(moment, part);
    int made = part == Part.COMMIT ? after.database().current() : version;
    List<Part> left = rest.subList(1, rest.size());
    return List.of(
        moment.step(
            part.what,
            left.isEmpty() ? after.withReturned(made) : after,
            new OwnCommit(key, facts, left, made)));
  }

  private State after(Moment moment, Part part) {
    State state = moment.state();
    Protocol protocol = moment.protocol();
    Cache cache = state.cache();
    return switch (part) {
      case COMMIT -> state.with(state.database().commit(key, facts));
      case MARK_FIRST_FLIGHT -> state.with(protocol.markFlight(cache, 0));
      case MARK_SECOND_FLIGHT -> state.with(protocol.markFlight(cache, 1));
      case DROP_RECORD -> state.with(protocol.dropCurrent(cache));
      case REMOVE_MISS -> state.with(protocol.removeMiss(cache, key));
    };
  }
}
