package io.claviger.benchmarks.keys;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The position of a thread in a sequence that it repeats. Each thread starts elsewhere. */
@State(Scope.Thread)
public class Position {
  private static final AtomicInteger THREADS = new AtomicInteger();

  private int next = THREADS.getAndIncrement() * 7919;

  /** Returns the next element of the sequence. */
  public int in(int[] sequence) {
    return sequence[next++ & (sequence.length - 1)];
  }
}
