package io.claviger.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The management API of the library beside that of Atlas: who calls is checked in the same way. The
 * rules of the API itself are tested with the library.
 */
class ManagementTest {
  private static final String BASE = "/api/management";
  private static final String ORGANIZATION = BASE + "/organizations/" + Site.ORGANIZATION;
  private static final String KEYS = ORGANIZATION + "/keys";
  private static final String NEW_KEY =
      "{\"description\":\"nightly\",\"roles\":[{\"role\":\"ORG_MEMBER\"}]}";

  private final Site site;
  private final IssuedApiKey member;

  ManagementTest() throws Exception {
    this.site = Site.open();
    this.member =
        site.key(
            NewApiKey.of("member", Role.ORG_MEMBER)
                .withWhitelist(CidrBlock.parse("127.0.0.0/8"))
                .withProjectRole(Site.PROJECT, Role.PROJECT_READ_ONLY));
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void aKeyLearnsWhoAndWhereItIs() {
    Response me = site.as(member).from("127.0.0.9").call("GET", BASE + "/me");
    assertEquals("200", me.outcome());
    assertEquals("application/json", me.header("content-type"));
    assertEquals(member.apiKey().id().value(), me.text("caller.name"));
    assertEquals(Site.ORGANIZATION.value(), me.text("organizations.0"));
    assertEquals("127.0.0.9", me.text("address"));
    assertEquals("false", me.text("addressMayBeOfProxy"));
    Response head = site.as(member).call("HEAD", BASE + "/me");
    assertEquals("200", head.outcome());
    assertEquals("", head.body());
  }

  @Test
  void anOwnerCreatesAndRevokesAKey() {
    Response created = changing(site.asOwner()).call("POST", KEYS, NEW_KEY);
    assertEquals("201", created.outcome());
    assertEquals(KEYS + "/" + created.text("key.id"), created.header("location"));
    assertEquals(36, created.text("privateKey").length());
    Sender json = changing(site.asOwner()).with("Content-Type", "application/json");
    assertEquals("204", json.call("DELETE", created.header("location")).outcome());
    assertEquals(404, site.asOwner().call("GET", created.header("location")).status());
  }

  /** A client of Digest that sends the header of changes gets a nonce, too. */
  @Test
  void aRequestIsSignedByDigest() {
    Response unknown = changing(site.nobody()).call("POST", KEYS, NEW_KEY);
    assertProblem(401, "NOT_SIGNED_IN", unknown);
    String signed =
        DigestSigner.of(site.owner()).authorization(Signing.of(nonce(unknown)), "POST", KEYS);
    Sender signer = changing(site.nobody()).with("Authorization", signed);
    assertEquals(201, signer.call("POST", KEYS, NEW_KEY).status());
    Response repeated = signer.call("POST", KEYS, NEW_KEY);
    assertProblem(401, "CREDENTIAL_REFUSED", repeated);
    assertTrue(repeated.header("www-authenticate").contains("stale=true"), repeated::toString);
  }

  private static String nonce(Response challenged) {
    Matcher nonce =
        Pattern.compile("nonce=\"([^\"]+)\"").matcher(challenged.header("www-authenticate"));
    assertTrue(nonce.find(), challenged::toString);
    return nonce.group(1);
  }

  @Test
  void aRequestIsCountedOnce() {
    site.as(member).call("GET", BASE + "/me");
    Response key = site.asOwner().call("GET", KEYS + "/" + member.apiKey().id());
    assertEquals("1", key.text("usage.count"));
    assertEquals("127.0.0.1", key.text("usage.lastUsedFrom"));
    assertEquals("1", key.text("secrets.0.usage.count"));
  }

  @Test
  void whoIsNotAdmittedGetsAProblem() {
    Response elsewhere = site.asOwner().from("127.0.1.1").call("GET", BASE + "/me");
    assertProblem(403, "ADDRESS_REFUSED", elsewhere);
    assertEquals("Forbidden", elsewhere.text("title"));
    assertEquals(
        "IP address 127.0.1.1 is not allowed to access this resource.", elsewhere.text("detail"));
    Response wrong = site.nobody().with("Authorization", "Basic eDp5").call("GET", BASE + "/me");
    assertProblem(401, "CREDENTIAL_REFUSED", wrong);
    assertEquals(2, wrong.headers().get("www-authenticate").size());
  }

  private static void assertProblem(int status, String code, Response response) {
    assertEquals(status, response.status(), response::toString);
    assertEquals("application/problem+json", response.header("content-type"));
    assertEquals("no-store", response.header("cache-control"));
    assertEquals(Integer.toString(status), response.text("status"));
    assertEquals(code, response.text("code"));
  }

  /** The browser may send a credential that it remembers. */
  @Test
  void theElementIsForEverybody() {
    for (Sender sender :
        List.of(
            site.nobody(),
            site.nobody().with("Authorization", "Basic eDp5"),
            site.asOwner().from("127.0.1.1"))) {
      Response script = sender.call("GET", BASE + "/claviger-keys.js");
      assertEquals(200, script.status());
      assertEquals("text/javascript; charset=utf-8", script.header("content-type"));
      assertTrue(script.body().contains("customElements"));
    }
  }

  @Test
  void whatNobodyMaySendIsRefusedBeforeTheCredentialIsRead() {
    assertProblem(404, "NOT_FOUND", site.nobody().call("GET", BASE));
    assertProblem(404, "NOT_FOUND", site.nobody().call("GET", BASE + "/orgs"));
    assertProblem(405, "METHOD_NOT_ALLOWED", site.nobody().call("PUT", BASE + "/me"));
    assertProblem(403, "CROSS_SITE_REQUEST", site.nobody().call("POST", KEYS, NEW_KEY));
    assertProblem(403, "CROSS_SITE_REQUEST", site.asOwner().call("POST", KEYS, NEW_KEY));
    Sender foreign = changing(site.asOwner()).with("Origin", "http://elsewhere.example");
    assertProblem(403, "CROSS_SITE_REQUEST", foreign.call("POST", KEYS, NEW_KEY));
    Sender own = changing(site.asOwner()).with("Origin", site.origin());
    assertEquals(201, own.call("POST", KEYS, NEW_KEY).status());
  }

  @Test
  void aPathThatOnlyBeginsAlikeIsNotBelowIt() {
    assertEquals(
        "404 RESOURCE_NOT_FOUND [\"/api/managements/me\"]",
        site.asOwner().call("GET", "/api/managements/me").outcome());
  }

  @Test
  void rolesHaveNamesForPeople() {
    Response organization = site.asOwner().call("GET", ORGANIZATION);
    assertEquals("ORG_BILLING_ADMIN", organization.text("roles.0.role"));
    assertEquals("Billing admin", organization.text("roles.0.name"));
    assertTrue(organization.body().contains("\"Project creator\""), organization::body);
    assertTrue(organization.body().contains("\"Data access read write\""), organization::body);
  }

  /** As in the resource of Atlas. */
  @Test
  void aKeySeesTheProjectsThatItHasARoleOn() {
    String project = Site.PROJECT.value();
    assertEquals(project, site.asOwner().call("GET", ORGANIZATION).text("projects.0.name"));
    assertEquals(project, site.as(member).call("GET", ORGANIZATION).text("projects.0.id"));
    IssuedApiKey other = site.key(NewApiKey.of("other", Role.ORG_MEMBER));
    assertFalse(site.as(other).call("GET", ORGANIZATION).body().contains(project));
  }

  private static Sender changing(Sender sender) {
    return sender.with("Claviger-Request", "1");
  }
}
