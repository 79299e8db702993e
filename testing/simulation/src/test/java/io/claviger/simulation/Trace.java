package io.claviger.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** What happened last, and a hash of everything that has happened. */
final class Trace {
  private static final int KEPT = 60;

  private record Line(long at, int node, String what, Object subject) {
    @Override
    public String toString() {
      String place = node == Timeline.NOBODY ? "" : "node " + node + ": ";
      return String.format("%14.6f s  %s%s %s", at / 1e9, place, what, subject);
    }
  }

  private final Scheduler scheduler;
  private final Deque<Line> last = new ArrayDeque<>();
  private long hash;

  Trace(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Notes an event; the subject must be equal in a replay. */
  void note(int node, String what, Object subject) {
    Line line = hash(node, what, subject);
    last.add(line);
    if (last.size() > KEPT) {
      last.remove();
    }
  }

  /** Notes an event that is too frequent to be among the last. */
  void noteQuietly(int node, String what, Object subject) {
    Line unused = hash(node, what, subject);
  }

  private Line hash(int node, String what, Object subject) {
    Line line = new Line(scheduler.now(), node, what, subject);
    hash = 31 * hash + line.hashCode();
    return line;
  }

  /** Returns the same number for two equal runs. */
  long hash() {
    return hash;
  }

  /** Returns the last events, the newest last. */
  String last() {
    return last.stream().map(Line::toString).collect(Collectors.joining("\n"));
  }
}
