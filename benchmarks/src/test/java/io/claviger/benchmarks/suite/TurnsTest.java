package io.claviger.benchmarks.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
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
        assertEquals(0, second.getInputStream().available(), "both have a turn");
        first.getOutputStream().write(0);

        assertEquals(TURN, turn(second));
        assertEquals(0, first.getInputStream().available(), "both have a turn");
        second.getOutputStream().write(0);
      }
    }
  }

  @Test
  void nobodyHasATurnBeforeAllHaveCome() throws IOException {
    try (Turns turns = new Turns(2);
        Socket first = come(turns)) {
      assertEquals(0, first.getInputStream().available());

      try (Socket second = come(turns)) {
        assertEquals(TURN, turn(first));
        assertTrue(second.isConnected());
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
  void onceItIsClosedNoRoundBegins() throws IOException {
    Turns turns = new Turns(1);
    try (Socket only = come(turns)) {
      assertEquals(TURN, turn(only));
      turns.close();
      only.getOutputStream().write(0);

      assertEquals(NO_MORE, turn(only));
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

  private static Socket come(Turns turns) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), turns.port());
  }
}
