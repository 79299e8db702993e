package io.claviger.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class Base62Test {
  /** The last three were computed with zlib; the second is the check value of CRC-32, cbf43926. */
  @Test
  void theChecksumIsTheCrc32InSixDigits() {
    assertEquals("000000", Base62.crc32(""));
    assertEquals("3jZRME", Base62.crc32("123456789"));
    assertEquals("0001sU", Base62.crc32("138401"), "with its leading zeros");
    assertEquals("3tCMXc", Base62.crc32("a0_abcdefgh_" + "z".repeat(43)));
  }

  @Test
  void everyDigitCanBeDrawnInOrder() {
    int[] next = {0};
    RandomGenerator counting =
        new RandomGenerator() {
          @Override
          public long nextLong() {
            throw new AssertionError("asks for a number below 62");
          }

          @Override
          public int nextInt(int bound) {
            assertEquals(62, bound);
            return next[0]++;
          }
        };
    assertEquals(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        Base62.random(62, counting));
  }
}
