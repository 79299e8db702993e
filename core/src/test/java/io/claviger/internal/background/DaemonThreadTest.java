package io.claviger.internal.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import io.claviger.Background;
import java.time.Duration;
import java.util.List;
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

  @Test
  void aDelayThatNoNumberOfNanosecondsTellsIsForEver() throws InterruptedException {
    exhausted.set(false);
    CountDownLatch done = new CountDownLatch(2);
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
    background.schedule(() -> fail("for ever is over"), longest);
    background.schedule(done::countDown, longest.negated());
    new HostExecutor(Runnable::run, background).schedule(done::countDown, longest.negated());
    done.await();
  }

  @Test
  void noTaskIsNoneAtOnce() {
    HostExecutor hosts = new HostExecutor(Runnable::run, background);
    for (Background each : List.of(background, hosts)) {
      assertThrows(NullPointerException.class, () -> each.schedule(null, Duration.ZERO));
    }
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
