package io.claviger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackgroundTest {
  private static final Duration SOON = Duration.ofMillis(1);

  @Test
  void aDaemonThreadOfThatNameDoesIt() throws InterruptedException {
    SynchronousQueue<Thread> threads = new SynchronousQueue<>();
    Background background = Background.daemon("clerk");
    background.execute(() -> hand(threads, Thread.currentThread()));
    Thread first = threads.take();
    background.schedule(() -> hand(threads, Thread.currentThread()), SOON);
    for (Thread thread : List.of(first, threads.take())) {
      assertEquals("clerk", thread.getName());
      assertTrue(thread.isDaemon());
    }
  }

  /** A request may be the one that starts it, and its tenant, or its classes, are gone by then. */
  @Test
  void itInheritsNothingFromTheThreadThatStartsIt() throws Exception {
    InheritableThreadLocal<String> tenant = new InheritableThreadLocal<>();
    Background background = Background.daemon("clerk");
    SynchronousQueue<String> seen = new SynchronousQueue<>();
    Thread request =
        new Thread(
            () -> {
              tenant.set("of this request");
              background.execute(
                  () ->
                      hand(
                          seen,
                          tenant.get() + ", " + Thread.currentThread().getContextClassLoader()));
            });
    request.setContextClassLoader(new ClassLoader(null) {});
    request.start();
    assertEquals("null, " + Thread.currentThread().getContextClassLoader(), seen.take());
  }

  /** Nor does what is only scheduled, on whatever executor: no timer of the JVM is started. */
  @Test
  void whatIsScheduledStartsNoThreadThatInherits() throws Exception {
    InheritableThreadLocal<String> tenant = new InheritableThreadLocal<>();
    SynchronousQueue<String> seen = new SynchronousQueue<>();
    Background background = Background.on(Runnable::run);
    Thread request =
        new Thread(
            () -> {
              tenant.set("of this request");
              background.schedule(
                  () -> hand(seen, tenant.get() + " on " + Thread.currentThread().getName()), SOON);
            });
    request.start();
    assertEquals("null on claviger-timer", seen.take());
  }

  @Test
  void whatIsThrownReachesWhoeverLooksAfterTheThread() throws InterruptedException {
    Background background = Background.daemon("clerk");
    SynchronousQueue<Throwable> seen = new SynchronousQueue<>();
    background.schedule(
        () -> {
          Thread.currentThread()
              .setUncaughtExceptionHandler((thread, thrown) -> hand(seen, thrown));
          throw new IllegalStateException("a bug");
        },
        SOON);
    assertEquals("a bug", seen.take().getMessage());
  }

  @Test
  void oneThingIsDoneAfterTheOther() throws InterruptedException {
    Background background = Background.daemon("clerk");
    Queue<Integer> done = new ConcurrentLinkedQueue<>();
    CountDownLatch last = new CountDownLatch(1);
    for (int i = 0; i < 100; i++) {
      int number = i;
      background.execute(() -> done.add(number));
    }
    background.execute(last::countDown);
    last.await();
    assertEquals(IntStream.range(0, 100).boxed().toList(), List.copyOf(done));
  }

  @Test
  void aTaskThatFailsStopsNothing() throws InterruptedException {
    Background background = Background.daemon("clerk");
    CountDownLatch next = new CountDownLatch(1);
    background.execute(
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
          throw new IllegalStateException("a bug");
        });
    background.execute(next::countDown);
    next.await();
  }

  @Test
  void moreThanTenThousandThatWaitAreRefused() throws InterruptedException {
    Background background = Background.daemon("clerk");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch all = new CountDownLatch(10_000);
    background.execute(
        () -> {
          begun.countDown();
          await(release);
        });
    begun.await();
    for (int i = 0; i < 10_000; i++) {
      background.execute(all::countDown);
    }
    assertThrows(RejectedExecutionException.class, () -> background.execute(() -> {}));
    release.countDown();
    all.await();
  }

  @Test
  void onAnExecutorItIsDoneThere() throws InterruptedException {
    List<Runnable> given = new ArrayList<>();
    Runnable task = () -> {};
    Background.on(given::add).execute(task);
    assertEquals(List.of(task), given);
    SynchronousQueue<Runnable> later = new SynchronousQueue<>();
    Background.on(due -> hand(later, due)).schedule(() -> given.clear(), SOON);
    later.take().run();
    assertEquals(List.of(), given);
  }

  @Test
  void aRefusalIsThrown() {
    Background background = Background.on(BackgroundTest::refuse);
    assertThrows(RejectedExecutionException.class, () -> background.execute(() -> {}));
  }

  private static void refuse(Runnable task) {
    throw new RejectedExecutionException("no room for " + task);
  }

  private static <T> void hand(SynchronousQueue<T> to, T what) {
    try {
      to.put(what);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
