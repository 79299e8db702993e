package io.claviger.atlas.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Clients that take their time: each is hung up on, and keeps nobody else waiting meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SlowClientsTest {
  private static final String HEAD =
      "POST / HTTP/1.1\r\nHost: keys\r\nContent-Length: 1000\r\n\r\n";

  /** Of four such of one sender there is room at the same time, not of five; in all of eight. */
  private static final String LARGE = HEAD.replace("1000", "250000") + "a".repeat(250_000);

  private static final String DONE = "HTTP/1.1 204 ";

  private static final String GET = "GET / HTTP/1.1\r\nHost: keys\r\n\r\n";

  /** A pace at which nothing is ever idle. */
  private static final Duration PACE = Duration.ofMillis(100);

  private Recorder server;

  @BeforeAll
  void start() throws Exception {
    server = new Recorder(limits(Duration.ofSeconds(1)));
  }

  private static HttpLimits limits(Duration idle) {
    return new HttpLimits(
        16_384, new HttpLimits.Bodies(262_144, 8_192, 2_000_000, 1_000_000, 1000), 1000, idle);
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  @Test
  void nothingIsSent() throws Exception {
    try (RawClient client = server.client()) {
      assertEquals(0, client.status());
    }
  }

  @Test
  void aHeadStops() throws Exception {
    try (RawClient client = server.client()) {
      client.send("GET / HTTP/1.1\r\n");
      assertEquals(0, client.status());
    }
  }

  @Test
  void aHeadComesByteByByte() throws Exception {
    try (RawClient client = server.client()) {
      client.send("GET / HTTP/1.1\r\nA: ");
      while (!client.hangsUpWithin(PACE)) {
        client.send("b");
      }
    }
    assertTrue(server.answer(GET).startsWith("HTTP/1.1 204"));
  }

  @Test
  void aSecondHeadComesByteByByte() throws Exception {
    try (RawClient client = server.client()) {
      client.send(GET);
      assertEquals(204, client.status());
      client.skipHead();
      while (!client.hangsUpWithin(PACE)) {
        client.send("b");
      }
    }
  }

  @Test
  void aBodyStops() throws Exception {
    try (RawClient client = server.client()) {
      client.send(HEAD + "a");
      assertEquals(408, client.status());
    }
  }

  @Test
  void aBodyComesByteByByte() throws Exception {
    try (RawClient client = server.client()) {
      client.send(HEAD);
      while (!client.answersWithin(PACE)) {
        client.send("a");
      }
      assertEquals(408, client.status());
    }
  }

  /** What others have sent is nothing that a slow one can draw on. */
  @Test
  void aBodyComesByteByByteBehindManyThatWereFast() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertTrue(server.answer(LARGE).startsWith("HTTP/1.1 204"));
    }
    aBodyComesByteByByte();
  }

  /** Three seconds, and one for each thousand bytes that came. */
  @Test
  void aBodyThatHasMostlyComeHasMoreTimeButNotForEver() throws Exception {
    try (Recorder patient = new Recorder(limits(Duration.ofSeconds(3)));
        RawClient client = patient.client()) {
      long began = System.nanoTime();
      client.send(HEAD.replace("1000", "3000") + "a".repeat(2_000));
      while (!client.answersWithin(PACE)) {
        client.send("a");
      }
      assertEquals(408, client.status());
      assertTrue(System.nanoTime() - began > Duration.ofSeconds(5).toNanos());
    }
  }

  @Test
  void aBodyMayBeginSlowly() throws Exception {
    try (Recorder patient = new Recorder(limits(Duration.ofSeconds(20)));
        RawClient client = patient.client()) {
      client.send(HEAD + "a");
      assertFalse(client.answersWithin(PACE));
      client.send("a");
      assertFalse(client.answersWithin(PACE));
      client.send("a".repeat(998));
      assertEquals(204, client.status());
    }
  }

  @Test
  void aBodyThatIsOnlyAnnouncedTakesNoRoom() throws Exception {
    List<RawClient> silent = new ArrayList<>();
    try {
      for (String length : List.of("Content-Length: 250000", "Transfer-Encoding: chunked")) {
        String head = HEAD.replace("Content-Length: 1000", length + "\r\nExpect: 100-continue");
        for (int i = 0; i < 5; i++) {
          RawClient client = server.client();
          silent.add(client);
          client.send(head);
          // From here on the server waits for the body.
          assertEquals(100, client.status());
        }
      }
      assertTrue(server.answer(LARGE).startsWith("HTTP/1.1 204"));
    } finally {
      for (RawClient client : silent) {
        client.close();
      }
    }
  }

  @Test
  void bodiesOfOneSenderLeaveRoomToOthers() throws Exception {
    try (Crowd crowd = new Crowd()) {
      for (int i = 0; i < 5; i++) {
        crowd.begin("one");
      }
      assertTrue(server.answer(LARGE.replace("keys", "keys\r\nSender: other")).startsWith(DONE));
      assertEquals(Set.of("503, Retry-After: 1", "408"), crowd.answers());
      assertRoomIsGivenBack();
    }
  }

  @Test
  void bodiesTakeNoMoreMemoryTogetherThanTheyMay() throws Exception {
    try (Crowd crowd = new Crowd()) {
      for (int i = 0; i < 9; i++) {
        crowd.begin("sender " + i);
      }
      assertTrue(server.answer(GET).startsWith(DONE));
      assertEquals(Set.of("503, Retry-After: 1", "408"), crowd.answers());
      assertRoomIsGivenBack();
    }
  }

  /** Also by those that came whole. */
  private void assertRoomIsGivenBack() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertTrue(server.answer(LARGE).startsWith(DONE));
    }
  }

  /** Clients that send all of a large body but the last byte. */
  private final class Crowd implements AutoCloseable {
    private final List<RawClient> clients = new ArrayList<>();

    void begin(String sender) throws IOException {
      RawClient client = server.client();
      clients.add(client);
      String request = LARGE.replace("keys", "keys\r\nSender: " + sender);
      client.send(request.substring(0, request.length() - 1));
    }

    Set<String> answers() throws IOException {
      Set<String> answers = new HashSet<>();
      for (RawClient client : clients) {
        String answer = client.readAll();
        String wait = answer.contains("\r\nRetry-After: 1\r\n") ? ", Retry-After: 1" : "";
        answers.add(answer.substring(9, 12) + wait);
      }
      return answers;
    }

    @Override
    public void close() throws IOException {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void manyAtOnceKeepNobodyWaiting() throws Exception {
    List<RawClient> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        RawClient client = server.client();
        slow.add(client);
        client.send(i % 2 == 0 ? HEAD + "a" : "GET / HTTP");
      }
      assertTrue(server.answer(GET).startsWith("HTTP/1.1 204"));
      for (RawClient client : slow) {
        client.readAll();
      }
    } finally {
      for (RawClient client : slow) {
        client.close();
      }
    }
  }
}
