package io.claviger.atlas.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.atlas.http.Judged;
import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;
import io.claviger.model.IpAddress;
import io.claviger.spi.Ticker;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Request ASKED =
      new Request("GET", "/healthz", Map.of(), new byte[0], IpAddress.parse("192.0.2.1"));

  private final Time time = new Time();
  private boolean reachable = true;
  private final Health health = new Health(() -> reachable, time);
  private final HealthPage page =
      new HealthPage(health, head -> Judged.answered(() -> Reply.empty(204)));

  @Test
  void aStoreThatDoesNotAnswerIsToldUntilItAnswersAgain() {
    assertEquals(200, status());
    reachable = false;
    health.probe();
    assertEquals(503, status());
    reachable = true;
    health.probe();
    assertEquals(200, status());
  }

  @Test
  void aStoreThatHangsIsToldAfterFiveSeconds() {
    health.probe();
    time.nanos += Duration.ofSeconds(5).toNanos();
    assertEquals(200, status());
    time.nanos++;
    assertEquals(503, status());
  }

  private int status() {
    return page.judge(ASKED).answer().apply(ASKED).status();
  }

  private static final class Time implements Ticker {
    private long nanos;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void sleep(long until) {
      throw new UnsupportedOperationException("nothing sleeps here");
    }
  }
}
