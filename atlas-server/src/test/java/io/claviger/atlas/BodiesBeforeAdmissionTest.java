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

  /** They are more than there is room for, of each address and of all addresses together. */
  @Test
  void slowBodiesForTokensRefuseNeitherTokensNorChanges() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 17 * 33; i++) {
        RawClient client = new RawClient(owner.port(), "127.0.1." + (1 + i / 33));
        clients.add(client);
        client.send(tokenRequest(8_001) + "x".repeat(8_000));
      }
      for (int i = 0; i < 20; i++) {
        assertEquals(400, tokenFrom("127.0.2.1"));
        assertEquals(400, tokenFrom("127.0.1.1"));
      }
      String large = NEW_KEY + " ".repeat(200_000);
      assertEquals("200", owner.call("POST", Site.KEYS, large).outcome());
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  private static String tokenRequest(int length) {
    return "POST /api/oauth/token HTTP/1.1\r\nHost: keys\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private int tokenFrom(String address) throws IOException {
    try (RawClient client = new RawClient(owner.port(), address)) {
      client.send(tokenRequest(8_000) + "x".repeat(8_000));
      return client.status();
    }
  }

  @Test
  void longBodiesForTokensAreRefusedByTheirLength() throws Exception {
    try (RawClient client = new RawClient(owner.port())) {
      client.send(tokenRequest(8_193));
      assertEquals(413, client.status());
    }
    try (RawClient client = new RawClient(owner.port())) {
      String chunked = "Transfer-Encoding: chunked\r\n\r\n2001\r\n" + "x".repeat(8_193);
      client.send(tokenRequest(0).replace("Content-Length: 0\r\n\r\n", chunked));
      assertEquals(413, client.status());
    }
  }

  /** More keys than there is room for if each had its own. */
  @Test
  void slowBodiesOfTheKeysOfACustomerRefuseNoChange() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int key = 0; key < 9; key++) {
        IssuedApiKey slow = site.key(NewApiKey.of("slow", Role.ORG_OWNER));
        for (int i = 0; i < 16; i++) {
          String authorization = site.as(slow).headers().get("Authorization");
          clients.add(begin("Authorization: " + authorization + "\r\n", " ".repeat(250_000), 1));
        }
      }
      String large = NEW_KEY + " ".repeat(200_000);
      for (int i = 0; i < 20; i++) {
        assertEquals("200", owner.call("POST", Site.KEYS, large).outcome());
      }
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
