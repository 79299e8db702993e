package io.claviger.atlas;

import static io.claviger.atlas.Site.KEYS;
import static io.claviger.atlas.Site.NOTHING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In which form things are told: pages, envelopes, media types (sections 1.1 and 1.12). */
class FormsTest {
  private static final String VERSIONED = "application/vnd.atlas.2023-01-01+json";

  private final Site site;
  private final Sender owner;
  private final String path;

  FormsTest() throws Exception {
    this.site = Site.open();
    this.owner = site.asOwner();
    this.path = Site.path(site.owner());
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void aListSaysWhereItGoesOn() {
    site.key(NewApiKey.of("second", Role.ORG_MEMBER));
    site.key(NewApiKey.of("third", Role.ORG_MEMBER));
    assertEquals(List.of("self ?includeCount=true&pageNum=1&itemsPerPage=100"), links(""));
    assertEquals(List.of("self ?pretty=true&pageNum=1&itemsPerPage=100"), links("?pretty=true"));
    assertEquals(
        List.of(
            "self ?includeCount=false&pageNum=2&itemsPerPage=1",
            "previous ?includeCount=false&pageNum=1&itemsPerPage=1",
            "next ?includeCount=false&pageNum=3&itemsPerPage=1"),
        links("?itemsPerPage=1&includeCount=false&pageNum=2"));
    assertEquals(
        List.of(
            "self ?includeCount=true&pageNum=1&itemsPerPage=2",
            "next ?includeCount=true&pageNum=2&itemsPerPage=2"),
        links("?itemsPerPage=2"));
    assertEquals(
        List.of(
            "self ?includeCount=true&pageNum=2&itemsPerPage=3",
            "previous ?includeCount=true&pageNum=1&itemsPerPage=3"),
        links("?itemsPerPage=3&pageNum=2"));
  }

  private List<String> links(String query) {
    String here = site.origin() + KEYS;
    return StreamSupport.stream(
            owner.call("GET", KEYS + query).json().path("links").spliterator(), false)
        .map(
            link ->
                link.path("rel").textValue()
                    + " "
                    + link.path("href").textValue().substring(here.length()))
        .toList();
  }

  @Test
  void pagesAreOneListInOrder() {
    for (int i = 0; i < 6; i++) {
      site.key(NewApiKey.of("key " + i, Role.ORG_MEMBER));
    }
    List<String> all = names("");
    assertEquals(7, all.size());
    assertEquals(all.stream().sorted().toList(), all);
    assertEquals(
        all,
        Stream.of(1, 2, 3, 4)
            .flatMap(page -> names("?itemsPerPage=3&pageNum=" + page).stream())
            .toList());
    assertEquals("7", owner.call("GET", KEYS + "?pageNum=9").text("totalCount"));
    assertFalse(owner.call("GET", KEYS + "?includeCount=false").json().has("totalCount"));
  }

  private List<String> names(String query) {
    return owner.call("GET", KEYS + query).json().findValuesAsText("publicKey");
  }

  @Test
  void aPageThatCannotBeIsRefused() {
    for (String query :
        List.of("pageNum=0", "pageNum=x", "itemsPerPage=0", "itemsPerPage=501", "itemsPerPage")) {
      String name = query.split("=", -1)[0];
      assertEquals(
          "400 INVALID_QUERY_PARAMETER [\"" + name + "\"]",
          owner.call("GET", KEYS + "?" + query).outcome());
    }
  }

  @Test
  void flagsAreJudgedOnEveryEndpoint() {
    for (String flag : List.of("pretty", "envelope", "includeCount")) {
      for (String target : List.of(KEYS, path, Site.BASE, path + "/whitelist/127.0.0.0%2F24")) {
        assertEquals(
            "400 INVALID_QUERY_PARAMETER [\"" + flag + "\"]",
            owner.call("GET", target + "?" + flag + "=%zz").outcome());
      }
      assertEquals(400, owner.call("DELETE", path + "?" + flag + "=1").status());
    }
  }

  @Test
  void anEnvelopeHoldsEntitiesAndErrorsAndIsPutOnLists() {
    Response entity = owner.call("GET", path + "?envelope=true");
    assertEquals("200", entity.text("status"));
    assertEquals("owner", entity.text("content.desc"));
    Response list = owner.call("GET", KEYS + "?envelope=true");
    assertEquals("200", list.text("status"));
    assertEquals("1", list.text("totalCount"));
    Response error = owner.call("GET", KEYS + "/" + NOTHING + "?envelope=true");
    assertEquals(404, error.status());
    assertEquals("404", error.text("status"));
    assertEquals("API_KEY_NOT_FOUND", error.text("content.errorCode"));
    Response challenge = site.nobody().call("GET", KEYS + "?envelope=true");
    assertEquals("401", challenge.text("content.error"));
    assertFalse(challenge.header("www-authenticate").isEmpty());
    assertEquals("owner", owner.call("GET", path + "?envelope=false").text("desc"));
  }

  @Test
  void prettyIsIndented() {
    assertTrue(owner.call("GET", path + "?pretty=true").body().startsWith("{\n  \"desc\""));
    assertTrue(owner.call("GET", path).body().startsWith("{\"desc\""));
  }

  @Test
  void aVersionThatIsAskedForIsAnsweredInSuccess() {
    String later = path.replace("/v1.0/", "/v2/");
    Sender client = owner.with("Accept", VERSIONED);
    assertEquals(VERSIONED + ";charset=utf-8", client.call("GET", later).header("content-type"));
    assertEquals(
        "application/json",
        client
            .call("GET", later.substring(0, later.length() - 24) + NOTHING)
            .header("content-type"));
    assertEquals(
        "application/json", owner.with("Accept", "*/*").call("GET", later).header("content-type"));
    assertTrue(client.call("GET", later).text("links.0.href").endsWith(later));
  }

  @Test
  void headIsGetWithoutTheBody() {
    Response get = owner.call("GET", path);
    Response head = owner.call("HEAD", path);
    assertEquals(200, head.status());
    assertEquals("", head.body());
    assertEquals(get.header("content-length"), head.header("content-length"));
    assertEquals(404, owner.call("HEAD", KEYS + "/" + NOTHING).status());
    assertEquals(401, site.nobody().call("HEAD", path).status());
  }

  @Test
  void anotherMethodIsToldWhichThereAre() {
    for (String method : List.of("OPTIONS", "PUT", "TRACE")) {
      Response response = owner.call(method, path);
      assertEquals(405, response.status(), method);
      assertEquals("GET, HEAD, PATCH, DELETE", response.header("allow"));
    }
  }

  @Test
  void whatHoldsASecretIsNotKept() {
    Response created = owner.call("POST", KEYS, "{\"desc\":\"x\",\"roles\":[\"ORG_MEMBER\"]}");
    assertEquals("no-store", created.header("cache-control"));
  }

  @Test
  void aQueryMayBeEscaped() {
    Response list =
        owner.call(
            "GET", KEYS + "?pretty=%74rue&%65nvelope=true&page%4Eum=2&items%50erPage=1&a=%2F");
    assertTrue(list.body().startsWith("{\n"), list.body());
    assertEquals("200", list.text("status"));
    assertTrue(list.json().path("results").isEmpty());
    String other = KEYS + "?pretty=%74rue&%65nvelope=true&a=%2F&pageNum=1&itemsPerPage=1";
    assertEquals(site.origin() + other, list.text("links.1.href"));
  }
}
