package io.claviger.store.jdbc.databases;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits until the servers of a cluster are in a state; ends with what they wrote last. */
final class Waiting {
  /** Asks the servers. */
  @FunctionalInterface
  interface Question<E extends Exception> {
    boolean isTrue() throws E;
  }

  /** Longer than any cluster of the tests takes to find a new leader. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static final long POLL_NANOS = 50_000_000;

  private Waiting() {}

  /** Returns when the answer is yes. */
  static <E extends Exception> void until(
      String state, Question<E> question, List<ServerProcess> servers) throws E {
    long start = System.nanoTime();
    while (!question.isTrue()) {
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        String said = servers.stream().map(ServerProcess::lastLines).collect(joining("\n"));
        throw new IllegalStateException("not within " + LIMIT + ": " + state + "\n" + said);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
