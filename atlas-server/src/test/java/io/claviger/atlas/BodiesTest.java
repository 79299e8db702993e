package io.claviger.atlas;

import static io.claviger.atlas.Site.BASE;
import static io.claviger.atlas.Site.KEYS;
import static io.claviger.atlas.Site.ORGANIZATION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is taken as a body, and what is told of any other. */
class BodiesTest {
  private static final String GOOD = "{\"desc\":\"x\",\"roles\":[\"ORG_MEMBER\"]}";

  private final Site site;
  private final Sender owner;
  private final String path;

  BodiesTest() throws Exception {
    this.site = Site.open();
    this.owner = site.asOwner();
    this.path = Site.path(site.owner());
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void typesOfJsonAreTaken() {
    for (String type :
        List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json;charset=UTF-8",
            "Application/JSON; Charset=\"UTF-8\"",
            "application/vnd.atlas.2023-01-01+json",
            "application/vnd.atlas.2023-01-01+json; charset=UTF-8")) {
      assertEquals("200", typed(type).outcome(), type);
    }
  }

  @Test
  void otherTypesAreNot() {
    for (String type :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/json; charset=iso-8859-1",
            "application/jsonx",
            "application/vnd.atlas.x+json",
            "application/json, text/plain")) {
      assertEquals("415 UNSUPPORTED_MEDIA_TYPE []", typed(type).outcome(), type);
    }
    byte[] body = GOOD.getBytes(StandardCharsets.UTF_8);
    assertEquals("415 UNSUPPORTED_MEDIA_TYPE []", owner.send("POST", KEYS, body).outcome());
  }

  private Response typed(String type) {
    return owner.with("Content-Type", type).call("POST", KEYS, GOOD);
  }

  @Test
  void whatIsMissingOrBrokenIsMalformed() {
    assertEquals("400 MALFORMED_JSON []", owner.call("POST", KEYS).outcome());
    assertEquals("400 MALFORMED_JSON []", owner.call("PATCH", path).outcome());
    assertEquals("400 MALFORMED_JSON []", owner.call("POST", path + "/whitelist").outcome());
    assertEquals("400 MALFORMED_JSON []", owner.call("POST", KEYS, GOOD + "x").outcome());
    byte[] latin = GOOD.replace("x", "\u00e9").getBytes(StandardCharsets.ISO_8859_1);
    Sender json = owner.with("Content-Type", "application/json");
    assertEquals("400 MALFORMED_JSON []", json.send("POST", KEYS, latin).outcome());
  }

  @Test
  void otherShapesAreRefused() {
    assertEquals("400 INVALID_JSON []", owner.call("POST", KEYS, "[" + GOOD + "]").outcome());
    assertEquals("400 INVALID_JSON []", owner.call("POST", KEYS, "null").outcome());
    assertEquals(
        "400 INVALID_JSON []",
        owner.call("POST", path + "/whitelist", "{\"ipAddress\":\"10.0.0.1\"}").outcome());
    assertEquals(
        "400 ATTRIBUTE_READ_ONLY [\"publicKey\"]",
        owner.call("POST", KEYS, GOOD.replace("desc", "publicKey")).outcome());
    assertEquals(
        "400 INVALID_ATTRIBUTE [\"name\"]",
        owner.call("PATCH", path, "{\"name\":\"x\"}").outcome());
  }

  @Test
  void aKeyNeedsADescriptionAndRoles() {
    assertEquals("400 MISSING_API_KEY_ROLES []", created("{\"desc\":\"x\"}"));
    assertEquals("400 MISSING_API_KEY_ROLES []", created("{\"desc\":\"x\",\"roles\":[]}"));
    for (String desc : List.of("null", "\"\"", "\"\\u0000\"", "\"\\ud800\"")) {
      String body = "{\"desc\":" + desc + ",\"roles\":[\"ORG_MEMBER\"]}";
      assertEquals("400 INVALID_API_KEY_DESC []", created(body), desc);
    }
    assertEquals(
        "200", created("{\"desc\":\"" + "x".repeat(250) + "\",\"roles\":[\"ORG_OWNER\"]}"));
    assertEquals(
        "400 INVALID_API_KEY_DESC []",
        created("{\"desc\":\"" + "x".repeat(251) + "\",\"roles\":[\"ORG_OWNER\"]}"));
  }

  @Test
  void rolesAreThoseOfOrganizations() {
    String organization = ",\"" + ORGANIZATION + "\"]";
    assertEquals(
        "400 INVALID_ROLE_FOR_ORG [\"GROUP_OWNER\"" + organization, withRole("GROUP_OWNER"));
    assertEquals("400 INVALID_ENUM_VALUE [\"GROUP_GARDENER\"]", withRole("GROUP_GARDENER"));
    assertEquals("400 INVALID_ENUM_VALUE [\"ORG_GARDENER\"]", withRole("ORG_GARDENER"));
    assertEquals("400 INVALID_ENUM_VALUE [\"org_owner\"]", withRole("org_owner"));
    assertEquals("400 INVALID_ENUM_VALUE [\"\"]", withRole(""));
  }

  private String withRole(String role) {
    return created("{\"desc\":\"x\",\"roles\":[\"ORG_MEMBER\",\"" + role + "\"]}");
  }

  private String created(String body) {
    return owner.call("POST", KEYS, body).outcome();
  }

  @Test
  void aChangeNamesAtLeastOnePart() {
    assertEquals("400 MISSING_ONE_OF_ATTRIBUTES [\"desc\",\"roles\"]", changed("{}"));
    assertEquals("400 MISSING_ONE_OF_ATTRIBUTES [\"desc\",\"roles\"]", changed("{\"desc\":null}"));
    assertEquals("400 INVALID_API_KEY_DESC []", changed("{\"desc\":\"\"}"));
    assertEquals("400 MISSING_API_KEY_ROLES []", changed("{\"roles\":[]}"));
    assertEquals("400 INVALID_API_KEY_DESC []", changed("{\"desc\":\"\",\"roles\":[]}"));
    assertEquals("200", changed("{\"desc\":\"\",\"roles\":[\"ORG_OWNER\"]}"));
    assertEquals("owner", owner.call("GET", path).text("desc"));
  }

  private String changed(String body) {
    return owner.call("PATCH", path, body).outcome();
  }

  @Test
  void aSettingIsNamed() {
    String settings = BASE + "/orgs/" + ORGANIZATION + "/settings";
    assertEquals(
        "400 MISSING_ATTRIBUTE [\"apiAccessListRequired\"]",
        owner.call("PATCH", settings, "{}").outcome());
    assertEquals(
        "400 INVALID_JSON_ATTRIBUTE [\"apiAccessListRequired\"]",
        owner.call("PATCH", settings, "{\"apiAccessListRequired\":\"true\"}").outcome());
  }
}
