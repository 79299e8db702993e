package io.claviger.atlas;

import static io.claviger.atlas.Site.KEYS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key from its creation to its end, as a client sees it. */
class LifeOfAKeyTest {
  private final Site site;
  private final Sender owner;

  LifeOfAKeyTest() throws Exception {
    this.site = Site.open();
    this.owner = site.asOwner();
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void itIsCreatedListedUsedChangedAndDeleted() {
    JsonNode key = created();
    String path = KEYS + "/" + key.path("id").textValue();
    assertEquals(site.origin() + path, key.at("/links/0/href").textValue());
    assertTrue(
        key.path("privateKey").textValue().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));

    Response read = owner.call("GET", path);
    String end = key.path("privateKey").textValue().substring(24);
    assertEquals("********-****-****-" + end, read.text("privateKey"));
    assertEquals(
        "{\"orgId\":\"" + Site.ORGANIZATION + "\",\"roleName\":\"ORG_MEMBER\"}",
        read.json().at("/roles/0").toString());
    assertEquals("2", owner.call("GET", KEYS).text("totalCount"));

    whitelist(path + "/whitelist");

    Response changed = owner.call("PATCH", path, "{\"desc\":\"later\",\"roles\":[]}");
    assertEquals("later", changed.text("desc"));
    assertEquals(read.text("privateKey"), changed.text("privateKey"));
    assertEquals(read.json().path("roles"), changed.json().path("roles"));

    Response gone = owner.call("DELETE", path);
    assertEquals("204", gone.outcome());
    assertEquals("", gone.body());
    assertEquals(
        "404 API_KEY_NOT_FOUND [\"" + key.path("id").textValue() + "\"]",
        owner.call("GET", path).outcome());
  }

  private JsonNode created() {
    Response response =
        owner.call("POST", KEYS, "{\"desc\":\"nightly\",\"roles\":[\"ORG_MEMBER\"]}");
    assertEquals(200, response.status());
    assertEquals("application/json", response.header("content-type"));
    return response.json();
  }

  private void whitelist(String path) {
    Response added =
        owner.call(
            "POST", path, "[{\"ipAddress\":\"198.51.100.7\"},{\"cidrBlock\":\"203.0.113.9/24\"}]");
    assertEquals(
        "{\"cidrBlock\":\"198.51.100.7/32\",\"count\":0,\"created\":\"2026-11-24T12:00:00Z\","
            + "\"ipAddress\":\"198.51.100.7\",\"links\":[{\"href\":\""
            + site.origin()
            + path
            + "/198.51.100.7\",\"rel\":\"self\"}]}",
        added.json().at("/results/0").toString());
    assertEquals(
        "{\"cidrBlock\":\"203.0.113.0/24\",\"count\":0,\"created\":\"2026-11-24T12:00:00Z\","
            + "\"links\":[{\"href\":\""
            + site.origin()
            + path
            + "/203.0.113.0%2F24\",\"rel\":\"self\"}]}",
        added.json().at("/results/1").toString());
    assertEquals("204", owner.call("DELETE", path + "/203.0.113.0%2f24").outcome());
    assertEquals("1", owner.call("GET", path).text("totalCount"));
  }

  @Test
  void itsUseIsCountedWhereItIsListed() {
    site.advance(Duration.ofSeconds(10));
    String entry = Site.path(site.owner()) + "/accessList/127.0.0.0%2F24";
    owner.from("127.0.0.2").call("GET", KEYS);
    Response read = owner.from("127.0.0.3").call("GET", entry);
    assertEquals("2", read.text("count"));
    assertEquals("127.0.0.3", read.text("lastUsedAddress"));
    assertEquals("2026-11-24T12:00:10Z", read.text("lastUsed"));
    assertEquals("2026-11-24T12:00:00Z", read.text("created"));
  }
}
