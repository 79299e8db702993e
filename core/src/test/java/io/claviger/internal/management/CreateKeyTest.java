package io.claviger.internal.management;

import static io.claviger.Samples.NOW;
import static io.claviger.Samples.ORG;
import static io.claviger.Samples.OTHER_PROJECT;
import static io.claviger.Samples.PROJECT;
import static io.claviger.Samples.PROJECT_READ_ONLY;
import static io.claviger.Samples.block;
import static io.claviger.Samples.key;
import static io.claviger.Samples.listing;
import static io.claviger.Samples.on;
import static io.claviger.Samples.owner;
import static io.claviger.internal.management.Scene.calling;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKey;
import io.claviger.Caller;
import io.claviger.ErrorCode;
import io.claviger.IssuedApiKey;
import io.claviger.Labels;
import io.claviger.ManagementPolicy;
import io.claviger.NewApiKey;
import io.claviger.OrganizationCounters;
import io.claviger.PrivateKey;
import io.claviger.Refusal;
import io.claviger.Role;
import io.claviger.Roles;
import io.claviger.RuleViolation;
import io.claviger.Stamp;
import io.claviger.Validity;
import io.claviger.WhitelistEntry;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.Hashed;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateKeyTest {
  private static final NewApiKey MEMBER = NewApiKey.of("export", Role.ORG_MEMBER);
  private static final NewApiKey IN_PROJECT =
      NewApiKey.onProject("project", PROJECT, PROJECT_READ_ONLY);

  private final Rules rules = Scene.rules();
  private final Scene scene = Scene.with(owner(1));

  @Test
  void theKeyIsAsAskedFor() {
    NewApiKey request =
        MEMBER
            .withLabels(Labels.of(Map.of("team", "blue")))
            .withProjectRole(PROJECT, PROJECT_READ_ONLY)
            .withWhitelist(block("10.0.0.0/8"), block("::1"))
            .withExpiry(NOW.plusSeconds(60));
    ApiKey created = created(scene, Scene.OWNER, request).key();
    assertEquals("export", created.description());
    assertEquals(Labels.of(Map.of("team", "blue")), created.labels());
    assertEquals(Set.of(on(Role.ORG_MEMBER), on(PROJECT_READ_ONLY, PROJECT)), created.roles());
    assertEquals(new Validity(true, Optional.of(NOW.plusSeconds(60))), created.validity());
    assertEquals(new Stamp(NOW, Scene.OWNER.actor()), created.identity().created());
    assertEquals(ORG, created.organization());
    assertEquals(
        List.of(
            new WhitelistEntry(block("10.0.0.0/8"), NOW, 8),
            new WhitelistEntry(block("::1"), NOW, 8)),
        created.whitelist().entries(),
        "entries bear the number of the revision that adds them");
  }

  @Test
  void theSecretIsShownOnceAndOnlyAVerifierIsKept() {
    Proposal<IssuedApiKey> proposal = create(scene, Scene.OWNER, MEMBER);
    IssuedApiKey issued = proposal.result();
    StoredApiKey stored = change(scene, Scene.OWNER, proposal).keys().created().get(0);
    PrivateKey secret = issued.privateKey();
    assertEquals(stored.key(), issued.apiKey());
    assertEquals(1, stored.secrets().size());
    assertEquals(issued.secret(), stored.secrets().get(0).info().id());
    assertEquals(secret.hint(), stored.secrets().get(0).info().hint());
    assertEquals(Optional.empty(), stored.secrets().get(0).info().expiresAt());
    assertEquals(NOW, stored.secrets().get(0).info().createdAt());
    String encoded = stored.secrets().get(0).verifiers().get(0).encoded();
    assertFalse(encoded.contains(secret.reveal()), "the clear text is kept");
    assertFalse(proposal.toString().contains(secret.reveal()), "the clear text is printed");
    Entropy entropy = new Entropy(new SplittableRandom(1));
    SecretHasher hasher = new SecretHasher(entropy, 0, Map.of());
    assertTrue(Hashed.find(hasher, stored.secrets(), secret).isPresent());
  }

  @Test
  void oneEventTellsOfIt() {
    OrganizationChange change = change(scene, Scene.OWNER, create(scene, Scene.OWNER, MEMBER));
    ApiKey key = change.keys().created().get(0).key();
    assertEquals(1, change.events().size());
    assertEquals("API_KEY_CREATED", change.events().get(0).type().name());
    assertEquals(Optional.of(key.id()), change.events().get(0).subject().apiKey());
    assertEquals(
        Map.of(
            "publicKey", key.publicKey().value(),
            "roles", "[ORG_MEMBER]",
            "description", "export"),
        change.events().get(0).details());
  }

  @Test
  void aVeryLongListOfRolesIsCutInTheEvent() {
    Role[] all =
        Roles.atlas().all().stream().filter(role -> !role.isProjectRole()).toArray(Role[]::new);
    NewApiKey request = NewApiKey.of("\ud83d\ude00".repeat(250), all);
    for (Role role : Roles.atlas().all()) {
      if (role.isProjectRole()) {
        request = request.withProjectRole(PROJECT, role);
      }
    }
    Proposal<IssuedApiKey> proposal = create(scene, Scene.OWNER, request);
    Map<String, String> details = change(scene, Scene.OWNER, proposal).events().get(0).details();
    String roles = details.get("roles");
    assertEquals(250, roles.codePointCount(0, roles.length()));
    assertTrue(roles.endsWith("\u2026"), roles);
    assertEquals("\ud83d\ude00".repeat(250), details.get("description"));
  }

  @Test
  void whatWasDrawnIsDrawnAnewEachTime() {
    IssuedApiKey first = create(scene, Scene.OWNER, MEMBER).result();
    IssuedApiKey second = create(scene, Scene.OWNER, MEMBER).result();
    assertNotEquals(first.apiKey().id(), second.apiKey().id());
    assertNotEquals(first.apiKey().publicKey(), second.apiKey().publicKey());
    assertNotEquals(first.secret(), second.secret());
    assertFalse(first.privateKey().equals(second.privateKey()));
  }

  @Test
  void aLastingOwnerIsCountedOthersAreNot() {
    NewApiKey owner = NewApiKey.of("owner", Role.ORG_OWNER);
    assertEquals(new OrganizationCounters(2, 2), counters(owner));
    assertEquals(new OrganizationCounters(2, 1), counters(owner.withExpiry(NOW.plusSeconds(1))));
    assertEquals(new OrganizationCounters(2, 1), counters(MEMBER));
  }

  @Test
  void aKeyWithProjectRolesOnlyIsAlsoAMember() {
    for (Caller caller : List.of(Scene.OWNER, Scene.PROJECT_OWNER)) {
      assertEquals(
          Set.of(on(Role.ORG_MEMBER), on(PROJECT_READ_ONLY, PROJECT)),
          created(scene, caller, IN_PROJECT).key().roles());
    }
  }

  @Test
  void theOwnerOfAProjectNamesNoRoleOnTheOrganization() {
    RuleViolation refusal =
        assertThrows(
            RuleViolation.class,
            () ->
                create(
                    scene,
                    Scene.PROJECT_OWNER,
                    MEMBER.withProjectRole(PROJECT, PROJECT_READ_ONLY)));
    assertEquals(ErrorCode.USER_UNAUTHORIZED, refusal.code());
    assertTrue(refusal.getMessage().contains("ORG_MEMBER comes by itself"), refusal.getMessage());
  }

  @Test
  void aKeyWithARoleOnTheOrganizationIsNotMadeAMemberAsWell() {
    assertEquals(
        Set.of(on(Role.ORG_OWNER)),
        created(scene, Scene.OWNER, NewApiKey.of("owner", Role.ORG_OWNER)).key().roles());
  }

  @Test
  void aKeyThatOwnsAProjectCreatesKeysForIt() {
    ApiKey creator = key(2, on(Role.ORG_MEMBER), on(Role.GROUP_OWNER, PROJECT));
    Scene both = Scene.with(owner(1), creator).withProjects(PROJECT, OTHER_PROJECT);
    assertEquals(
        Set.of(on(Role.ORG_MEMBER), on(PROJECT_READ_ONLY, PROJECT)),
        created(both, calling(creator), IN_PROJECT).key().roles());
    NewApiKey elsewhere = IN_PROJECT.withProjectRole(OTHER_PROJECT, PROJECT_READ_ONLY);
    Refusal.expect(ErrorCode.USER_UNAUTHORIZED, () -> create(both, calling(creator), elsewhere));
  }

  @Test
  void aRoleOnAProjectOfAnotherOrganizationIsRefused() {
    NewApiKey elsewhere = MEMBER.withProjectRole(OTHER_PROJECT, PROJECT_READ_ONLY);
    for (Caller caller : List.of(Scene.HOST, Scene.OWNER, calling(owner(1)))) {
      Refusal.expect(
          ErrorCode.GROUP_NOT_FOUND, List.of("p2"), () -> create(scene, caller, elsewhere));
    }
    Caller owner = Caller.user("dan", ORG, List.of(on(Role.GROUP_OWNER, OTHER_PROJECT)));
    NewApiKey theirs =
        new NewApiKey(
            "theirs",
            Labels.none(),
            new TreeSet<>(Set.of(on(PROJECT_READ_ONLY, OTHER_PROJECT))),
            new TreeSet<>(),
            Optional.empty());
    Refusal.expect(ErrorCode.GROUP_NOT_FOUND, () -> create(scene, owner, theirs));
  }

  @Test
  void aRoleThatIsNotRegisteredIsRefused() {
    NewApiKey request = NewApiKey.of("key", new Role("ORG_GARDENER"));
    Refusal.expect(
        ErrorCode.INVALID_ENUM_VALUE,
        List.of("ORG_GARDENER"),
        () -> create(scene, Scene.OWNER, request));
    ManagementPolicy more =
        ManagementPolicy.standard().withRoles(Roles.atlas().with(new Role("ORG_GARDENER")));
    created(scene.under(more), Scene.OWNER, request);
  }

  @Test
  void theExpiryLiesAhead() {
    created(scene, Scene.OWNER, MEMBER.withExpiry(NOW.plusNanos(1000)));
    Refusal.expect(
        ErrorCode.INVALID_ATTRIBUTE, () -> create(scene, Scene.OWNER, MEMBER.withExpiry(NOW)));
    Refusal.expect(
        ErrorCode.INVALID_ATTRIBUTE,
        () -> create(scene, Scene.OWNER, MEMBER.withExpiry(NOW.plusNanos(999))));
    Refusal.expect(
        ErrorCode.INVALID_ATTRIBUTE,
        () -> create(scene, Scene.OWNER, MEMBER.withExpiry(NOW.minusSeconds(1))));
  }

  @Test
  void anOrganizationHasAtMostItsLimitOfKeys() {
    Scene two = Scene.with(owner(1), owner(2));
    created(two.limitedTo(3, 200), Scene.OWNER, MEMBER);
    for (int limit : new int[] {2, 1, 0}) {
      RuleViolation refusal =
          assertThrows(
              RuleViolation.class, () -> create(two.limitedTo(limit, 200), Scene.OWNER, MEMBER));
      assertEquals(ErrorCode.MAX_API_KEYS_PER_ORG_EXCEEDED, refusal.code());
      assertEquals(List.of(Integer.toString(limit), "acme"), refusal.parameters());
      assertTrue(
          refusal.getMessage().contains("has 2 keys and may have " + limit), refusal.getMessage());
    }
  }

  @Test
  void roomIsTheLastThatIsAskedFor() {
    Scene full = scene.limitedTo(0, 200);
    Refusal.expect(
        ErrorCode.INVALID_ATTRIBUTE, () -> create(full, Scene.OWNER, MEMBER.withExpiry(NOW)));
    Refusal.expect(
        ErrorCode.CANNOT_ADD_IP_ADDRESS_TO_API_KEY_WHITELIST,
        () -> create(full, Scene.OWNER, MEMBER.withWhitelist(block("0.0.0.0/0"))));
  }

  @Test
  void aWhitelistHasAtMostItsLimitOfEntries() {
    NewApiKey request = MEMBER.withWhitelist(block("10.0.0.0/8"), block("11.0.0.0/8"));
    created(scene.limitedTo(500, 2), Scene.OWNER, request);
    Refusal.expect(
        ErrorCode.MAX_WHITELIST_ENTRIES_EXCEEDED,
        List.of("1"),
        () -> create(scene.limitedTo(500, 1), Scene.OWNER, request));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0", "0.0.0.0/32", "::/128", "::ffff:0:0/96"})
  void openBlocksNeedAPolicy(String open) {
    NewApiKey request = MEMBER.withWhitelist(block("10.0.0.0/8"), block(open));
    Refusal.expect(
        ErrorCode.CANNOT_ADD_IP_ADDRESS_TO_API_KEY_WHITELIST,
        List.of(block(open).toString()),
        () -> create(scene, Scene.OWNER, request));
    created(scene.under(ManagementPolicy.standard().allowOpenBlocks()), Scene.OWNER, request);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/1", "0.0.0.0/31", "::/1", "::/127", "128.0.0.0/1"})
  void wideBlocksAreNotOpenOnes(String wide) {
    created(scene, Scene.OWNER, MEMBER.withWhitelist(block(wide)));
  }

  @Test
  void anOwnerKeyCreatesKeysFromItsOwnAddressesOnly() {
    ApiKey creator = listing(owner(1), "10.0.0.0/8");
    Scene listed = Scene.with(creator);
    created(listed, calling(creator, "10.1.2.3"), MEMBER);
    Refusal.expect(
        ErrorCode.IP_ADDRESS_NOT_ON_WHITELIST,
        () -> create(listed, calling(creator, "11.1.2.3"), MEMBER));
  }

  private OrganizationCounters counters(NewApiKey request) {
    return change(scene, Scene.OWNER, create(scene, Scene.OWNER, request))
        .organization()
        .counters();
  }

  private StoredApiKey created(Scene where, Caller caller, NewApiKey request) {
    return change(where, caller, create(where, caller, request)).keys().created().get(0);
  }

  private static OrganizationChange change(Scene where, Caller caller, Proposal<?> proposal) {
    return Proposed.change(where, caller, proposal);
  }

  private Proposal<IssuedApiKey> create(Scene where, Caller caller, NewApiKey request) {
    return rules.keyCreation().create(where.seenBy(caller), request);
  }
}
