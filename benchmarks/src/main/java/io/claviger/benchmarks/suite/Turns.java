package io.claviger.benchmarks.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives turns to forks that are alive at once, one after the other and round again, so that a
 * machine that gets slower or faster does so for all of them.
 */
final class Turns implements AutoCloseable {
  private final ServerSocket socket;

  /** Begins when so many forks have come. */
  Turns(int forks) {
    try {
      socket = new ServerSocket(0, forks, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(() -> give(forks), "turns");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where a fork asks for its turns. */
  int port() {
    return socket.getLocalPort();
  }

  private void give(int forks) {
    List<Socket> alive = new ArrayList<>();
    try {
      while (alive.size() < forks) {
        alive.add(socket.accept());
      }
      while (!alive.isEmpty()) {
        alive.removeIf(fork -> !stays(fork));
      }
    } catch (IOException e) {
      // Closed: a fork that has failed does not come.
    } finally {
      alive.forEach(Turns::end);
    }
  }

  /** Gives it a turn, waits until that is over, and tells whether there may be another one. */
  private boolean stays(Socket fork) {
    try {
      if (!socket.isClosed()) {
        fork.getOutputStream().write(0);
        if (fork.getInputStream().read() >= 0) {
          return true;
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
    end(fork);
    return false;
  }

  private static void end(Socket fork) {
    try {
      fork.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No turns any more: forks that wait for one fail. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
