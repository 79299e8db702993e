package io.claviger.benchmarks.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class UseTest {
  private static final int REQUESTS = 100_000;

  @Test
  void rankDecidesHowOftenAKeyIsRequested() {
    int[] even = counted(Use.EVEN.over(4));
    int[] zipf = counted(Use.ZIPF.over(4));

    for (int i = 0; i < 4; i++) {
      assertEquals(REQUESTS / 4.0, even[i], REQUESTS * 0.01);
      // 1 + 1/2 + 1/3 + 1/4 = 25/12
      assertEquals(REQUESTS / (i + 1.0) * 12 / 25, zipf[i], REQUESTS * 0.01);
    }
  }

  private static int[] counted(IntSupplier next) {
    int[] counts = new int[4];
    for (int i = 0; i < REQUESTS; i++) {
      counts[next.getAsInt()]++;
    }
    return counts;
  }
}
