package io.claviger.management;

import static io.claviger.management.ManagementFixture.KEYS;
import static io.claviger.management.ManagementFixture.ORGANIZATION;
import static io.claviger.management.ManagementFixture.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.Role;
import io.claviger.model.TokenFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers do with the API, from the first key to its end. */
class StoryTest {
  private final ManagementFixture fixture = ManagementFixture.open();
  private final ManagementClient owner = fixture.owner();

  /** Returns all requests so far, with their responses. */
  List<Exchange> exchanges() {
    return fixture.exchanges;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aKeyIsCreatedAndFound() {
    Exchange created =
        answered(
            201,
            owner.send(
                "POST",
                KEYS,
                "{'description':'Nightly export','labels':{'team':'billing'},"
                    + "'roles':[{'role':'ORG_READ_ONLY'},"
                    + "{'role':'GROUP_READ_ONLY','project':'alpha'}],"
                    + "'whitelist':['192.0.2.0/24','2001:db8::1'],"
                    + "'expiresAt':'2026-06-01T00:00:00Z'}"));
    String path = created.header("Location").orElseThrow().substring("/api-keys".length());
    assertEquals(KEYS + "/" + created.text("key.id"), path);
    assertFalse(created.text("privateKey").isEmpty());
    assertEquals(created.at("secretId"), created.at("key.secrets.0.id"));
    assertEquals("2026-06-01T00:00:00Z", created.at("key.expiresAt"));
    assertEquals("olga", created.at("key.created.by.name"));

    Exchange read = answered(200, owner.get(path));
    assertEquals(created.header("ETag"), read.header("ETag"));
    assertEquals(created.at("key.roles"), read.at("roles"));
    assertEquals(Json.parse("2"), read.at("whitelistEntries"));
    assertEquals(List.of("update", "rotate", "changeWhitelist"), read.at("may"));
    assertFalse(read.response().body().contains(created.text("privateKey")));
  }

  @Test
  void keysAreListedByPagesAndFilters() {
    IssuedApiKey first =
        fixture.create(
            NewApiKey.of("Export of reports", Role.ORG_READ_ONLY)
                .withProjectRole(ManagementFixture.ALPHA, Role.GROUP_READ_ONLY)
                .withExpiry(START.plus(Duration.ofDays(9)))
                .withRateLimit(Limits.Rate.parse("100/60")));
    assertEquals("100/60", owner.get(ManagementFixture.path(first)).at("rateLimit"));
    answered(
        201,
        owner.send(
            "POST",
            KEYS,
            "{'description':'Import','labels':{'team':'a=b'},'roles':[{'role':'ORG_OWNER'}]}"));
    Exchange page = answered(200, owner.get(KEYS + "?limit=2"));
    Exchange rest = answered(200, owner.get(KEYS + "?limit=2&after=" + page.at("next")));
    assertEquals(2, Json.list(page.at("keys")).size());
    assertEquals(1, Json.list(rest.at("keys")).size());
    assertNull(rest.at("next"));

    assertEquals(List.of("Export of reports"), found("role=ORG_READ_ONLY"));
    assertEquals(List.of("Export of reports"), found("project=alpha"));
    assertEquals(List.of("Export of reports"), found("project=alpha&role=GROUP_READ_ONLY"));
    assertEquals(List.of(), found("project=alpha&role=GROUP_OWNER"));
    assertEquals(List.of("Import"), found("createdBy=olga"));
    assertEquals(2, found("createdBy=test&createdByKind=HOST").size());
    assertEquals(List.of("Import"), found("label=team=a%3Db"));
    assertEquals(List.of("Export of reports"), found("text=Export+of"));
    assertEquals(List.of("Export of reports"), found("expiresBefore=2026-02-01T00:00:00Z"));
    assertEquals(List.of(), found("expiresFrom=2026-02-01T00:00:00Z"));
    assertEquals(3, found("unusedSince=2026-01-01T00:00:01Z").size());
    assertEquals(List.of(), found("state=DISABLED"));
    fixture.clock.advance(Duration.ofDays(10));
    assertEquals(List.of("Export of reports"), found("state=EXPIRED"));
    assertEquals("EXPIRED", owner.get(ManagementFixture.path(first)).at("state"));
  }

  private List<Object> found(String query) {
    Exchange list = answered(200, owner.get(KEYS + "?" + query));
    return Json.list(list.at("keys")).stream().map(key -> Json.at(key, "description")).toList();
  }

  @Test
  void aKeyIsChangedAndRevoked() {
    String path = ManagementFixture.path(fixture.create(NewApiKey.of("old", Role.ORG_MEMBER)));
    String before = owner.get(path).header("ETag").orElseThrow();
    Exchange changed =
        answered(
            200,
            owner
                .with("If-Match", before)
                .send(
                    "PATCH",
                    path,
                    "{'description':'new','labels':{'a':'b'},'roles':['ORG_READ_ONLY'],"
                        + "'enabled':false,'expiresAt':'2027-01-01T00:00:00Z'}"));
    assertEquals("new", changed.at("description"));
    assertEquals(Map.of("a", "b"), changed.at("labels"));
    assertEquals("ORG_READ_ONLY", changed.at("roles.0.role"));
    assertEquals("DISABLED", changed.at("state"));
    assertEquals("2027-01-01T00:00:00Z", changed.at("expiresAt"));
    assertNotEquals(before, changed.header("ETag").orElseThrow());
    assertEquals(changed.header("ETag"), owner.get(path).header("ETag"));

    answered(412, owner.with("If-Match", before).send("PATCH", path, "{'enabled':true}"));
    Exchange enabled =
        answered(200, owner.send("PATCH", path, "{'enabled':true,'expiresAt':null}"));
    assertEquals("ACTIVE", enabled.at("state"));
    assertNull(enabled.at("expiresAt"));

    answered(412, owner.with("If-Match", before).delete(path));
    Exchange revoked =
        answered(204, owner.with("If-Match", enabled.header("ETag").orElseThrow()).delete(path));
    assertEquals("", revoked.response().body());
    assertEquals("API_KEY_NOT_FOUND", answered(404, owner.get(path)).at("code"));
  }

  /** A change of another key does not disturb the condition of this one. */
  @Test
  void anEntityTagIsOfOneKey() {
    String path = ManagementFixture.path(fixture.create(NewApiKey.of("a", Role.ORG_MEMBER)));
    String tag = owner.get(path).header("ETag").orElseThrow();
    fixture.create(NewApiKey.of("b", Role.ORG_MEMBER));
    fixture.clock.advance(Duration.ofDays(1));
    answered(200, owner.with("If-Match", tag).send("PATCH", path, "{'description':'c'}"));
  }

  @Test
  void rolesOnProjectsAreReplaced() {
    String path = ManagementFixture.path(fixture.create(NewApiKey.of("a", Role.ORG_MEMBER)));
    Exchange added =
        answered(200, owner.send("PUT", path + "/projects/beta", "{'roles':['GROUP_READ_ONLY']}"));
    assertEquals(List.of("beta"), projects(added));
    assertTrue(added.header("ETag").isPresent());
    Exchange left = answered(200, owner.send("PUT", path + "/projects/beta", "{'roles':[]}"));
    assertEquals(List.of(), projects(left));
    Exchange unknown =
        answered(404, owner.send("PUT", path + "/projects/gamma", "{'roles':['GROUP_READ_ONLY']}"));
    assertEquals("PROJECT_NOT_FOUND", unknown.at("code"));
  }

  private static List<Object> projects(Exchange key) {
    return Json.list(key.at("roles")).stream()
        .map(role -> Json.at(role, "project"))
        .filter(project -> project != null)
        .toList();
  }

  @Test
  void aKeyIsRotatedWithEachGrace() {
    Map<String, String> ends =
        Map.of(
            "{'for':'PT24H'}", "2026-01-02T00:00:00Z",
            "{'until':'2026-01-03T00:00:00Z'}", "2026-01-03T00:00:00Z",
            "{'afterFirstUse':'PT1H'}", "null",
            "{'untilDeleted':true}", "null");
    ends.forEach(
        (grace, end) -> {
          String path = ManagementFixture.path(fixture.create(NewApiKey.of("a", Role.ORG_MEMBER)));
          Exchange rotated =
              answered(201, owner.send("POST", path + "/secrets", "{'grace':" + grace + "}"));
          Object old = older(rotated);
          assertEquals(end, String.valueOf(Json.at(old, "expiresAt")), grace);
          assertEquals(true, Json.at(old, "live"));
          assertEquals(
              grace.contains("afterFirstUse") ? "PT1H" : null, Json.at(old, "graceAfterUse"));
          assertEquals(rotated.header("ETag"), owner.get(path).header("ETag"));
        });
  }

  private static Object older(Exchange rotated) {
    return Json.list(rotated.at("key.secrets")).stream()
        .filter(secret -> !rotated.at("secretId").equals(Json.at(secret, "id")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void olderSecretsEndAtOnceOrAreDeleted() {
    String path = ManagementFixture.path(fixture.create(NewApiKey.of("a", Role.ORG_MEMBER)));
    Exchange rotated = answered(201, owner.send("POST", path + "/secrets", "{}"));
    assertEquals(1, Json.list(rotated.at("key.secrets")).size());

    String secrets = path + "/secrets/";
    Exchange deleted = answered(200, owner.delete(secrets + rotated.at("secretId")));
    assertEquals(List.of(), deleted.at("secrets"));
    assertEquals(
        "SECRET_NOT_FOUND",
        answered(404, owner.delete(secrets + rotated.at("secretId"))).at("code"));
    answered(400, owner.send("POST", path + "/secrets", "{'grace':{}}"));
    answered(
        400, owner.send("POST", path + "/secrets", "{'grace':{'for':'PT1H','untilDeleted':true}}"));
  }

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
    assertTrue(Json.list(read.at("projectRoles")).contains(role("GROUP_OWNER")));

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
    assertEquals("CREDENTIAL_REFUSED", answered(401, fixture.nobody().get("/me")).at("code"));
  }

  private static Exchange answered(int status, Exchange exchange) {
    assertEquals(status, exchange.status(), exchange.toString());
    return exchange;
  }
}
