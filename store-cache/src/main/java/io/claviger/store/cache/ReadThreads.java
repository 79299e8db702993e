package io.claviger.store.cache;

import io.claviger.internal.background.DaemonThread;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Reads on threads of its own, and refuses a read if too many hang. Thread-safe. */
final class ReadThreads implements Executor {
  private final ThreadPoolExecutor threads;

  ReadThreads(int most) {
    this.threads = DaemonThread.forEachTask("claviger-read", most);
  }

  @Override
  public void execute(Runnable read) {
    threads.execute(read);
  }

  /** Ends idle threads. From now on each thread ends after its read. */
  void close() {
    threads.setKeepAliveTime(0, TimeUnit.SECONDS);
  }
}
