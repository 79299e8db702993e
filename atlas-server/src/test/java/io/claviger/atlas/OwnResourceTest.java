package io.claviger.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is under /api/claviger/v1. */
class OwnResourceTest {
  private static final String BASE = "/api/claviger/v1";
  private static final String KEYS = BASE + "/orgs/" + Site.ORGANIZATION + "/apiKeys";

  private Site site;
  private IssuedApiKey member;

  @BeforeEach
  void open() throws Exception {
    site = Site.open();
    member =
        site.key(
            NewApiKey.of("member", Role.ORG_MEMBER)
                .withWhitelist(CidrBlock.parse("127.0.0.0/8"), CidrBlock.parse("10.0.0.0/8")));
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void tellsACallerWhoAndWhereItIs() {
    assertEquals(401, site.nobody().call("GET", BASE + "/self").status());
    Response self = site.as(member).call("GET", BASE + "/self");
    assertEquals("Acme", self.text("organization.name"));
    assertEquals("member", self.text("apiKey.desc"));
    assertTrue(self.text("roles").isEmpty() && self.body().contains("\"ORG_BILLING_ADMIN\""));
    assertFalse(self.body().contains("GROUP_OWNER"));
    assertEquals(
        "127.0.0.9",
        site.as(member).from("127.0.0.9").call("GET", BASE + "/address").text("address"));
  }

  @Test
  void keysComeWithStateUseAndSecrets() {
    site.as(member).call("GET", BASE + "/address");
    Response list = site.asOwner().call("GET", KEYS + "?itemsPerPage=1&pageNum=1");
    assertEquals("2", list.text("totalCount"));
    Response key = site.asOwner().call("GET", path());
    assertEquals("ACTIVE", key.text("states.0"));
    assertEquals("2", key.text("whitelistSize"));
    assertEquals("1", key.text("usage.count"));
    assertEquals("127.0.0.1", key.text("usage.lastUsedAddress"));
    assertEquals("1", key.text("secrets.0.usage.count"));
    assertEquals(member.privateKey().hint().redacted(), key.text("secrets.0.hint"));
    assertFalse(key.body().contains(member.privateKey().reveal()));
  }

  @Test
  void aKeyIsSwitchedOffAndOn() {
    assertEquals(
        "DISABLED", site.asOwner().call("PATCH", path(), "{\"enabled\":false}").text("states.0"));
    assertEquals(401, site.as(member).call("GET", BASE + "/self").status());
    assertEquals(
        "ACTIVE", site.asOwner().call("PATCH", path(), "{\"enabled\":true}").text("states.0"));
    // A key may switch itself off, and be told of it.
    assertEquals(
        "DISABLED", site.as(member).call("PATCH", path(), "{\"enabled\":false}").text("states.0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|400 MISSING_ATTRIBUTE [\"gracePeriod\"]",
        "{\"gracePeriod\":\"SOMETIME\"}|400 INVALID_ENUM_VALUE [\"SOMETIME\"]",
        "{\"gracePeriod\":\"AFTER_FIRST_USE\"}|400 MISSING_ATTRIBUTE [\"grace\"]",
        "{\"gracePeriod\":\"AFTER_FIRST_USE\",\"grace\":\"soon\"}|400 INVALID_JSON_ATTRIBUTE [\"grace\"]",
        "{\"gracePeriod\":\"UNTIL\",\"until\":\"soon\"}|400 INVALID_JSON_ATTRIBUTE [\"until\"]",
        "{\"gracePeriod\":\"UNTIL\",\"until\":\"2026-11-24T12:00:00Z\"}|400 INVALID_ATTRIBUTE [\"until\"]",
        "{\"gracePeriod\":\"UNTIL\",\"until\":\"+999999-01-01T00:00:00Z\"}|400 INVALID_ATTRIBUTE [\"until\"]",
        "{\"gracePeriod\":\"AFTER_FIRST_USE\",\"grace\":\"-PT1S\"}|400 INVALID_ATTRIBUTE [\"grace\"]",
        "{\"gracePeriod\":\"NONE\",\"x\":1}|400 INVALID_ATTRIBUTE [\"x\"]",
      })
  void anOverlapThatIsNoneIsRefused(String body, String outcome) {
    assertEquals(outcome, site.asOwner().call("POST", path() + "/secrets", body).outcome());
  }

  @Test
  void aSecretIsReplacedAndEnded() {
    Response rotated =
        site.asOwner().call("POST", path() + "/secrets", "{\"gracePeriod\":\"UNTIL_DELETED\"}");
    assertEquals(36, rotated.text("privateKey").length());
    assertEquals(200, site.as(member).call("GET", BASE + "/self").status());
    String old = rotated.text("key.secrets.0.id");
    assertEquals(rotated.text("secretId"), rotated.text("key.secrets.1.id"));
    Response ended = site.asOwner().call("DELETE", path() + "/secrets/" + old);
    assertEquals(rotated.text("secretId"), ended.text("secrets.0.id"));
    assertEquals(401, site.as(member).call("GET", BASE + "/self").status());
    assertEquals(404, site.asOwner().call("DELETE", path() + "/secrets/" + old).status());
  }

  @Test
  void aSecretIdThatIsNoneIsNotFound() {
    String id = member.apiKey().id().value();
    assertEquals(
        "404 API_KEY_SECRET_NOT_FOUND [\"ABC\",\"" + id + "\"]",
        site.asOwner().call("DELETE", path() + "/secrets/ABC").outcome());
  }

  @Test
  void whoEndsTheSecretThatItCallsWithGetsTheNewOne() {
    String own = KEYS + "/" + site.owner().apiKey().id();
    Response rotated = site.asOwner().call("POST", own + "/secrets", "{\"gracePeriod\":\"NONE\"}");
    assertEquals(200, rotated.status());
    assertEquals(36, rotated.text("privateKey").length());
    assertEquals(401, site.asOwner().call("GET", own).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|true|127.0.0.0/8|",
        "{\"add\":[\"127.0.0.9/31\"]}|true|127.0.0.0/8|",
        "{\"add\":[\"127.0.0.1\"]}|true|127.0.0.1/32|",
        "{\"remove\":[\"127.0.0.0/8\"]}|false||",
        "{\"remove\":[\"127.0.0.0/8\",\"10.0.0.0/8\"]}|true||",
        "{\"remove\":[\"9.0.0.0/8\"]}|||API_KEY_WHITELIST_NOT_FOUND",
        "{\"add\":[\"10.1.1.1/8\"]}|||ADDRESS_ALREADY_IN_WHITELIST",
        "{\"add\":[\"0.0.0.0/0\"]}|||CANNOT_ADD_IP_ADDRESS_TO_API_KEY_WHITELIST",
      })
  void tellsWhomAChangedListWouldAdmit(String body, String admitted, String entry, String refusal) {
    Response answer = site.asOwner().call("POST", path() + "/admission", body);
    assertEquals("127.0.0.1", answer.text("address"));
    assertEquals(admitted == null ? "" : admitted, answer.text("admitted"));
    assertEquals(entry == null ? "" : entry, answer.text("entry"));
    assertEquals(refusal == null ? "" : refusal, answer.text("refusal.about"));
    assertEquals("2", site.asOwner().call("GET", path()).text("whitelistSize"));
  }

  @Test
  void tellsWhatIsWrongWithABlock() {
    Response answer =
        site.asOwner()
            .call("POST", path() + "/admission", "{\"add\":[\"10.0.0.256\",\"1.1.1.1\"]}");
    assertEquals("10.0.0.256", answer.text("unreadable.0.about"));
    assertTrue(answer.text("unreadable.0.detail").contains("0 to 255"));
    assertEquals("1.1.1.1/32", answer.text("add.0"));
  }

  @Test
  void moreBlocksThanAnyListHasAreRefusedUnread() {
    for (String name : List.of("add", "remove")) {
      assertEquals("200", admission(name, "1.1.1.x", 500).outcome());
      assertEquals(
          "400 VALIDATION_ERROR [\"" + name + " names more than 500 blocks\"]",
          admission(name, "1.1.1.1", 501).outcome());
    }
  }

  @Test
  void ofManyUnreadableBlocksTheFirstAreTold() {
    assertEquals(10, admission("add", "1.1.1.x", 11).json().path("unreadable").size());
  }

  private Response admission(String name, String block, int times) {
    String blocks = String.join(",", Collections.nCopies(times, "\"" + block + "\""));
    return site.asOwner()
        .call("POST", path() + "/admission", "{\"" + name + "\":[" + blocks + "]}");
  }

  @Test
  void repeatsNothingThatMayBeASecret() {
    String secret = site.owner().privateKey().reveal();
    for (String text : List.of(secret, secret.replace('-', '_'), secret.replace('-', ' '))) {
      Response answer =
          site.asOwner().call("POST", path() + "/admission", "{\"add\":[\"" + text + "\"]}");
      assertEquals(200, answer.status());
      assertFalse(answer.body().contains(text.substring(0, 13)), answer::toString);
    }
  }

  @Test
  void whoMayNotRotateIsToldSoBeforeTheBodyIsRead() {
    String own = KEYS + "/" + member.apiKey().id() + "/secrets";
    assertEquals(401, site.as(member).call("POST", own, "{").status());
    assertEquals(400, site.asOwner().call("POST", own, "{").status());
    String beside = "{\"gracePeriod\":\"NONE\",\"grace\":\"PT1H\"}";
    assertEquals(
        "400 INVALID_ATTRIBUTE [\"grace\"]", site.asOwner().call("POST", own, beside).outcome());
  }

  @Test
  void tellsAKeyThatItWouldLockItselfOut() {
    Response answer =
        site.as(member).call("POST", path() + "/admission", "{\"remove\":[\"127.0.0.0/8\"]}");
    assertEquals("CANNOT_REMOVE_CALLER_FROM_WHITELIST", answer.text("refusal.about"));
  }

  @Test
  void theListOfAnotherIsNotToldToAKey() {
    String other = KEYS + "/" + site.owner().apiKey().id() + "/admission";
    assertEquals(401, site.as(member).call("POST", other, "{}").status());
  }

  private String path() {
    return KEYS + "/" + member.apiKey().id();
  }
}
