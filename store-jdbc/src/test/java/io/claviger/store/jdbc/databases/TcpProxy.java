package io.claviger.store.jdbc.databases;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A port on this machine that leads to a server, until a test cuts it or holds what goes through.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int MANY = Integer.MAX_VALUE / 2;

  private final ServerSocket entrance;
  private final int server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Each transfer takes the permit and returns it. */
  private final Semaphore free = new Semaphore(MANY);

  private volatile boolean cut;

  /** Opens a port that leads to that one. */
  public TcpProxy(int server) {
    this.server = server;
    try {
      this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** Returns the port to connect to. */
  public int port() {
    return entrance.getLocalPort();
  }

  /** Ends every connection, and each new one at once. */
  public void cut() {
    cut = true;
    open.forEach(TcpProxy::close);
  }

  /** Keeps connections, but lets no data through. */
  public void hold() {
    free.acquireUninterruptibly(MANY);
  }

  /** Ends {@link #hold}: the held data arrives now. */
  public void release() {
    free.release(MANY);
  }

  /** Ends {@link #cut}. */
  public void restore() {
    cut = false;
  }

  @Override
  public void close() {
    cut();
    threads.shutdownNow();
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket near = entrance.accept();
        if (cut) {
          close(near);
        } else {
          join(near, new Socket(InetAddress.getLoopbackAddress(), server));
        }
      } catch (IOException e) {
        // The entrance was closed, or the server is not there.
      }
    }
  }

  private void join(Socket near, Socket far) {
    open.add(near);
    open.add(far);
    threads.execute(() -> carry(near, far));
    threads.execute(() -> carry(far, near));
  }

  private void carry(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        free.acquire();
        free.release();
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // It was cut.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
