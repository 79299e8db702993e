package io.claviger.atlas.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections that begin no request for a while, even if they send bytes: a head that
 * arrives byte by byte never lets a connection be idle.
 */
final class Dawdlers implements Connection.Listener {
  private final Scheduler scheduler;
  private final Duration timeout;

  /**
   * The next check of each open connection. A closed connection is removed, so that its check does
   * not hold it in memory.
   */
  private final Map<Connection, Scheduler.Task> looks = new ConcurrentHashMap<>();

  Dawdlers(Scheduler scheduler, Duration timeout) {
    this.scheduler = scheduler;
    this.timeout = timeout;
  }

  @Override
  public void onOpened(Connection connection) {
    // The connection in it, which has the requests, is watched already.
    if (!(connection instanceof SslConnection)) {
      watch(connection, 0);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    Scheduler.Task look = looks.remove(connection);
    if (look != null) {
      look.cancel();
    }
  }

  /** Returns the number of connections that it holds. */
  int watched() {
    return looks.size();
  }

  private void watch(Connection connection, long requestsBefore) {
    looks.put(
        connection,
        scheduler.schedule(
            () -> look(connection, requestsBefore), timeout.toMillis(), TimeUnit.MILLISECONDS));
    // If the connection was closed before this entry was made, no event reports it again.
    if (!connection.getEndPoint().isOpen()) {
      onClosed(connection);
    }
  }

  private void look(Connection connection, long requestsBefore) {
    long requests = connection.getMessagesIn();
    boolean busy = requests > connection.getMessagesOut();
    if (requests == requestsBefore && !busy) {
      connection.getEndPoint().close();
    } else {
      watch(connection, requests);
    }
  }
}
