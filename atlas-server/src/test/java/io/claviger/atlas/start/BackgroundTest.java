package io.claviger.atlas.start;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BackgroundTest {
  /** Otherwise the health would stay bad for ever after one error, for example of the driver. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aTaskThatThrowsIsRepeated() throws InterruptedException {
    CountDownLatch runs = new CountDownLatch(2);
    try (Background background = new Background()) {
      background.every(
          Duration.ofMillis(1),
          () -> {
            runs.countDown();
            throw new StackOverflowError();
          });
      runs.await();
    }
  }
}
