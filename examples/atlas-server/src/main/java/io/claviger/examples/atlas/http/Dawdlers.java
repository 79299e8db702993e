package io.claviger.examples.atlas.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Hangs up on connections that begin no request for a while, whatever they send meanwhile: a head
 * that comes byte by byte never lets a connection be idle.
 */
final class Dawdlers implements Connection.Listener {
  private final Scheduler scheduler;
  private final Duration patience;

  Dawdlers(Scheduler scheduler, Duration patience) {
    this.scheduler = scheduler;
    this.patience = patience;
  }

  @Override
  public void onOpened(Connection connection) {
    watch(connection, 0);
  }

  @Override
  public void onClosed(Connection connection) {
    // A last look finds that it is closed.
  }

  private void watch(Connection connection, long requestsBefore) {
    scheduler.schedule(
        () -> look(connection, requestsBefore), patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(Connection connection, long requestsBefore) {
    if (!connection.getEndPoint().isOpen()) {
      return;
    }
    long requests = connection.getMessagesIn();
    boolean busy = requests > connection.getMessagesOut();
    if (requests == requestsBefore && !busy) {
      connection.getEndPoint().close();
    } else {
      watch(connection, requests);
    }
  }
}
