package io.claviger.management;

import static io.claviger.management.ManagementFixture.KEYS;
import static io.claviger.management.ManagementFixture.ORGANIZATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.Role;
import io.claviger.model.StoreException;
import io.claviger.model.TokenFormat;
import io.claviger.test.FaultyApiKeyStore.Call;
import io.claviger.testing.json.Json;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whitelists, settings and events, and what a caller learns about itself. */
class CallerStoryTest extends Story {
  @Test
  void aWhitelistIsTriedAndChanged() {
    String path =
        ManagementFixture.path(fixture.create(NewApiKey.of("a", Role.ORG_MEMBER))) + "/whitelist";
    assertEquals(List.of(), answered(200, owner.get(path)).at("entries"));
    String preview = path + "/preview";
    Exchange outside = answered(200, owner.send("POST", preview, "{'add':['198.51.100.0/24']}"));
    assertEquals("192.0.2.1", outside.at("address"));
    assertEquals(false, outside.at("admitted"));
    Exchange inside =
        answered(
            200,
            owner.send("POST", preview, "{'add':['198.51.100.7/24'],'address':'198.51.100.9'}"));
    assertEquals(true, inside.at("admitted"));
    assertEquals("198.51.100.0/24", inside.at("admittedBy"));
    assertEquals(List.of(), answered(200, owner.get(path)).at("entries"));

    Exchange added =
        answered(200, owner.send("PATCH", path, "{'add':['192.0.2.1','192.0.2.0/28']}"));
    assertEquals(2, Json.list(added.at("entries")).size());
    Exchange moved =
        answered(
            200, owner.send("PATCH", path, "{'add':['2001:db8::/32'],'remove':['192.0.2.1']}"));
    assertEquals(List.of("192.0.2.0/28", "2001:db8::/32"), blocks(moved));
    assertEquals("2026-01-01T00:00:00Z", moved.at("entries.0.createdAt"));
    answered(404, owner.send("PATCH", path, "{'remove':['192.0.2.1']}"));
    answered(409, owner.send("PATCH", path, "{'add':['192.0.2.0/28']}"));
    answered(409, owner.send("POST", preview, "{'add':['192.0.2.0/28']}"));
    answered(200, owner.send("POST", preview, "{'remove':['192.0.2.0/28'],'address':'192.0.2.1'}"));
  }

  private static List<Object> blocks(Exchange whitelist) {
    return Json.list(whitelist.at("entries")).stream()
        .map(entry -> Json.at(entry, "block"))
        .toList();
  }

  /** A connection without an address has none to try. */
  @Test
  void aPreviewWithoutAnAddressAdmitsNobody() {
    String path = ManagementFixture.path(fixture.create(NewApiKey.of("a", Role.ORG_MEMBER)));
    ManagementClient nowhere = owner.from(Optional.empty());
    Exchange preview = answered(200, nowhere.send("POST", path + "/whitelist/preview", "{}"));
    assertNull(preview.at("address"));
    assertNull(preview.at("admitted"));
    assertNull(answered(200, nowhere.get("/me")).at("address"));
  }

  @Test
  void anOrganizationIsReadAndChanged() {
    fixture.application.updateOrganization(
        ManagementFixture.ACME, OrganizationPatch.nothing().limitLifetime(Duration.ofDays(90)));
    Exchange read = answered(200, owner.get(ORGANIZATION));
    assertEquals("The acme", read.at("name"));
    assertEquals(false, read.at("whitelistRequired"));
    assertEquals("PT2160H", read.at("maximumLifetime"));
    assertEquals(List.of("updateOrganization", "createKey"), read.at("may"));
    assertEquals("Project Beta", read.at("projects.0.name"));
    assertEquals(List.of("createKey"), read.at("projects.0.may"));
    assertTrue(Json.list(read.at("roles")).contains(role("ORG_OWNER")), read.text("roles"));
    assertTrue(Json.list(read.at("projectRoles")).contains(role("PROJECT_OWNER")));

    Exchange member = answered(200, fixture.member().get(ORGANIZATION));
    assertEquals(List.of(), member.at("may"));
    assertEquals(List.of(), member.at("roles"));
    assertEquals(List.of(), member.at("projects.0.may"));
    answered(403, fixture.member().send("PATCH", ORGANIZATION, "{'whitelistRequired':true}"));

    answered(200, owner.send("PATCH", ORGANIZATION, "{}"));
    Exchange changed =
        answered(200, owner.send("PATCH", ORGANIZATION, "{'whitelistRequired':true}"));
    assertEquals(true, changed.at("whitelistRequired"));
  }

