package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose body is received, and when. */
class BodiesTest extends Story {
  private static final Map<String, List<String>> HEADERS =
      Map.of("Content-Type", List.of("application/json"), "Claviger-Request", List.of("1"));

  private PendingResponse judged(String method, String path, Caller caller) {
    IncomingRequest request =
        new IncomingRequest(
            name -> HEADERS.getOrDefault(name, List.of()), method, path, Optional.of("192.0.2.1"));
    return fixture.handler.judge(request, path, () -> Optional.of(caller));
  }

  private static int status(PendingResponse refused) {
    assertEquals(Optional.empty(), refused.sender());
    return refused.respond(InputStream.nullInputStream()).status();
  }

  /** Returns the routes with a body as method and path, of this key. */
  private Stream<String[]> changes(IssuedApiKey key) {
    return fixture.handler.routes().stream()
        .filter(route -> !route.startsWith("GET ") && !route.startsWith("DELETE "))
        .map(route -> route.replace("organizations/*", "organizations/acme"))
        .map(route -> route.replace("keys/*", "keys/" + key.apiKey().id().value()))
        .map(route -> route.replace("projects/*", "projects/alpha"))
        .map(route -> route.replace(" ", " /").split(" ", 2));
  }

  @Test
  void nothingIsReceivedOfWhomTheOrganizationDoesNotKnow() {
    IssuedApiKey key = fixture.create(NewApiKey.of("a", Role.ORG_MEMBER));
    List<String[]> changes = changes(key).toList();
    assertEquals(7, changes.size());
    Caller nobody = new Caller.User("joe", Map.of());
    Caller stranger = Caller.user("joe", ManagementFixture.OTHER, Role.ORG_OWNER);
    Caller owner = Caller.user("jane", ManagementFixture.ACME, Role.ORG_OWNER);
    for (String[] change : changes) {
      String route = String.join(" ", change);
      assertEquals(403, status(judged(change[0], change[1], nobody)), route);
      assertEquals(403, status(judged(change[0], change[1], stranger)), route);
      assertEquals(Optional.of(owner), judged(change[0], change[1], owner).sender(), route);
    }
  }

  @Test
  void nothingIsReceivedForWhatTheSenderMayNotChange() {
    IssuedApiKey key = fixture.create(NewApiKey.of("a", Role.ORG_MEMBER));
    Caller reader = Caller.user("joe", ManagementFixture.ACME, Role.ORG_READ_ONLY);
    String path = ManagementFixture.path(key);
    assertEquals(403, status(judged("PATCH", ManagementFixture.ORGANIZATION, reader)));
    assertEquals(403, status(judged("PATCH", path, reader)));
    assertEquals(403, status(judged("POST", path + "/secrets", reader)));
    assertEquals(403, status(judged("PATCH", path + "/whitelist", reader)));
  }

  @Test
  void aChangeIsMadeWhenItsBodyIsThere() {
    Caller owner = Caller.user("jane", ManagementFixture.ACME, Role.ORG_OWNER);
    PendingResponse pending = judged("POST", ManagementFixture.KEYS, owner);
    String body = "{\"description\":\"late\",\"roles\":[{\"role\":\"ORG_MEMBER\"}]}";
    HttpResponse created =
        pending.respond(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    assertEquals(201, created.status());
    assertTrue(created.body().contains("\"late\""));
  }
}
