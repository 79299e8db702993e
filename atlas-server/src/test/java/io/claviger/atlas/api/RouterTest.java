package io.claviger.atlas.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.errors.Era;
import io.claviger.atlas.http.Request;
import io.claviger.model.IpAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final Handler NOTHING = call -> new Answer.Done(204);

  private static final List<Route> SHARED =
      List.of(
          Route.of("GET", "", NOTHING),
          Route.of("GET", "orgs/*/apiKeys", NOTHING),
          Route.of("POST", "orgs/*/apiKeys", NOTHING),
          Route.of("DELETE", "orgs/*/whitelist/*", Era.WHITELIST, NOTHING));

  private final Router router =
      new Router(
          Map.of(
              Base.ATLAS, SHARED,
              Base.PUBLIC, SHARED,
              Base.V2, SHARED,
              Base.PRIVATE, List.of(Route.of("GET", "ipinfo", NOTHING))));

  @Test
  void everyBaseOfAtlasHasTheSameBelowIt() {
    for (Base base : List.of(Base.ATLAS, Base.PUBLIC, Base.V2)) {
      Router.Match match = match("GET", base.prefix() + "/orgs/a/apiKeys?x=y");
      assertEquals(base, match.base());
      assertEquals(List.of("a"), match.parameters());
      assertEquals(List.of(), match("GET", base.prefix()).parameters());
      assertEquals(List.of(), match("GET", base.prefix() + "/").parameters());
    }
  }

  @Test
  void aBaseHasItsOwnRoutesOnly() {
    assertEquals(Base.PRIVATE, match("GET", "/api/private/ipinfo").base());
    for (String target : List.of("/api/private/orgs/a/apiKeys", "/api/atlas/v2/ipinfo")) {
      assertThrows(ApiError.class, () -> match("GET", target), target);
    }
  }

  @Test
  void aSegmentIsDecodedAfterItWasCut() {
    Router.Match match = match("DELETE", "/api/atlas/v2/orgs/a/whitelist/10.0.0.0%2f8");
    assertEquals(List.of("a", "10.0.0.0/8"), match.parameters());
    assertEquals(Era.WHITELIST, match.route().era());
  }

  @Test
  void whereNothingIsNothingIsFound() {
    for (String target :
        List.of(
            "/",
            "/api/atlas/v1.0x",
            "/api/atlas/v1.0//",
            "/api/atlas/v1.0/orgs/a",
            "/api/atlas/v1.0/orgs//apiKeys",
            "/api/atlas/v1.0/orgs/a/apikeys",
            "/api/atlas/v1.0/orgs/a/apiKeys/",
            "/api/atlas/v1.0/orgs/a%2FapiKeys",
            "/api/atlas/v1.0/orgs/%/apiKeys",
            "/api/atlas/v1.0/orgs/%FF/apiKeys",
            "/api/atlas/v1.0/orgs/a/whitelist/10.0.0.0/8")) {
      ApiError error = assertThrows(ApiError.class, () -> find("GET", target), target);
      assertEquals("RESOURCE_NOT_FOUND", error.code());
      assertEquals(List.of(target), error.parameters());
    }
  }

  @Test
  void anotherMethodIsToldThoseThatThereAre() {
    assertEquals(
        new Router.OtherMethods(List.of("GET", "HEAD", "POST")),
        find("OPTIONS", "/api/atlas/v1.0/orgs/a/apiKeys"));
    assertEquals(
        new Router.OtherMethods(List.of("DELETE")),
        find("HEAD", "/api/atlas/v1.0/orgs/a/whitelist/b"));
    assertEquals(
        new Router.OtherMethods(List.of("GET", "HEAD", "POST")),
        find("get", "/api/atlas/v1.0/orgs/a/apiKeys"));
  }

  @Test
  void headIsForWhateverCanBeGot() {
    assertEquals("GET", match("HEAD", "/api/atlas/v1.0/orgs/a/apiKeys").route().method());
  }

  private Router.Match match(String method, String target) {
    return (Router.Match) find(method, target);
  }

  private Router.Found find(String method, String target) {
    return router.find(
        new Request(method, target, Map.of(), new byte[0], IpAddress.parse("127.0.0.1")));
  }
}
