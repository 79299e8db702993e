package io.claviger.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges every answer of every node. An answer is wrong if it lacks
 *
 * <ul>
 *   <li>a change that was acknowledged more than {@code maxStaleness} of true time before it,
 *   <li>a change that the same node had made before it was asked,
 *   <li>or what the same node had answered before it was asked.
 * </ul>
 *
 * <p>The first wrong answer stops the run, since an exception might be caught by a cache.
 */
final class Oracle {
  /** The wall clock has milliseconds. */
  private static final long BOUND = CacheFactory.MAX_STALENESS.toNanos() + 1_000_000;

  private record Subject(int node, Timeline<?> truth) {}

  /**
   * A request that was not answered yet.
   *
   * @param truth of what it asks for
   * @param shown the newest state that the node has shown before
   */
  record Question<S>(int node, Timeline<S> truth, long at, int shown) {}

  private final Scheduler scheduler;
  private final Trace trace;
  private final Map<Subject, Integer> shown = new HashMap<>();
  private boolean exact;
  private long answers;
  private @Nullable String problem;

  Oracle(Scheduler scheduler, Trace trace) {
    this.scheduler = scheduler;
    this.trace = trace;
  }

  /** From now on, every answer must show the newest state. */
  void demandNewest(boolean demanded) {
    exact = demanded;
  }

  <S> Question<S> asked(int node, Timeline<S> truth) {
    int before = shown.getOrDefault(new Subject(node, truth), 0);
    return new Question<>(node, truth, scheduler.now(), before);
  }

  /** Judges an answer, which looks like one of these states. */
  <S> void answered(Question<S> question, Predicate<S> looksLikeIt) {
    int found = judge(question, looksLikeIt, question.shown);
    shown.merge(new Subject(question.node, question.truth), found, Math::max);
  }

  /**
   * Judges the answer that a key does not exist. Caches remember it for a second, apart from the
   * organization, so other answers may be newer.
   */
  <S> void answeredAbsent(Question<S> question, Predicate<S> looksLikeIt) {
    int unused = judge(question, looksLikeIt, 0);
  }

  private <S> int judge(Question<S> question, Predicate<S> looksLikeIt, int floor) {
    answers++;
    long now = scheduler.now();
    long since = exact ? Long.MAX_VALUE : now - BOUND;
    int found =
        question.truth.find(
            looksLikeIt, new Timeline.View(question.node, question.at, since, floor));
    trace.noteQuietly(question.node, "state", found);
    if (found < 0) {
      report(
          String.format(
              "at %.6f s node %d gave a wrong answer, asked at %.6f s, not older than state %d%n%s",
              now / 1e9,
              question.node,
              question.at / 1e9,
              floor,
              question.truth.describe(looksLikeIt)));
    }
    return found;
  }

  /** Reports what must not happen, and stops the run. */
  void report(String newProblem) {
    if (problem == null) {
      problem = newProblem + ", after " + answers + " answers; the last events:\n" + trace.last();
      scheduler.stop();
    }
  }

  /** Returns the first problem with the events before it; null if there is none. */
  @Nullable String problem() {
    return problem;
  }

  /** Returns whether nodes must answer now, and with the newest state. */
  boolean demandsNewest() {
    return exact;
  }

  long answers() {
    return answers;
  }
}
