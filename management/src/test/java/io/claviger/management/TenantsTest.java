package io.claviger.management;

import static io.claviger.management.ManagementFixture.ALPHA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who owns one organization learns nothing about another one: each id of it is answered byte for
 * byte like an id that does not exist.
 */
class TenantsTest {
  private static final String NO_ORGANIZATION = "nowhere";
  private static final String NO_ID = "0".repeat(24);

  private final ManagementFixture fixture = ManagementFixture.open();
  private final IssuedApiKey key =
      fixture.create(
          NewApiKey.of("of acme", Role.ORG_OWNER)
              .withProjectRole(ALPHA, Role.PROJECT_READ_ONLY)
              .withWhitelist(CidrBlock.parse("192.0.2.0/24")));

  @AfterEach
  void close() {
    fixture.close();
  }

  static Stream<Arguments> routes() {
    return Stream.of(
        Arguments.of("GET", "/organizations/ORG", ""),
        Arguments.of("PATCH", "/organizations/ORG", "{'whitelistRequired':true}"),
        Arguments.of("GET", "/organizations/ORG/events", ""),
        Arguments.of("GET", "/organizations/ORG/keys", ""),
        Arguments.of(
            "POST",
            "/organizations/ORG/keys",
            "{'description':'x','roles':[{'role':'ORG_READ_ONLY'}]}"),
        Arguments.of("GET", "/organizations/ORG/keys/KEY", ""),
        Arguments.of("PATCH", "/organizations/ORG/keys/KEY", "{'enabled':false}"),
        Arguments.of("DELETE", "/organizations/ORG/keys/KEY", ""),
        Arguments.of(
            "PUT", "/organizations/ORG/keys/KEY/projects/PROJECT", "{'roles':['PROJECT_OWNER']}"),
        Arguments.of("GET", "/organizations/ORG/keys/KEY/events", ""),
        Arguments.of("GET", "/organizations/ORG/keys/KEY/revoked-tokens", ""),
        Arguments.of("POST", "/organizations/ORG/keys/KEY/secrets", "{}"),
        Arguments.of("DELETE", "/organizations/ORG/keys/KEY/secrets/SECRET", ""),
        Arguments.of("GET", "/organizations/ORG/keys/KEY/whitelist", ""),
        Arguments.of("PATCH", "/organizations/ORG/keys/KEY/whitelist", "{'add':['10.0.0.1']}"),
        Arguments.of(
            "POST", "/organizations/ORG/keys/KEY/whitelist/preview", "{'add':['10.0.0.1']}"));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void anotherOrganizationIsAnsweredLikeNone(String method, String path, String body) {
    for (ManagementClient client :
        List.of(fixture.stranger(), fixture.stranger().with("If-Match", "\"0\""))) {
      Exchange foreign = client.send(method, filled(path, "acme"), body);
      Exchange none = client.send(method, filled(path, NO_ORGANIZATION), body);

      assertEquals(403, foreign.status(), foreign::toString);
      assertSame(none, foreign);
    }
  }

  /** The organization is the caller's own; what is below it belongs to another one. */
  @ParameterizedTest
  @MethodSource("routes")
  void idsOfAnotherOrganizationAreAnsweredLikeUnknownOnes(String method, String path, String body) {
    if (!path.contains("KEY")) {
      return;
    }
    Exchange foreign = fixture.stranger().send(method, filled(path, "other"), body);
    Exchange none =
        fixture
            .stranger()
            .send(
                method,
                path.replace("ORG", "other")
                    .replace("KEY", NO_ID)
                    .replace("SECRET", NO_ID)
                    .replace("PROJECT", "nothing"),
                body);

    assertTrue(
        foreign.status() == 404 || foreign.response().body().contains("[]"), foreign::toString);
    assertSame(none, foreign);
  }

  /** The key is the caller's own; the last id of the path belongs to another organization. */
  @Test
  void partsOfAnotherOrganizationAreAnsweredLikeUnknownOnes() {
    IssuedApiKey own =
        fixture.application.create(
            ManagementFixture.OTHER, NewApiKey.of("of other", Role.ORG_OWNER));
    String path = "/organizations/other/keys/" + own.apiKey().id().value();
    String event = fixture.owner().get("/organizations/acme/events").text("events.0.id");
    for (List<String> parts :
        List.of(
            List.of("DELETE", path + "/secrets/", key.secretId().value(), NO_ID, ""),
            List.of(
                "PUT",
                path + "/projects/",
                ALPHA.value(),
                "nothing",
                "{'roles':['PROJECT_OWNER']}"),
            List.of("GET", path + "/events?before=", event, NO_ID, ""),
            List.of("GET", "/organizations/other/events?before=", event, NO_ID, ""),
            List.of("GET", "/organizations/other/keys?project=", ALPHA.value(), "nothing", ""))) {
      Exchange foreign =
          fixture.stranger().send(parts.get(0), parts.get(1) + parts.get(2), parts.get(4));
      assertSame(
          fixture.stranger().send(parts.get(0), parts.get(1) + parts.get(3), parts.get(4)),
          foreign);
    }
  }

  @Test
  void eachRouteIsTried() {
    Set<String> tried =
        routes()
            .map(Arguments::get)
            .map(row -> row[0] + " " + ((String) row[1]).substring(1).replaceAll("[A-Z]+", "*"))
            .collect(Collectors.toSet());
    tried.add("GET me");
    assertEquals(new TreeSet<>(fixture.handler.routes()), new TreeSet<>(tried));
  }

  private String filled(String path, String organization) {
    return path.replace("ORG", organization)
        .replace("KEY", key.apiKey().id().value())
        .replace("SECRET", key.secretId().value())
        .replace("PROJECT", ALPHA.value());
  }

  private static void assertSame(Exchange none, Exchange foreign) {
    assertEquals(none.status(), foreign.status());
    assertEquals(none.response().headers(), foreign.response().headers());
    assertEquals(none.response().body(), foreign.response().body());
  }
}
