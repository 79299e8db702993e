package io.claviger.store.tck.revocation;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a credential is good, as it was changed one change after the other. When a change was
 * committed is known within limits only: after its call began, before it returned. Thread-safe.
 */
final class Timeline {
  /** The last node, for what no node did. */
  static final int NOBODY = -1;

  /**
   * What holds from a change on.
   *
   * @param begun when the call of the change began
   * @param ended when it had returned
   * @param node through which it was made
   */
  private record State(boolean good, long begun, long ended, int node) {}

  private final List<State> states = new ArrayList<>();

  /** Nobody has it yet. */
  Timeline() {
    states.add(new State(false, Long.MIN_VALUE, Long.MIN_VALUE, NOBODY));
  }

  synchronized void change(boolean good, long begun, long ended, int node) {
    states.add(new State(good, begun, ended, node));
  }

  /**
   * Whether the answer can be right: at some instant not longer than so much before the request
   * began, and not after it ended, it may have been so, and no change of the node's own that had
   * returned before speaks against it.
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
      // Of one instant, on a clock that a test moves, the request may have come first.
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
