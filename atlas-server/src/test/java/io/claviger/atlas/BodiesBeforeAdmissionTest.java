package io.claviger.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.http.RawClient;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who sends a request is judged by its head, while its body is still to come. */
class BodiesBeforeAdmissionTest {
  private static final String NEW_KEY = "{\"desc\":\"x\",\"roles\":[\"ORG_MEMBER\"]}";

  /** More than the server keeps of all bodies together. */
  private static final int MANY = 140;

  private final Site site;
  private final Sender owner;

  BodiesBeforeAdmissionTest() throws Exception {
    this.site = Site.open();
    this.owner = site.asOwner();
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void bodiesOfWhoeverIsNotAdmittedTakeNoRoomFromOthers() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        clients.add(begin("Authorization: Basic eDp5\r\n", " ".repeat(250_000), 1));
      }
      for (int i = 0; i < 20; i++) {
        assertEquals("200", owner.call("POST", Site.KEYS, NEW_KEY).outcome());
      }
      RawClient last = clients.get(MANY - 1);
      last.send(" ");
      String answer = last.readAll();
      assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
      assertTrue(answer.contains("\r\nWWW-Authenticate: Digest realm="), answer);
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void bodiesForTokensTakeNoRoomFromKeys() throws Exception {
    String head =
        "POST /api/oauth/token HTTP/1.1\r\nHost: keys\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 250001\r\n\r\n";
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        RawClient client = new RawClient(owner.port(), "127.0.1." + (1 + i / 10));
        clients.add(client);
        client.send(head + "x".repeat(250_000));
      }
      String large = NEW_KEY + " ".repeat(200_000);
      assertEquals("200", owner.call("POST", Site.KEYS, large).outcome());
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void aKeyThatIsDeletedWhileItsBodyComesChangesNothing() throws Exception {
    IssuedApiKey second = site.key(NewApiKey.of("second owner", Role.ORG_OWNER));
    String authorization = site.as(second).headers().get("Authorization");
    try (RawClient client = begin("Authorization: " + authorization + "\r\n", NEW_KEY, 1)) {
      assertEquals("204", owner.call("DELETE", Site.path(second)).outcome());
      client.send(NEW_KEY.substring(NEW_KEY.length() - 1));
      assertTrue(client.readAll().startsWith("HTTP/1.1 401 "));
    }
    assertEquals("1", owner.call("GET", Site.KEYS).text("totalCount"));
  }

  /** A request for a new key, without so many bytes at its end. */
  private RawClient begin(String header, String body, int missing) throws IOException {
    RawClient client = new RawClient(owner.port());
    client.send(
        "POST %s HTTP/1.1\r\nHost: keys\r\nConnection: close\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(Site.KEYS, header, body.length()));
    client.send(body.substring(0, body.length() - missing));
    return client;
  }
}
