package io.claviger.store.jdbc.databases;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a driver and its server, and counts how often the driver spoke after the server
 * had: that is how often it waited for the network.
 */
public final class RoundTripCounter implements AutoCloseable {
  private final ServerSocket listener;
  private final int serverPort;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private boolean serverSpokeLast = true;
  private int roundTrips;

  /** Creates a counter for one connection at a time to a server on this machine. */
  public RoundTripCounter(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    run(this::accept);
  }

  /** Returns the port to connect to. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Returns the number of round trips since the last call. */
  public synchronized int drain() {
    int counted = roundTrips;
    roundTrips = 0;
    return counted;
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      sockets.addAll(List.of(client, server));
      run(() -> pump(client, server, false));
      run(() -> pump(server, client, true));
    }
  }

  private void pump(Socket from, Socket to, boolean isServer) throws IOException {
    byte[] buffer = new byte[8192];
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      spoke(isServer);
      out.write(buffer, 0, n);
    }
    to.close();
  }

  private synchronized void spoke(boolean server) {
    if (serverSpokeLast && !server) {
      roundTrips++;
    }
    serverSpokeLast = server;
  }

  private static void run(Copying work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One of the two sides, or the test, has closed it.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @FunctionalInterface
  private interface Copying {
    void run() throws IOException;
  }
}