  private static Map<String, String> role(String name) {
    return Map.of("role", name, "name", "The role " + name);
  }

  @Test
  void eventsAreReadByPages() {
    String path = ManagementFixture.path(fixture.create(NewApiKey.of("a", Role.ORG_MEMBER)));
    answered(200, owner.send("PATCH", path, "{'description':'b'}"));
    Exchange newest = answered(200, owner.get(ORGANIZATION + "/events?limit=1"));
    assertEquals("API_KEY_DESCRIPTION_CHANGED", newest.at("events.0.type"));
    assertEquals("olga", newest.at("events.0.by.name"));
    assertEquals(Map.of("before", "a", "after", "b"), newest.at("events.0.details"));
    Exchange older = answered(200, owner.get(ORGANIZATION + "/events?before=" + newest.at("next")));
    assertEquals("API_KEY_CREATED", older.at("events.0.type"));
    assertNull(older.at("next"));
    Exchange ofKey = answered(200, owner.get(path + "/events?limit=1"));
    assertEquals(newest.at("events.0.id"), ofKey.at("next"));
    Exchange first = answered(200, owner.get(path + "/events?before=" + ofKey.at("next")));
    assertEquals(1, Json.list(first.at("events")).size());
  }

  /** A list beside the events, at most 200 and newest first. */
  @Test
  void revokedTokensAreReadByWhoeverMayReadTheirKey() {
    IssuedApiKey key = fixture.create(NewApiKey.of("a", Role.ORG_MEMBER));
    String path = ManagementFixture.path(key) + "/revoked-tokens";
    assertEquals(List.of(), answered(200, owner.get(path)).at("revokedTokens"));
    for (int i = 0; i <= 200; i++) {
      fixture.endToken(key, i);
      fixture.clock.advance(Duration.ofSeconds(1));
    }
    Exchange newest = answered(200, owner.get(path));
    assertEquals(200, Json.list(newest.at("revokedTokens")).size());
    assertEquals(
        Map.of(
            "id", "0000000000000000000000c8",
            "at", "2026-01-01T00:03:20Z",
            "expiresAt", "2026-01-01T01:03:20Z"),
        newest.at("revokedTokens.0"));
    assertEquals(
        newest.at("revokedTokens"), fixture.nobody().as(key).get(path).at("revokedTokens"));
    answered(400, owner.get(path + "?limit=1"));
    answered(403, fixture.member().get(path));
    answered(204, owner.delete(ManagementFixture.path(key)));
    answered(404, owner.get(path));
  }

  @Test
  void aKeyManagesItself() {
    IssuedApiKey key =
        fixture.create(
            NewApiKey.of("itself", Role.ORG_MEMBER).withWhitelist(CidrBlock.parse("192.0.2.0/24")));
    ManagementClient itself = fixture.nobody().as(key);
    Exchange me = answered(200, itself.get("/me"));
    assertEquals(key.apiKey().id().value(), me.at("caller.name"));
    assertEquals("192.0.2.1", me.at("caller.address"));
    assertEquals(List.of("acme"), me.at("organizations"));

    String path = ManagementFixture.path(key);
    Exchange read = answered(200, itself.get(path));
    assertEquals(List.of("update", "changeWhitelist"), read.at("may"));
    assertEquals("192.0.2.1", read.at("usage.lastUsedFrom"));
    assertEquals("2026-01-01T00:00:00Z", read.at("secrets.0.usage.lastUsedAt"));
    Exchange whitelist =
        answered(200, itself.send("PATCH", path + "/whitelist", "{'add':['198.51.100.0/24']}"));
    assertTrue(whitelist.text("entries").contains("lastUsedFrom"), whitelist.toString());
    answered(400, itself.send("PATCH", path + "/whitelist", "{'remove':['192.0.2.0/24']}"));
    answered(403, itself.send("POST", KEYS, "{'description':'b','roles':[{'role':'ORG_MEMBER'}]}"));
    answered(204, itself.delete(path));
    answered(401, itself.get(path));
  }

