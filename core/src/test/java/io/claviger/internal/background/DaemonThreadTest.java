package io.claviger.internal.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DaemonThreadTest {
  private final AtomicBoolean exhausted = new AtomicBoolean(true);
  private final DaemonThread background = new DaemonThread(this::thread);

  /** Whoever was refused may try again at each request, and may have given a clear text along. */
  @Test
  void whereThereIsNoThreadToBeHadNothingIsTakenAndItRecovers() throws InterruptedException {
    AtomicInteger refused = new AtomicInteger();
    for (int i = 0; i < 10_001; i++) {
      assertThrows(OutOfMemoryError.class, () -> background.execute(refused::incrementAndGet));
    }
    exhausted.set(false);
    CountDownLatch done = new CountDownLatch(1);
    background.execute(done::countDown);
    done.await();
    assertEquals(0, refused.get());
  }

  private Thread thread(Runnable work) {
    if (exhausted.get()) {
      throw new OutOfMemoryError("from a test: no thread to be had");
    }
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }
}
