package io.claviger.atlas;

import static io.claviger.atlas.Site.BASE;
import static io.claviger.atlas.Site.KEYS;
import static io.claviger.atlas.Site.NOTHING;
import static io.claviger.atlas.Site.ORGANIZATION;
import static io.claviger.atlas.Site.PROJECT_KEYS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of several things that are wrong with a request, which is told (section 3.3). */
class OrderOfChecksTest {
  private static final String BROKEN = "{";
  private static final String NO_PROJECT = BASE + "/groups/" + NOTHING + "/apiKeys";

  private final Site site;
  private final Sender owner;
  private final IssuedApiKey memberKey;
  private final Sender member;

  OrderOfChecksTest() throws Exception {
    this.site = Site.open();
    this.owner = site.asOwner();
    this.memberKey =
        site.key(
            NewApiKey.of("member", Role.ORG_MEMBER).withWhitelist(CidrBlock.parse("127.0.0.1")));
    this.member = site.as(memberKey);
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void whereNothingIsNobodyIsAskedWhoTheyAre() {
    assertEquals(
        "404 RESOURCE_NOT_FOUND [\"/api/atlas/v1.0/nothing\"]",
        site.nobody().call("GET", BASE + "/nothing").outcome());
    assertEquals(
        "405 METHOD_NOT_ALLOWED [\"" + KEYS + "\"]", site.nobody().call("DELETE", KEYS).outcome());
  }

  @Test
  void whoComesBeforeFromWhereAndBothBeforeThePath() {
    String path = BASE + "/orgs/x/apiKeys";
    assertEquals(
        "401 UNEXPECTED_ERROR []", site.nobody().from("127.0.1.1").call("GET", path).outcome());
    assertEquals(
        "403 IP_ADDRESS_NOT_ON_ACCESS_LIST [\"127.0.1.1\"]",
        owner.from("127.0.1.1").call("GET", path).outcome());
    assertEquals("404 INVALID_ORG_ID [\"x\"]", owner.call("GET", path).outcome());
  }

  @Test
  void theAddressIsToldInTheWordOfThePath() {
    String key = Site.path(site.owner());
    Sender elsewhere = owner.from("127.0.1.1");
    assertEquals(
        "403 IP_ADDRESS_NOT_ON_WHITELIST [\"127.0.1.1\"]",
        elsewhere.call("GET", key + "/whitelist").outcome());
    assertEquals(
        "403 IP_ADDRESS_NOT_ON_ACCESS_LIST [\"127.0.1.1\"]",
        elsewhere.call("GET", key + "/accessList").outcome());
  }

  @Test
  void theOrganizationComesBeforeItsKeysAndTheRoleBeforeBoth() {
    assertEquals(
        "401 USER_CANNOT_ACCESS_ORG []",
        owner.call("POST", BASE + "/orgs/" + NOTHING + "/apiKeys", BROKEN).outcome());
    assertEquals("401 USER_UNAUTHORIZED []", member.call("POST", KEYS, BROKEN).outcome());
    assertEquals(
        "401 USER_UNAUTHORIZED []", member.call("PATCH", KEYS + "/" + NOTHING, BROKEN).outcome());
    assertEquals(
        "401 USER_UNAUTHORIZED []",
        member.call("PATCH", BASE + "/orgs/" + ORGANIZATION + "/settings", BROKEN).outcome());
  }

  @Test
  void theKeyComesBeforeTheBody() {
    for (String path : new String[] {KEYS + "/" + NOTHING, PROJECT_KEYS + "/" + NOTHING}) {
      assertEquals(
          "404 API_KEY_NOT_FOUND [\"" + NOTHING + "\"]",
          owner.call("PATCH", path, BROKEN).outcome());
    }
    assertEquals(
        "404 API_KEY_NOT_FOUND [\"" + NOTHING + "\"]",
        owner.call("POST", KEYS + "/" + NOTHING + "/whitelist", BROKEN).outcome());
    assertEquals(
        "404 INVALID_KEY_ID [\"qkzvwemr\"]",
        owner.call("PATCH", KEYS + "/qkzvwemr", BROKEN).outcome());
  }

  @Test
  void whoMayChangeAWhitelistComesBeforeTheBody() {
    String other = Site.path(site.owner());
    assertEquals(
        "401 API_KEY_WHITELIST_ACCESS_DENIED []",
        member.call("POST", other + "/whitelist", BROKEN).outcome());
    assertEquals(
        "401 API_KEY_ACCESS_LIST_ACCESS_DENIED []",
        member.call("POST", KEYS + "/" + NOTHING + "/accessList", BROKEN).outcome());
    Sender open = site.as(site.key(NewApiKey.of("open", Role.ORG_OWNER)));
    assertEquals(
        "403 RESOURCE_REQUIRES_WHITELIST [\"127.0.0.1\"]",
        open.call("POST", other + "/whitelist", BROKEN).outcome());
  }

  @Test
  void theProjectComesBeforeTheBodyAndTheRoleBeforeTheProject() {
    String notFound = "404 GROUP_NOT_FOUND [\"" + NOTHING + "\"]";
    assertEquals(notFound, owner.call("GET", NO_PROJECT).outcome());
    assertEquals(notFound, owner.call("POST", NO_PROJECT, BROKEN).outcome());
    String key = "/" + memberKey.apiKey().id();
    assertEquals(notFound, owner.call("POST", NO_PROJECT + key, BROKEN).outcome());
    assertEquals(notFound, owner.call("PATCH", NO_PROJECT + key, BROKEN).outcome());
    assertEquals(notFound, owner.call("DELETE", NO_PROJECT + key).outcome());
    for (String path : new String[] {NO_PROJECT, PROJECT_KEYS}) {
      assertEquals("401 USER_UNAUTHORIZED []", member.call("GET", path).outcome());
      assertEquals("401 USER_UNAUTHORIZED []", member.call("POST", path, BROKEN).outcome());
    }
  }

  @Test
  void theQueryComesBeforeTheBody() {
    assertEquals(
        "400 INVALID_QUERY_PARAMETER [\"pageNum\"]",
        owner.call("POST", Site.path(memberKey) + "/whitelist?pageNum=0", BROKEN).outcome());
    assertEquals(
        "400 INVALID_QUERY_PARAMETER [\"pretty\"]",
        owner.call("POST", KEYS + "?pretty=1", BROKEN).outcome());
  }

  @Test
  void syntaxComesBeforeRules() {
    assertEquals(
        "400 INVALID_JSON_ATTRIBUTE [\"roles\"]",
        owner.call("POST", KEYS, "{\"desc\":\"\",\"roles\":\"ORG_OWNER\"}").outcome());
  }
}
