package io.claviger.atlas;

import static io.claviger.atlas.Site.PROJECT_KEYS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys of a project (section A.1). */
class ProjectKeysTest {
  private static final String READER = "{\"roles\":[\"GROUP_READ_ONLY\"]}";

  private final Site site;
  private final Sender projectOwner;
  private final IssuedApiKey member;
  private final String path;

  ProjectKeysTest() throws Exception {
    this.site = Site.open();
    this.projectOwner =
        site.as(
            site.key(
                NewApiKey.of("project owner", Role.ORG_MEMBER)
                    .withProjectRole(Site.PROJECT, Role.PROJECT_OWNER)));
    this.member = site.key(NewApiKey.of("member", Role.ORG_MEMBER));
    this.path = PROJECT_KEYS + "/" + member.apiKey().id();
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void aKeyOfTheProjectIsAMemberOfTheOrganization() {
    Response created =
        projectOwner.call(
            "POST", PROJECT_KEYS, "{\"desc\":\"new\",\"roles\":[\"GROUP_READ_ONLY\"]}");
    assertEquals(Set.of("ORG_MEMBER", "GROUP_READ_ONLY"), roles(created.json()));
    assertEquals(36, created.text("privateKey").length());
    assertEquals(
        site.origin() + Site.KEYS + "/" + created.text("id"), created.text("links.0.href"));
    Response list = projectOwner.call("GET", PROJECT_KEYS);
    assertEquals("2", list.text("totalCount"));
    List<String> names = list.json().findValuesAsText("publicKey");
    assertEquals(List.copyOf(new TreeSet<>(names)), names);
    assertTrue(
        list.json().findValuesAsText("privateKey").stream().allMatch(x -> x.startsWith("*")));
  }

  /** Atlas has no way to ask for that, and a key that is no owner must not reach beyond itself. */
  @Test
  void aKeyReachesAsFarAsTheOneThatMakesIt() {
    CidrBlock here = CidrBlock.parse("127.0.0.0/8");
    Instant end = Instant.parse("2026-12-24T12:00:00Z");
    IssuedApiKey bounded =
        site.key(
            NewApiKey.of("bounded", Role.ORG_MEMBER)
                .withProjectRole(Site.PROJECT, Role.PROJECT_OWNER)
                .withWhitelist(here)
                .withExpiry(end));
    Response made =
        site.as(bounded)
            .call("POST", PROJECT_KEYS, "{\"desc\":\"new\",\"roles\":[\"GROUP_READ_ONLY\"]}");
    assertEquals("200", made.outcome());
    ApiKey key = site.application().get(Site.ORGANIZATION, new ApiKeyId(made.text("id")));
    assertEquals(List.of(here), key.whitelist().entries().stream().map(e -> e.block()).toList());
    assertEquals(Optional.of(end), key.expiresAt());

    Response byOwner =
        site.asOwner()
            .call("POST", PROJECT_KEYS, "{\"desc\":\"new\",\"roles\":[\"GROUP_READ_ONLY\"]}");
    ApiKey free = site.application().get(Site.ORGANIZATION, new ApiKeyId(byOwner.text("id")));
    assertTrue(free.whitelist().isEmpty());
  }

  @Test
  void aKeyEndsWithTheSecretThatMadeIt() {
    IssuedApiKey old =
        site.key(
            NewApiKey.of("rotated", Role.ORG_MEMBER)
                .withProjectRole(Site.PROJECT, Role.PROJECT_OWNER));
    Instant end = Instant.parse("2026-11-25T12:00:00Z");
    site.application().rotate(Site.ORGANIZATION, old.apiKey().id(), GracePeriod.until(end));
    Response made =
        site.as(old)
            .call("POST", PROJECT_KEYS, "{\"desc\":\"new\",\"roles\":[\"GROUP_READ_ONLY\"]}");
    ApiKey key = site.application().get(Site.ORGANIZATION, new ApiKeyId(made.text("id")));
    assertEquals(Optional.of(end), key.expiresAt());
  }

  /** As without a token, a secret that waits for a newer one counts as if that were used now. */
  @Test
  void aKeyEndsWithTheSecretOfTheTokenThatMadeIt() {
    Instant day = Instant.parse("2026-11-25T12:00:00Z");
    IssuedApiKey account =
        site.key(
            NewApiKey.of("robot", Role.ORG_MEMBER)
                .withProjectRole(Site.PROJECT, Role.PROJECT_OWNER)
                .withKind(ServiceAccounts.KIND)
                .withSecretExpiry(day));
    ApiKeyId id = account.apiKey().id();
    GracePeriod hour = GracePeriod.afterFirstUse(Duration.ofHours(1));
    site.application().rotate(Site.ORGANIZATION, id, hour, day);
    String form =
        String.format(
            "grant_type=client_credentials&client_id=%s&client_secret=%s",
            ServiceAccounts.clientId(id), account.privateKey().reveal());
    String token =
        site.nobody()
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send("POST", "/api/oauth/token", form.getBytes(StandardCharsets.US_ASCII))
            .text("access_token");
    Response made =
        site.nobody()
            .with("Authorization", "Bearer " + token)
            .call("POST", PROJECT_KEYS, "{\"desc\":\"new\",\"roles\":[\"GROUP_READ_ONLY\"]}");
    assertEquals("200", made.outcome());
    ApiKey key = site.application().get(Site.ORGANIZATION, new ApiKeyId(made.text("id")));
    assertEquals(Optional.of(Instant.parse("2026-11-24T13:00:00.123456Z")), key.expiresAt());
  }

  @Test
  void aKeyThatEndsNowMakesNone() {
    IssuedApiKey old =
        site.key(
            NewApiKey.of("rotated", Role.ORG_MEMBER)
                .withProjectRole(Site.PROJECT, Role.PROJECT_OWNER));
    site.application()
        .rotate(Site.ORGANIZATION, old.apiKey().id(), GracePeriod.afterFirstUse(Duration.ZERO));
    assertEquals(
        "401 CANNOT_EXTEND_ITSELF []",
        site.as(old)
            .call("POST", PROJECT_KEYS, "{\"desc\":\"new\",\"roles\":[\"GROUP_READ_ONLY\"]}")
            .outcome());
  }

  @Test
  void rolesOnTheOrganizationAreItsOwnersToGive() {
    String both = "{\"desc\":\"new\",\"roles\":[\"GROUP_READ_ONLY\",\"ORG_READ_ONLY\"]}";
    assertEquals(
        "401 USER_UNAUTHORIZED []", projectOwner.call("POST", PROJECT_KEYS, both).outcome());
    assertEquals(
        Set.of("ORG_READ_ONLY", "GROUP_READ_ONLY"),
        roles(site.asOwner().call("POST", PROJECT_KEYS, both).json()));
    assertEquals(
        "400 INVALID_ROLE_FOR_GROUP [\"ORG_MEMBER\",\"" + Site.PROJECT + "\"]",
        site.asOwner()
            .call("POST", PROJECT_KEYS, "{\"desc\":\"new\",\"roles\":[\"ORG_MEMBER\"]}")
            .outcome());
    assertEquals(
        "400 MISSING_API_KEY_ROLES []",
        site.asOwner().call("POST", PROJECT_KEYS, "{\"desc\":\"new\"}").outcome());
  }

  @Test
  void aKeyIsAddedOnce() {
    assertEquals("204", projectOwner.call("POST", path, READER).outcome());
    assertEquals(
        "400 API_KEY_ALREADY_IN_GROUP []", projectOwner.call("POST", path, READER).outcome());
    assertEquals("204", projectOwner.call("DELETE", path.replace("/v1.0/", "/v2/")).outcome());
    assertEquals("204", projectOwner.call("POST", path, "[" + READER + "]").outcome());
    assertEquals(
        "400 INVALID_JSON []",
        projectOwner.call("POST", path, "[" + READER + "," + READER + "]").outcome());
  }

  @Test
  void rolesAreReplacedWhetherOrNotItHadAny() {
    assertEquals(
        Set.of("ORG_MEMBER", "GROUP_READ_ONLY"),
        roles(projectOwner.call("PATCH", path, READER).json()));
    Response changed = projectOwner.call("PATCH", path, "{\"roles\":[\"GROUP_OWNER\"]}");
    assertEquals(Set.of("ORG_MEMBER", "GROUP_OWNER"), roles(changed.json()));
    assertTrue(changed.text("privateKey").startsWith("********-****-****-"));
    assertEquals(
        "400 MISSING_API_KEY_ROLES []",
        projectOwner.call("PATCH", path, "{\"roles\":[]}").outcome());
    assertEquals(
        "400 INVALID_ROLE_FOR_GROUP [\"ORG_OWNER\",\"" + Site.PROJECT + "\"]",
        projectOwner.call("PATCH", path, "{\"roles\":[\"ORG_OWNER\"]}").outcome());
  }

  @Test
  void aKeyIsTakenOutAndStaysInTheOrganization() {
    projectOwner.call("POST", path, READER);
    Response removed = projectOwner.call("DELETE", path);
    assertEquals("200", removed.outcome());
    assertEquals("", removed.body());
    assertEquals("200", projectOwner.call("DELETE", path).outcome());
    Response read = site.asOwner().call("GET", Site.path(member));
    assertEquals(Set.of("ORG_MEMBER"), roles(read.json()));
  }

  @Test
  void aKeyTakesItselfOutOfItsOwnProjectsOnly() {
    Sender self = site.as(member);
    for (String project : List.of(Site.PROJECT.value(), Site.NOTHING)) {
      String keys = Site.BASE + "/groups/" + project + "/apiKeys";
      String own = keys + "/" + member.apiKey().id();
      assertEquals("401 USER_UNAUTHORIZED []", self.call("GET", keys).outcome());
      assertEquals("401 USER_UNAUTHORIZED []", self.call("DELETE", own).outcome());
    }
    projectOwner.call("POST", path, READER);
    assertEquals("200", self.call("DELETE", path).outcome());
    Response read = site.asOwner().call("GET", Site.path(member));
    assertEquals(Set.of("ORG_MEMBER"), roles(read.json()));
  }

  @Test
  void aRoleThatNobodyMayGiveIsToldByItsName() {
    projectOwner.call("POST", path, READER);
    assertEquals(
        "401 CANNOT_GRANT_ROLE [\"GROUP_OWNER\"]",
        site.as(member).call("PATCH", path, "{\"roles\":[\"GROUP_OWNER\"]}").outcome());
  }

  @Test
  void anIdIsOne() {
    assertEquals(
        "404 INVALID_GROUP_ID [\"p1\"]",
        projectOwner.call("GET", Site.BASE + "/groups/p1/apiKeys").outcome());
    assertEquals(
        "404 INVALID_KEY_ID [\"abcdefgh\"]",
        projectOwner.call("DELETE", PROJECT_KEYS + "/abcdefgh").outcome());
  }

  private static Set<String> roles(JsonNode key) {
    return Set.copyOf(key.findValuesAsText("roleName"));
  }
}