  @Test
  void callersLearnWhoTheyAre() {
    Exchange me = answered(200, owner.get("/me"));
    assertEquals(Map.of("kind", "USER", "name", "olga"), me.at("caller"));
    assertEquals(List.of("acme"), me.at("organizations"));
    assertEquals("192.0.2.1", me.at("address"));
    assertEquals(false, me.at("addressMayBeOfProxy"));
    Exchange proxied = answered(200, owner.with("X-Forwarded-For", "203.0.113.5").get("/me"));
    assertEquals("192.0.2.1", proxied.at("address"));
    assertEquals(true, proxied.at("addressMayBeOfProxy"));
    Exchange trusted =
        owner.from(Optional.of("198.51.100.1")).with("X-Forwarded-For", "203.0.113.5").get("/me");
    assertEquals("203.0.113.5", trusted.at("address"));
    assertEquals(false, trusted.at("addressMayBeOfProxy"));

    String token =
        fixture
            .create(NewApiKey.of("token", Role.ORG_MEMBER).withToken(TokenFormat.of("acme")))
            .privateKey()
            .reveal();
    assertEquals(
        "API_KEY", answered(200, fixture.nobody().bearer(token).get("/me")).at("caller.kind"));
    Exchange nobody = answered(401, fixture.nobody().get("/me"));
    assertEquals("NOT_SIGNED_IN", nobody.at("code"));
    assertEquals(2, nobody.headers("WWW-Authenticate").size());
    ManagementClient page = fixture.nobody().with("Claviger-Request", "1");
    Exchange bad = answered(401, page.with("Authorization", "Basic eDp5").get("/me"));
    for (Exchange quiet : List.of(answered(401, page.get("/me")), bad)) {
      assertEquals(1, quiet.headers("WWW-Authenticate").size(), quiet.toString());
      assertTrue(quiet.headers("WWW-Authenticate").get(0).startsWith("Bearer "));
    }
  }

  /** It would have every right in every organization. */
  @Test
  void anApplicationIsRefused() {
    assertEquals("APPLICATION_ERROR", answered(500, fixture.superuser().get("/me")).at("code"));
  }

  /** A value that the application made wrong is no mistake of the client. */
  @Test
  void aCallerSourceThatFailsIsNoBadRequest() {
    HttpResponse failed =
        fixture.handler.handle(
            new IncomingRequest(name -> List.of(), "GET", "/api-keys/me", Optional.of("192.0.2.1")),
            "/me",
            InputStream.nullInputStream(),
            () -> Optional.of(Caller.user("no\u0000name")));
    assertEquals(500, failed.status());
    assertTrue(failed.body().contains("APPLICATION_ERROR"), failed.body());
  }

  /** A client must not take a credential for bad that is good. */
  @Test
  void aKeyLearnsWhyItIsRefused() {
    IssuedApiKey key =
        fixture.create(
            NewApiKey.of("a", Role.ORG_MEMBER).withWhitelist(CidrBlock.parse("192.0.2.0/24")));
    ManagementClient itself = fixture.nobody().as(key);
    ManagementClient elsewhere = itself.from(Optional.of("203.0.113.1"));
    assertEquals("ADDRESS_REFUSED", answered(403, elsewhere.get("/me")).at("code"));
    ManagementClient nowhere = itself.from(Optional.empty());
    assertEquals("ADDRESS_UNKNOWN", answered(400, nowhere.get("/me")).at("code"));
    fixture.store.fail(Call.FIND_BY_PUBLIC_KEY, 1, StoreException.Kind.UNREACHABLE);
    assertEquals("STORE_FAILURE", answered(503, itself.get("/me")).at("code"));
    fixture.wait = Optional.of(Duration.ofSeconds(7));
    Exchange tooOften = answered(429, itself.get("/me"));
    assertEquals("TOO_MANY_REQUESTS", tooOften.at("code"));
    assertEquals(Optional.of("7"), tooOften.header("Retry-After"));
  }
}
