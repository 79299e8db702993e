package io.claviger.internal.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DaemonThreadTest {
  @Test
  void aDaemonThreadOfThatNameDoesIt() throws Exception {
    ScheduledExecutorService clerk = DaemonThread.named("clerk");
    Thread first = clerk.submit(Thread::currentThread).get();
    Thread later = clerk.schedule(Thread::currentThread, 1, TimeUnit.MILLISECONDS).get();
    assertEquals("clerk", first.getName());
    assertEquals(first, later);
    assertTrue(first.isDaemon());
  }

  /** A request may be the one that starts it, and its tenant, or its classes, are gone by then. */
  @Test
  void itInheritsNothingFromTheThreadThatStartsIt() throws Exception {
    InheritableThreadLocal<String> tenant = new InheritableThreadLocal<>();
    ScheduledExecutorService clerk = DaemonThread.named("clerk");
    AtomicInteger set = new AtomicInteger();
    Thread request =
        new Thread(
            () -> {
              tenant.set("of this request");
              clerk.execute(set::incrementAndGet);
            });
    request.setContextClassLoader(new ClassLoader(null) {});
    request.start();
    request.join();
    Future<String> seen =
        clerk.submit(() -> tenant.get() + ", " + Thread.currentThread().getContextClassLoader());
    assertEquals("null, " + Thread.currentThread().getContextClassLoader(), seen.get());
    assertEquals(1, set.get());
  }

  /** Whoever was refused may try again at each request, and may have given a clear text along. */
  @Test
  void whereThereIsNoThreadToBeHadNothingIsTakenAndItRecovers() throws InterruptedException {
    AtomicBoolean exhausted = new AtomicBoolean(true);
    ScheduledExecutorService clerk =
        DaemonThread.of(
            work -> {
              if (exhausted.get()) {
                throw new OutOfMemoryError("from a test: no thread to be had");
              }
              Thread thread = new Thread(work);
              thread.setDaemon(true);
              return thread;
            });
    AtomicInteger ran = new AtomicInteger();
    Runnable refused = ran::incrementAndGet;
    for (int i = 0; i < 100; i++) {
      assertThrows(OutOfMemoryError.class, () -> clerk.execute(refused));
      assertThrows(OutOfMemoryError.class, () -> clerk.schedule(refused, 1, TimeUnit.NANOSECONDS));
    }
    exhausted.set(false);
    CountDownLatch done = new CountDownLatch(1);
    clerk.execute(done::countDown);
    done.await();
    assertEquals(0, ran.get());
  }
}
