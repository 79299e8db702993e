package io.claviger.store.tck.revocation;

import java.util.ArrayList;
import java.util.List;

/**
 * The changes of one credential between valid and invalid. The time of a commit is known within
 * limits only: it lies between the start and the end of the call. Thread-safe.
 */
final class Timeline {
  /** The node of a change that no node made. */
  static final int NOBODY = -1;

  /**
   * The state after a change.
   *
   * @param begun when the call of the change began
   * @param ended when the call had returned
   * @param node the node that made the change
   */
  private record State(boolean good, long begun, long ended, int node) {}

  private final List<State> states = new ArrayList<>();

  /** Creates the timeline of a credential that does not exist yet. */
  Timeline() {
    states.add(new State(false, Long.MIN_VALUE, Long.MIN_VALUE, NOBODY));
  }

  synchronized void change(boolean good, long begun, long ended, int node) {
    states.add(new State(good, begun, ended, node));
  }

  /**
   * Returns whether the answer may be right. There must be a matching state at some instant, at
   * most {@code maxStaleness} before the request began and not after it ended. The state must not
   * be older than a change that the same node had made before the request.
   */
  synchronized boolean explains(Request request, long maxStaleness) {
    for (int i = lastOwn(request); i < states.size(); i++) {
      State state = states.get(i);
      boolean begins = state.begun <= request.ended();
      boolean lasts =
          i + 1 == states.size() || states.get(i + 1).ended >= request.begun() - maxStaleness;
      if (state.good == request.granted() && begins && lasts) {
        return true;
      }
    }
    return false;
  }

  private int lastOwn(Request request) {
    int last = 0;
    for (int i = 0; i < states.size(); i++) {
      State state = states.get(i);
      // If both have the same instant, the request may have come first.
      if (state.node == request.node() && state.ended < request.begun()) {
        last = i;
      }
    }
    return last;
  }

  @Override
  public synchronized String toString() {
    return states.toString();
  }
}
