package io.claviger.benchmarks.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives turns to forks that run at the same time, one after another in a cycle. If the machine gets
 * slower or faster, it does so for all of them.
 */
final class Turns implements AutoCloseable {
  private final ServerSocket socket;

  /** Gives the first turn after this number of forks has connected. */
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

  /** Returns the port that forks connect to. */
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
      // The socket was closed, because a fork has failed and will not connect.
    } finally {
      alive.forEach(Turns::end);
    }
  }

  /** Gives a turn to a fork and waits for its end. Returns whether the fork wants another one. */
  private boolean stays(Socket fork) {
    try {
      if (!socket.isClosed()) {
        fork.getOutputStream().write(0);
        if (fork.getInputStream().read() >= 0) {
          return true;
        }
      }
    } catch (IOException e) {
      // The fork has ended.
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

  /** Gives no more turns. Forks that wait for one fail. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
