package io.claviger.atlas.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DawdlersTest {
  private final ScheduledExecutorScheduler scheduler = new ScheduledExecutorScheduler();
  private final Dawdlers dawdlers = new Dawdlers(scheduler, Duration.ofHours(1));

  @BeforeEach
  void start() throws Exception {
    scheduler.start();
  }

  @AfterEach
  void stop() throws Exception {
    scheduler.stop();
  }

  @Test
  void aConnectionThatIsClosedIsNotHeld() {
    for (int i = 0; i < 100; i++) {
      Open connection = new Open(new ByteArrayEndPoint());
      dawdlers.onOpened(connection);
      assertEquals(1, dawdlers.watched());
      connection.getEndPoint().close();
      dawdlers.onClosed(connection);
      assertEquals(0, dawdlers.watched());
    }
  }

  @Test
  void norIsOneThatWasClosedBeforeItWasToldOf() {
    Open connection = new Open(new ByteArrayEndPoint());
    connection.getEndPoint().close();

    dawdlers.onOpened(connection);

    assertEquals(0, dawdlers.watched());
  }

  private static final class Open extends AbstractConnection {
    Open(ByteArrayEndPoint endPoint) {
      super(endPoint, Runnable::run);
    }

    @Override
    public void onFillable() {}
  }
}
