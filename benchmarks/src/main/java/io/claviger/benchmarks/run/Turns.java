package io.claviger.benchmarks.run;

import java.io.IOException;
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
  private final ServerSocket server;

  /** Gives the first turn after this number of forks has connected. */
  Turns(int forks) throws IOException {
    server = new ServerSocket(0, forks, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> give(forks), "turns");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the port that forks connect to. */
  int port() {
    return server.getLocalPort();
  }

  private void give(int forks) {
    List<Socket> alive = new ArrayList<>();
    try {
      while (alive.size() < forks) {
        alive.add(server.accept());
      }
      while (!alive.isEmpty()) {
        alive.removeIf(fork -> !stays(fork));
      }
    } catch (IOException e) {
      // The server was closed, because a fork has failed and will not connect.
      alive.forEach(fork -> stays(fork));
    }
  }

  /** Gives a turn to a fork and waits for its end. Returns whether the fork wants another one. */
  private boolean stays(Socket fork) {
    try {
      if (!server.isClosed()) {
        fork.getOutputStream().write(0);
        if (fork.getInputStream().read() >= 0) {
          return true;
        }
      }
      fork.close();
    } catch (IOException e) {
      // The fork has ended.
    }
    return false;
  }

  /** Gives no more turns. Forks that wait for one fail. */
  @Override
  public void close() throws IOException {
    server.close();
  }
}
