package io.claviger.management;

import static io.claviger.management.ManagementFixture.KEYS;
import static io.claviger.management.ManagementFixture.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyKind;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import io.claviger.testing.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an owner does with keys, from the first to its end. */
class KeyStoryTest extends Story {
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
                    + "{'role':'PROJECT_READ_ONLY','project':'alpha'}],"
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
                .withProjectRole(ManagementFixture.ALPHA, Role.PROJECT_READ_ONLY)
                .withExpiry(START.plus(Duration.ofDays(9)))
                .withRateLimit(Limits.Rate.parse("100/60"))
                .withKind(new KeyKind("robot"))
                .withName("exporter"));
    Exchange read = owner.get(ManagementFixture.path(first));
    assertEquals("100/60", read.at("rateLimit"));
    assertEquals("robot", read.at("kind"));
    assertEquals("exporter", read.at("name"));
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
    assertEquals(List.of("Export of reports"), found("project=alpha&role=PROJECT_READ_ONLY"));
    assertEquals(List.of(), found("project=alpha&role=PROJECT_OWNER"));
    answered(400, owner.get(KEYS + "?createdByKind=USER"));
    answered(400, owner.get(ManagementFixture.path(first) + "?fields=id"));
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

  /** The first use of a new secret ends an older one, and is no change of somebody. */
  @Test
  void theFirstUseOfASecretKeepsTheEntityTag() {
    String path = ManagementFixture.path(fixture.create(NewApiKey.of("a", Role.ORG_MEMBER)));
    Exchange rotated =
        answered(201, owner.send("POST", path + "/secrets", "{'grace':{'afterFirstUse':'PT1H'}}"));
    String pair = rotated.text("key.publicKey") + ":" + rotated.text("privateKey");
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    answered(200, fixture.nobody().with("Authorization", "Basic " + encoded).get("/me"));
    fixture.background.runAll();
    Exchange read = answered(200, owner.get(path));
    assertEquals(
        "2026-01-01T01:00:00Z",
        Json.at(older(read, "secrets", rotated.at("secretId")), "expiresAt"));
    assertEquals(rotated.header("ETag"), read.header("ETag"));
  }

  /** Also if the whitelist has as many entries as before. */
  @Test
  void anEntityTagCoversTheWhitelist() {
    String path = ManagementFixture.path(fixture.create(NewApiKey.of("a", Role.ORG_MEMBER)));
    answered(200, owner.send("PATCH", path + "/whitelist", "{'add':['192.0.2.1']}"));
    ManagementClient late = owner.with("If-Match", owner.get(path).header("ETag").orElseThrow());
    String change = "{'add':['192.0.2.2'],'remove':['192.0.2.1']}";
    answered(200, late.send("PATCH", path + "/whitelist", change));
    answered(412, late.send("PATCH", path + "/whitelist", "{'add':['192.0.2.3']}"));
  }

  @Test
  void rolesOnProjectsAreReplaced() {
    String path = ManagementFixture.path(fixture.create(NewApiKey.of("a", Role.ORG_MEMBER)));
    Exchange added =
        answered(
            200, owner.send("PUT", path + "/projects/beta", "{'roles':['PROJECT_READ_ONLY']}"));
    assertEquals(List.of("beta"), projects(added));
    assertTrue(added.header("ETag").isPresent());
    Exchange left = answered(200, owner.send("PUT", path + "/projects/beta", "{'roles':[]}"));
    assertEquals(List.of(), projects(left));
    assertEquals(
        "MISSING_ATTRIBUTE",
        answered(400, owner.send("PUT", path + "/projects/beta", "{}")).at("code"));
    Exchange unknown =
        answered(
            404, owner.send("PUT", path + "/projects/gamma", "{'roles':['PROJECT_READ_ONLY']}"));
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
          Object old = older(rotated, "key.secrets", rotated.at("secretId"));
          assertEquals(end, String.valueOf(Json.at(old, "expiresAt")), grace);
          assertEquals(true, Json.at(old, "live"));
          assertEquals(
              grace.contains("afterFirstUse") ? "PT1H" : null, Json.at(old, "graceAfterUse"));
          assertEquals(rotated.header("ETag"), owner.get(path).header("ETag"));
        });
  }

  @Test
  void aNewSecretExpiresWhenTheRotationSays() {
    String path = ManagementFixture.path(fixture.create(NewApiKey.of("a", Role.ORG_MEMBER)));
    String body = "{'grace':{'untilDeleted':true},'expiresAt':'2026-03-01T00:00:00Z'}";

    Exchange rotated = answered(201, owner.send("POST", path + "/secrets", body));

    Map<Object, Object> ends = new HashMap<>();
    Json.list(rotated.at("key.secrets"))
        .forEach(secret -> ends.put(Json.at(secret, "id"), Json.at(secret, "expiresAt")));
    assertEquals("2026-03-01T00:00:00Z", ends.remove(rotated.at("secretId")));
    assertEquals(1, ends.size());
    assertEquals(Collections.singleton(null), new HashSet<>(ends.values()));
    answered(400, owner.send("POST", path + "/secrets", "{'expiresAt':'tomorrow'}"));
  }

  private static Object older(Exchange exchange, String secrets, Object newest) {
    return Json.list(exchange.at(secrets)).stream()
        .filter(secret -> !newest.equals(Json.at(secret, "id")))
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
    answered(400, owner.send("POST", path + "/secrets", "{'grace':{'untilDeleted':false}}"));
  }
}
