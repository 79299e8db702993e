package io.claviger.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final int TURN = 0;
  private static final int NO_MORE = -1;
  private static final int ROUNDS = 200;

  /** In milliseconds: no interrupt ends a read. */
  private static final int TIMEOUT = 60_000;

  @Test
  void oneAfterTheOtherAndRoundAgain() throws IOException {
    List<String> log = Collections.synchronizedList(new ArrayList<>());
    try (Turns turns = new Turns(2);
        Socket first = come(turns);
        Socket second = come(turns)) {
      CompletableFuture<Void> other = CompletableFuture.runAsync(() -> work(second, "second", log));
      work(first, "first", log);
      other.join();
    }

    List<String> round = List.of("first begins", "first ends", "second begins", "second ends");
    assertEquals(Collections.nCopies(ROUNDS, round).stream().flatMap(List::stream).toList(), log);
  }

  private static void work(Socket fork, String name, List<String> log) {
    try {
      for (int round = 0; round < ROUNDS; round++) {
        assertEquals(TURN, turn(fork));
        log.add(name + " begins");
        log.add(name + " ends");
        fork.getOutputStream().write(0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void nobodyHasATurnBeforeAllHaveCome() throws IOException {
    try (Turns turns = new Turns(2);
        Socket first = come(turns)) {
      first.setSoTimeout(100);
      assertThrows(SocketTimeoutException.class, () -> turn(first), "a turn while one is missing");
      first.setSoTimeout(TIMEOUT);

      try (Socket second = come(turns)) {
        assertEquals(TURN, turn(first));
        first.getOutputStream().write(0);
        assertEquals(TURN, turn(second));
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

  private static Socket come(Turns turns) throws IOException {
    Socket fork = new Socket(InetAddress.getLoopbackAddress(), turns.port());
    fork.setSoTimeout(TIMEOUT);
    return fork;
  }
}
