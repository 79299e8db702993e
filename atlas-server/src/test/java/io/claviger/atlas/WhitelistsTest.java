package io.claviger.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whitelists under both names (sections 1.8 to 1.13). */
class WhitelistsTest {
  private final Site site;
  private final Sender owner;
  private final IssuedApiKey key;
  private final String older;
  private final String newer;

  WhitelistsTest() throws Exception {
    this.site = Site.open();
    this.owner = site.asOwner();
    this.key =
        site.key(
            NewApiKey.of("key", Role.ORG_MEMBER)
                .withWhitelist(CidrBlock.parse("127.0.0.2"), CidrBlock.parse("10.0.0.0/8")));
    this.older = Site.path(key) + "/whitelist";
    this.newer = Site.path(key) + "/accessList";
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void bothNamesAreOneList() {
    assertEquals(
        links(owner.call("GET", older)),
        links(owner.call("GET", newer)).stream()
            .map(link -> link.replace("/accessList", "/whitelist"))
            .toList());
    assertNotEquals(links(owner.call("GET", older)), links(owner.call("GET", newer)));
  }

  private static List<String> links(Response list) {
    return list.json().findValuesAsText("href");
  }

  @Test
  void anEntryIsFoundByAddressOrBlockAndNotByWhatCoversIt() {
    assertEquals("127.0.0.2/32", owner.call("GET", older + "/127.0.0.2").text("cidrBlock"));
    assertEquals("127.0.0.2/32", owner.call("GET", older + "/127.0.0.2%2F32").text("cidrBlock"));
    assertEquals("10.0.0.0/8", owner.call("GET", older + "/10.0.0.0%2f8").text("cidrBlock"));
    assertEquals("10.0.0.0/8", owner.call("GET", older + "/10.1.2.3%2F8").text("cidrBlock"));
    String id = key.apiKey().id().value();
    assertEquals(
        "404 API_KEY_WHITELIST_NOT_FOUND [\"10.0.0.1/32\",\"" + id + "\"]",
        owner.call("GET", older + "/10.0.0.1").outcome());
    assertEquals(
        "404 API_KEY_ACCESS_LIST_ENTRY_NOT_FOUND [\"10.0.0.0/9\",\"" + id + "\"]",
        owner.call("DELETE", newer + "/10.0.0.0%2F9").outcome());
    assertEquals(404, owner.call("GET", older + "/10.0.0.0/8").status());
    assertEquals(
        "400 INVALID_IP_ADDRESS_OR_CIDR_NOTATION [\"010.0.0.1\"]",
        owner.call("GET", older + "/010.0.0.1").outcome());
  }

  @Test
  void anEntryByItselfNamesItsKeyInTheFirstVersion() {
    String entry = older + "/127.0.0.2";
    assertEquals(
        List.of(site.origin() + entry, site.origin() + Site.path(key)),
        links(owner.call("GET", entry)));
    assertEquals("http://mms.mongodb.com/apiKeys", owner.call("GET", entry).text("links.1.rel"));
    String later = entry.replace("/v1.0/", "/v2/");
    assertEquals(List.of(site.origin() + later), links(owner.call("GET", later)));
  }

  @Test
  void whatIsAddedIsAnsweredWithTheWholeList() {
    Response added =
        owner.call(
            "POST",
            newer + "?itemsPerPage=2",
            "[{\"ipAddress\":\"2001:DB8::1\"},{\"cidrBlock\":\"10.9.9.9/24\",\"ipAddress\":null}]");
    assertEquals("4", added.text("totalCount"));
    assertEquals("10.0.0.0/8", added.text("results.0.cidrBlock"));
    assertEquals("10.9.9.0/24", added.text("results.1.cidrBlock"));
    Response second = owner.call("GET", newer + "?itemsPerPage=2&pageNum=2");
    assertEquals("2001:db8::1/128", second.text("results.1.cidrBlock"));
    assertEquals("2001:db8::1", second.text("results.1.ipAddress"));
    assertEquals("4", owner.call("POST", newer, "[]").text("totalCount"));
  }

  @Test
  void aRequestIsRefusedWhole() {
    assertEquals(
        "400 BAD_WHITELIST_ADD_REQUEST []",
        added("{\"ipAddress\":\"1.1.1.1\",\"cidrBlock\":\"1.1.1.1/32\"}"));
    assertEquals("400 MISSING_ONE_OF_ATTRIBUTES [\"ipAddress\",\"cidrBlock\"]", added("{}"));
    for (String wrong :
        List.of("localhost", "1.2.3", "1.1.1.1/33", "", "fe80::1%25eth0", "1.1.1.0/24")) {
      assertEquals(
          "400 INVALID_IP_ADDRESS_OR_CIDR_NOTATION [\"" + wrong + "\"]",
          added("{\"ipAddress\":\"" + wrong + "\"}"));
    }
    assertEquals(
        "400 DUPLICATE_ADDRESSES_IN_INPUT []",
        added("{\"ipAddress\":\"1.1.1.1\"},{\"cidrBlock\":\"1.1.1.1/32\"}"));
    assertEquals(
        "409 ADDRESS_ALREADY_IN_WHITELIST [\"127.0.0.2/32\"]",
        added("{\"ipAddress\":\"1.1.1.1\"},{\"ipAddress\":\"127.0.0.2\"}"));
    assertEquals(
        "400 CANNOT_ADD_IP_ADDRESS_TO_API_KEY_WHITELIST [\"0.0.0.0/0\"]",
        added("{\"cidrBlock\":\"0.0.0.0/0\"}"));
    assertEquals(
        "400 ATTRIBUTE_READ_ONLY [\"created\"]",
        added("{\"ipAddress\":\"1.1.1.1\",\"created\":\"2026-11-24T12:00:00Z\"}"));
    assertEquals("2", owner.call("GET", older).text("totalCount"));
  }

  private String added(String elements) {
    return owner.call("POST", older, "[" + elements + "]").outcome();
  }

  @Test
  void aKeyCannotLockItselfOut() {
    Sender itself = site.as(key).from("127.0.0.2");
    assertEquals(
        "400 CANNOT_REMOVE_CALLER_FROM_WHITELIST [\"127.0.0.2\"]",
        itself.call("DELETE", older + "/127.0.0.2").outcome());
    assertEquals(
        "400 CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST [\"127.0.0.2\"]",
        itself.call("DELETE", newer + "/127.0.0.2").outcome());
    assertEquals("204", itself.call("DELETE", newer + "/10.0.0.0%2F8").outcome());
    assertEquals("204", owner.call("DELETE", newer + "/127.0.0.2").outcome());
  }

  @Test
  void anOrganizationMayRequireOne() {
    String settings = Site.BASE + "/orgs/" + Site.ORGANIZATION + "/settings";
    IssuedApiKey open = site.key(NewApiKey.of("open", Role.ORG_READ_ONLY));
    assertEquals("false", site.as(open).call("GET", settings).text("apiAccessListRequired"));
    Response changed = owner.call("PATCH", settings, "{\"apiAccessListRequired\":true}");
    assertEquals("true", changed.text("apiAccessListRequired"));
    assertEquals(
        "403 ORG_REQUIRES_ACCESS_LIST [\"127.0.0.1\"]",
        site.as(open).call("GET", settings).outcome());
    assertEquals(
        "403 ORG_REQUIRES_WHITELIST [\"127.0.0.1\"]",
        site.as(open).call("GET", Site.path(open) + "/whitelist").outcome());
  }

  @Test
  void theRootTellsAKeyAboutItself() {
    Sender itself = site.as(key).from("127.0.0.2");
    for (String path : List.of(Site.BASE, Site.BASE + "/", "/api/public/v1.0", "/api/atlas/v2/")) {
      Response root = itself.call("GET", path);
      assertEquals(key.apiKey().id().value(), root.text("apiKey.id"));
      assertEquals(key.apiKey().publicKey().value(), root.text("apiKey.publicKey"));
      assertEquals(
          "[{\"cidrBlock\":\"10.0.0.0/8\",\"ipAddress\":null},{\"cidrBlock\":\"127.0.0.2/32\",\"ipAddress\":\"127.0.0.2\"}]",
          root.json().at("/apiKey/accessList").toString());
      assertEquals("ORG_MEMBER", root.text("apiKey.roles.0.roleName"));
      assertEquals("false", root.text("throttling"));
    }
  }
}
