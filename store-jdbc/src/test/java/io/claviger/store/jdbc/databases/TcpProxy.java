package io.claviger.store.jdbc.databases;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A port on this machine that leads to a server, until a test cuts it, slows it down or holds what
 * goes through.
 */
public final class TcpProxy implements AutoCloseable {
  /**
   * How data goes through.
   *
   * @param delay the time that each part takes
   * @param most the number of bytes of a part
   */
  private record Pace(Duration delay, int most) {}

  private static final int MANY = Integer.MAX_VALUE / 2;
  private static final int BUFFER = 8192;
  private static final Pace FULL = new Pace(Duration.ZERO, BUFFER);

  private final ServerSocket entrance;
  private final int server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Each transfer takes the permit and returns it. */
  private final Semaphore free = new Semaphore(MANY);

  private volatile boolean cut;
  private volatile Pace pace = FULL;

  /** Rises with each {@link #strand}. */
  private volatile int age;

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

  /** From now on each part of the data, of at most this number of bytes, takes so long. */
  public void slow(Duration delay, int most) {
    pace = new Pace(delay, Math.min(most, BUFFER));
  }

  /** Keeps the connections of this moment, but lets no data through them again. */
  public synchronized void strand() {
    age++;
  }

  /** Ends {@link #cut} and {@link #slow}. */
  public void restore() {
    cut = false;
    pace = FULL;
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
    int born = age;
    threads.execute(() -> carry(near, far, born));
    threads.execute(() -> carry(far, near, born));
    if (cut) {
      close(near);
    }
  }

  private void carry(Socket from, Socket to, int born) {
    byte[] buffer = new byte[BUFFER];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
        free.acquire();
        free.release();
        if (born == age) {
          out.write(buffer, 0, count);
        }
      }
    } catch (IOException e) {
      // It was cut.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private int read(InputStream in, byte[] buffer) throws IOException, InterruptedException {
    Pace now = pace;
    int count = in.read(buffer, 0, now.most());
    Thread.sleep(now.delay().toMillis());
    return count;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
