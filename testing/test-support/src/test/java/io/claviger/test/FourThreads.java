package io.claviger.test;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs a task on four threads at the same time. */
final class FourThreads {
  private FourThreads() {}

  /** Returns when all have finished; throws if one fails, or takes longer than half a minute. */
  static void run(Callable<Boolean> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Boolean> each :
          threads.invokeAll(Collections.nCopies(4, task), 30, TimeUnit.SECONDS)) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
