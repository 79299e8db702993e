package io.claviger.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The states of one subject in the store, such as the keys of an organization, in the order of
 * their commits. Knows which state an answer may still show.
 */
final class Timeline<S> {
  /** The committer of states that no node has committed. */
  static final int NOBODY = -1;

  /** A state, and when its commit was acknowledged to its committer. */
  static final class Entry<S> {
    final S state;
    private final int committer;
    private final long committed;
    private long acknowledged = Long.MAX_VALUE;

    private Entry(S state, int committer, long committed) {
      this.state = state;
      this.committer = committer;
      this.committed = committed;
    }

    void acknowledge(long now) {
      acknowledged = now;
    }
  }

  /**
   * Where an answer comes from.
   *
   * @param node its node
   * @param asked when it was asked for
   * @param since every change that was acknowledged by then has to be in it
   * @param floor the oldest state that it may show, because the node has shown it before
   */
  record View(int node, long asked, long since, int floor) {}

  private final List<Entry<S>> entries = new ArrayList<>();

  Timeline(S first) {
    Entry<S> entry = new Entry<>(first, NOBODY, 0);
    entry.acknowledge(0);
    entries.add(entry);
  }

  S newest() {
    return entries.get(entries.size() - 1).state;
  }

  /** Commits a state, which is not acknowledged yet. */
  Entry<S> add(S state, int committer, long now) {
    Entry<S> entry = new Entry<>(state, committer, now);
    entries.add(entry);
    return entry;
  }

  /**
   * Loses what was committed after the cut. The last state before it is committed again, which
   * makes the loss a change like any other.
   */
  void lose(long cut, long now) {
    int kept = entries.size() - 1;
    while (entries.get(kept).committed > cut) {
      kept--;
    }
    if (kept < entries.size() - 1) {
      add(entries.get(kept).state, NOBODY, now).acknowledge(now);
    }
  }

  /**
   * Returns the number of the oldest state that looks like the answer and that the view may still
   * show; -1 if there is none, so that the answer is too old.
   */
  int find(Predicate<S> looksLikeIt, View view) {
    int oldest = -1;
    for (int i = entries.size() - 1; i >= view.floor; i--) {
      Entry<S> entry = entries.get(i);
      if (looksLikeIt.test(entry.state)) {
        oldest = i;
      }
      if (entry.acknowledged <= view.since || (i > 0 && isOwn(i, looksLikeIt, view))) {
        break;
      }
    }
    return oldest;
  }

  /**
   * Returns whether the node has made this change of the answer itself. Another node's creation of
   * a key is no own change, even if an own change follows it: a key may stay unknown for a second.
   */
  private boolean isOwn(int i, Predicate<S> looksLikeIt, View view) {
    Entry<S> entry = entries.get(i);
    return entry.committer == view.node
        && entry.acknowledged < view.asked
        && looksLikeIt.test(entries.get(i - 1).state);
  }

  /** Describes the last states, the newest last, and which of them look like the answer. */
  String describe(Predicate<S> looksLikeIt) {
    StringBuilder text = new StringBuilder();
    for (int i = Math.max(0, entries.size() - 8); i < entries.size(); i++) {
      Entry<S> entry = entries.get(i);
      text.append(
              String.format(
                  "state %d of %.6f s by node %d", i, entry.committed / 1e9, entry.committer))
          .append(
              entry.acknowledged == Long.MAX_VALUE
                  ? ", not acknowledged"
                  : String.format(", acknowledged at %.6f s", entry.acknowledged / 1e9))
          .append(looksLikeIt.test(entry.state) ? " <- the answer\n" : "\n");
    }
    return text.toString();
  }
}
