package io.claviger.spring.internal.webflux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class BlockingCallsTest {
  private final BlockingCalls calls = new BlockingCalls(1, 2);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void close() {
    end.countDown();
    calls.close();
  }

  /** Returns whether the thread was interrupted. */
  private boolean waits() {
    begun.countDown();
    try {
      end.await();
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Test
  void callsBeyondTheBoundAreRefused() throws Exception {
    Disposable unused = calls.call(this::waits).subscribe();
    begun.await();
    CompletableFuture<Integer> second = calls.call(() -> 2).toFuture();
    CompletableFuture<Integer> third = calls.call(() -> 3).toFuture();
    StoreException refused = assertThrows(StoreException.class, () -> calls.call(() -> 4).block());
    assertEquals(StoreException.Kind.UNREACHABLE, refused.kind());
    end.countDown();
    assertEquals(2, second.get());
    assertEquals(3, third.get());
  }

  /** An interrupt would close the file of an H2. */
  @Test
  void aCancelledCallRunsToItsEnd() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Disposable request = calls.call(() -> interrupted.complete(waits())).subscribe();
    begun.await();
    request.dispose();
    end.countDown();
    assertFalse(interrupted.get());
  }

  @Test
  void aCancelledCallThatWaitsDoesNotRun() throws Exception {
    Disposable unused = calls.call(this::waits).subscribe();
    begun.await();
    AtomicBoolean ran = new AtomicBoolean();
    calls
        .call(
            () -> {
              ran.set(true);
              return 1;
            })
        .subscribe()
        .dispose();
    end.countDown();
    assertEquals(3, calls.call(() -> 3).block()); // comes after the cancelled one
    assertFalse(ran.get());
  }
}
