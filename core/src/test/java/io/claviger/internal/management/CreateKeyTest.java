package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.calling;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.OTHER_PROJECT;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.block;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.Hashed;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.model.ApiKey;
import io.claviger.model.ErrorCode;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyKind;
import io.claviger.model.Labels;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.PrivateKey;
import io.claviger.model.ProjectId;
import io.claviger.model.Refusal;
import io.claviger.model.Role;
import io.claviger.model.Roles;
import io.claviger.model.RuleViolationException;
import io.claviger.model.Stamp;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateKeyTest {
  private static final NewApiKey MEMBER = NewApiKey.of("export", Role.ORG_MEMBER);
  private static final NewApiKey IN_PROJECT =
      NewApiKey.onProject("project", PROJECT, PROJECT_READ_ONLY);

  private final Rules rules = Fixture.rules();
  private final Fixture fixture = Fixture.with(owner(1));

  /** So a caller without the right cannot make the application search. */
  @Test
  void theDirectoryOfProjectsIsAskedForWhoMayCreateOnly() {
    List<ProjectId> asked = new ArrayList<>();
    DirectoryAnswers answers = new DirectoryAnswers(() -> false, asked::add);
    NewApiKey request = IN_PROJECT.withProjectRole(PROJECT, Role.PROJECT_OWNER);
    Refusal.expect(
        ErrorCode.NOT_ALLOWED,
        () -> rules.keyCreation().create(input(Fixture.USER, answers), request));
    assertEquals(List.of(), asked);
    assertFalse(
        rules.keyCreation().create(input(Fixture.OWNER, answers), request).change().isEmpty());
    assertEquals(List.of(PROJECT), asked);
  }

  private DecisionInput input(Caller caller, DirectoryAnswers answers) {
    return new DecisionInput(
        caller,
        fixture.facts(),
        NOW,
        answers,
        ManagementPolicy.standard(),
        new EventMacs(0, Map.of()));
  }

  @Test
  void theKeyIsAsAskedFor() {
    NewApiKey request =
        MEMBER
            .withLabels(Labels.of(Map.of("team", "blue")))
            .withProjectRole(PROJECT, PROJECT_READ_ONLY)
            .withWhitelist(block("10.0.0.0/8"), block("::1"))
            .withExpiry(NOW.plusSeconds(60));
    ApiKey created = created(fixture, Fixture.OWNER, request).key();
    assertEquals("export", created.description());
    assertEquals(Labels.of(Map.of("team", "blue")), created.labels());
    assertEquals(Set.of(on(Role.ORG_MEMBER), on(PROJECT_READ_ONLY, PROJECT)), created.roles());
    assertTrue(created.isEnabled());
    assertEquals(Optional.of(NOW.plusSeconds(60)), created.expiresAt());
    assertEquals(new Stamp(NOW, Fixture.OWNER.actor()), created.identity().created());
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
    Proposal<IssuedApiKey> proposal = create(fixture, Fixture.OWNER, MEMBER);
    IssuedApiKey issued = proposal.result();
    StoredApiKey stored = change(fixture, Fixture.OWNER, proposal).keys().created().get(0);
    PrivateKey secret = issued.privateKey();
    assertEquals(stored.key(), issued.apiKey());
    assertEquals(1, stored.secrets().size());
    assertEquals(issued.secretId(), stored.secrets().get(0).info().id());
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
  void itsKindItsNameAndTheExpiryOfItsSecretAreAsAskedFor() {
    NewApiKey request =
        MEMBER
            .withKind(new KeyKind("service-account"))
            .withName("ci")
            .withSecretExpiry(NOW.plusSeconds(60));
    OrganizationChange change =
        change(fixture, Fixture.OWNER, create(fixture, Fixture.OWNER, request));
    ApiKey created = change.keys().created().get(0).key();
    assertEquals(new KeyKind("service-account"), created.kind());
    assertEquals(Optional.of("ci"), created.name());
    assertEquals(Optional.of(NOW.plusSeconds(60)), created.secrets().get(0).expiresAt());
    assertEquals(Optional.empty(), created.expiresAt());
    Map<String, String> details = change.events().get(0).details();
    assertEquals("service-account", details.get("kind"));
    assertEquals("ci", details.get("name"));
    assertEquals("2026-11-24T12:01:00Z", details.get("secretExpiresAt"));
    Refusal.expect(
        ErrorCode.INVALID_VALUE,
        () -> create(fixture, Fixture.OWNER, MEMBER.withSecretExpiry(NOW)));
  }

  @Test
  void oneEventTellsOfIt() {
    OrganizationChange change =
        change(fixture, Fixture.OWNER, create(fixture, Fixture.OWNER, MEMBER));
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
        IntStream.range(0, 20).mapToObj(n -> new Role("a.long.name." + n)).toArray(Role[]::new);
    Fixture many =
        fixture.under(
            ManagementPolicy.standard().withRoles(Roles.builtIn().withOrganizationRoles(all)));
    NewApiKey request = NewApiKey.of("\ud83d\ude00".repeat(250), all);
    Proposal<IssuedApiKey> proposal = create(many, Fixture.OWNER, request);
    Map<String, String> details = change(many, Fixture.OWNER, proposal).events().get(0).details();
    String roles = details.get("roles");
    assertEquals(250, roles.codePointCount(0, roles.length()));
    assertTrue(roles.endsWith("\u2026"), roles);
    assertEquals("\ud83d\ude00".repeat(250), details.get("description"));
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
    for (Caller caller : List.of(Fixture.OWNER, Fixture.PROJECT_OWNER)) {
      assertEquals(
          Set.of(on(Role.ORG_MEMBER), on(PROJECT_READ_ONLY, PROJECT)),
          created(fixture, caller, IN_PROJECT).key().roles());
    }
  }

  @Test
  void theOwnerOfAProjectNamesNoRoleOnTheOrganization() {
    RuleViolationException refusal =
        assertThrows(
            RuleViolationException.class,
            () ->
                create(
                    fixture,
                    Fixture.PROJECT_OWNER,
                    MEMBER.withProjectRole(PROJECT, PROJECT_READ_ONLY)));
    assertEquals(ErrorCode.NOT_ALLOWED, refusal.code());
    assertTrue(
        refusal.getMessage().contains("ORG_MEMBER is added automatically"), refusal.getMessage());
  }

  @Test
  void aKeyWithARoleOnTheOrganizationIsNotMadeAMemberAsWell() {
    assertEquals(
        Set.of(on(Role.ORG_OWNER)),
        created(fixture, Fixture.OWNER, NewApiKey.of("owner", Role.ORG_OWNER)).key().roles());
  }

  @Test
  void aRoleOnAProjectOfAnotherOrganizationIsRefused() {
    NewApiKey elsewhere = MEMBER.withProjectRole(OTHER_PROJECT, PROJECT_READ_ONLY);
    for (Caller caller : List.of(Fixture.APPLICATION, Fixture.OWNER, calling(owner(1)))) {
      Refusal.expect(
          ErrorCode.PROJECT_NOT_FOUND, List.of("p2"), () -> create(fixture, caller, elsewhere));
    }
    Caller owner = Caller.user("dan", ORG, List.of(on(Role.PROJECT_OWNER, OTHER_PROJECT)));
    NewApiKey theirs =
        NewApiKey.of("theirs", new TreeSet<>(Set.of(on(PROJECT_READ_ONLY, OTHER_PROJECT))));
    Refusal.expect(ErrorCode.PROJECT_NOT_FOUND, () -> create(fixture, owner, theirs));
  }

  @Test
  void aRoleThatIsNotRegisteredIsRefused() {
    NewApiKey request = NewApiKey.of("key", new Role("ORG_GARDENER"));
    Refusal.expect(
        ErrorCode.UNKNOWN_ROLE,
        List.of("ORG_GARDENER"),
        () -> create(fixture, Fixture.OWNER, request));
    ManagementPolicy more =
        ManagementPolicy.standard()
            .withRoles(Roles.builtIn().withOrganizationRoles(new Role("ORG_GARDENER")));
    created(fixture.under(more), Fixture.OWNER, request);
  }

  @Test
  void theExpiryLiesAhead() {
    created(fixture, Fixture.OWNER, MEMBER.withExpiry(NOW.plusNanos(1000)));
    Refusal.expect(
        ErrorCode.INVALID_VALUE, () -> create(fixture, Fixture.OWNER, MEMBER.withExpiry(NOW)));
    Refusal.expect(
        ErrorCode.INVALID_VALUE,
        () -> create(fixture, Fixture.OWNER, MEMBER.withExpiry(NOW.plusNanos(999))));
    Refusal.expect(
        ErrorCode.INVALID_VALUE,
        () -> create(fixture, Fixture.OWNER, MEMBER.withExpiry(NOW.minusSeconds(1))));
  }

  @Test
  void anOrganizationHasAtMostItsLimitOfKeys() {
    Fixture two = Fixture.with(owner(1), owner(2));
    created(two.limitedTo(3, 200), Fixture.OWNER, MEMBER);
    for (int limit : new int[] {2, 1, 0}) {
      RuleViolationException refusal =
          assertThrows(
              RuleViolationException.class,
              () -> create(two.limitedTo(limit, 200), Fixture.OWNER, MEMBER));
      assertEquals(ErrorCode.TOO_MANY_API_KEYS, refusal.code());
      assertEquals(List.of(Integer.toString(limit), "acme"), refusal.parameters());
      assertTrue(
          refusal.getMessage().contains("has 2 keys and may have " + limit), refusal.getMessage());
    }
  }

  @Test
  void roomIsTheLastThatIsAskedFor() {
    Fixture full = fixture.limitedTo(0, 200);
    Refusal.expect(
        ErrorCode.INVALID_VALUE, () -> create(full, Fixture.OWNER, MEMBER.withExpiry(NOW)));
    Refusal.expect(
        ErrorCode.BLOCK_NOT_ALLOWED_ON_WHITELIST,
        () -> create(full, Fixture.OWNER, MEMBER.withWhitelist(block("0.0.0.0/0"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/1", "0.0.0.0/31", "::/1", "::/127", "128.0.0.0/1"})
  void wideBlocksAreNotOpenOnes(String wide) {
    created(fixture, Fixture.OWNER, MEMBER.withWhitelist(block(wide)));
  }

  private OrganizationCounters counters(NewApiKey request) {
    return change(fixture, Fixture.OWNER, create(fixture, Fixture.OWNER, request))
        .organization()
        .counters();
  }

  private StoredApiKey created(Fixture where, Caller caller, NewApiKey request) {
    return change(where, caller, create(where, caller, request)).keys().created().get(0);
  }

  private static OrganizationChange change(Fixture where, Caller caller, Proposal<?> proposal) {
    return Proposed.change(where, caller, proposal);
  }

  private Proposal<IssuedApiKey> create(Fixture where, Caller caller, NewApiKey request) {
    return rules.keyCreation().create(where.seenBy(caller), request);
  }
}
