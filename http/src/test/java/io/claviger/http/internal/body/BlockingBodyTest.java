package io.claviger.http.internal.body;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.test.SettableTicker;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockingBodyTest {
  private final SettableTicker ticker = new SettableTicker();

  /** Each read takes four seconds, and gives one byte. */
  private InputStream slow(int length) {
    return new ByteArrayInputStream(new byte[length]) {
      @Override
      public synchronized int read(byte[] target, int offset, int count) {
        ticker.advance(Duration.ofSeconds(4));
        return super.read(target, offset, Math.min(count, 1));
      }
    };
  }

  @Test
  void aBodyIsReadUpToTheBound() throws Exception {
    byte[] sent = {1, 2, 3};
    BlockingBody whole = new BlockingBody(new ByteArrayInputStream(sent), ticker);
    assertArrayEquals(sent, whole.read(4).orElseThrow());
    BlockingBody cut = new BlockingBody(new ByteArrayInputStream(sent), ticker);
    assertArrayEquals(new byte[] {1, 2}, cut.read(2).orElseThrow());
  }

  @Test
  void aThreadWaitsForSomeTimeInAll() throws Exception {
    assertEquals(2, new BlockingBody(slow(2), ticker).read(10).orElseThrow().length);
    assertEquals(Optional.empty(), new BlockingBody(slow(3), ticker).read(10));
  }
}
