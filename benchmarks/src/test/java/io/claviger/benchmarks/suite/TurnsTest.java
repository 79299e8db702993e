package io.claviger.benchmarks.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TurnsTest {
  private static final int TURN = 0;
  private static final int NO_MORE = -1;

  @Test
  void oneAfterTheOtherAndRoundAgain() throws IOException {
    try (Turns turns = new Turns(2);
        Socket first = come(turns);
        Socket second = come(turns)) {
      for (int round = 0; round < 3; round++) {
        assertEquals(TURN, turn(first));
        assertWaits(second);
        first.getOutputStream().write(0);

        assertEquals(TURN, turn(second));
        assertWaits(first);
        second.getOutputStream().write(0);
      }
    }
  }

  @Test
  void nobodyHasATurnBeforeAllHaveCome() throws IOException {
    try (Turns turns = new Turns(2);
        Socket first = come(turns)) {
      assertWaits(first);

      try (Socket second = come(turns)) {
        assertEquals(TURN, turn(first));
        assertWaits(second);
      }
    }
  }

  @Test
  void whoEndsIsLeftOut() throws IOException {
    try (Turns turns = new Turns(2);
        Socket first = come(turns);
        Socket second = come(turns)) {
      assertEquals(TURN, turn(first));
      first.shutdownOutput();

      for (int round = 0; round < 3; round++) {
        assertEquals(TURN, turn(second));
        second.getOutputStream().write(0);
      }
    }
  }

  @Test
  void whoWaitsInVainIsTold() throws IOException {
    Turns turns = new Turns(2);
    try (Socket first = come(turns)) {
      turns.close();

      assertEquals(NO_MORE, turn(first));
    }
  }

  @Test
  void onceItIsClosedNobodyHasATurn() throws IOException {
    Turns turns = new Turns(2);
    try (Socket first = come(turns);
        Socket second = come(turns)) {
      assertEquals(TURN, turn(first));
      turns.close();
      first.getOutputStream().write(0);

      assertEquals(NO_MORE, turn(second));
      assertEquals(NO_MORE, turn(first));
    }
  }

  private static int turn(Socket fork) throws IOException {
    try {
      return fork.getInputStream().read();
    } catch (SocketException e) {
      // It was not even let in.
      return NO_MORE;
    }
  }

  /** For a moment at least: who is given one by mistake has it at once. */
  private static void assertWaits(Socket fork) throws IOException {
    fork.setSoTimeout(100);
    assertThrows(SocketTimeoutException.class, () -> fork.getInputStream().read());
    fork.setSoTimeout(0);
  }

  private static Socket come(Turns turns) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), turns.port());
  }
}
