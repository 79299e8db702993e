package io.claviger.internal.management;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.OTHER_PROJECT;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.block;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.internal.FakeTicker;
import io.claviger.internal.credential.Entropy;
import io.claviger.model.ApiKey;
import io.claviger.model.ContentionException;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.ErrorCode;
import io.claviger.model.Limits;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.Refusal;
import io.claviger.model.Role;
import io.claviger.model.Stamp;
import io.claviger.spi.ChangeListener;
import io.claviger.spi.OwnerDirectory;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationChange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Who creates an organization, with which first key, and under which id. */
class CreateOrganizationTest {
  private static final NewOrganization ACME = NewOrganization.named("Acme");

  private final ScriptedStore store = ScriptedStore.empty();
  private OwnerDirectory owners = OwnerDirectory.keysOnly();
  private ManagementPolicy policy = ManagementPolicy.standard();
  private Duration deadline = Duration.ofSeconds(5);

  @Test
  void anyUserCreatesOneAndGetsTheFirstOwnerKey() {
    Caller nobody = Caller.user("newcomer");
    CreatedOrganization created = create(nobody, ACME.requireWhitelist());
    OrganizationChange change = store.commits.get(0);
    Organization organization = created.organization();
    ApiKey key = change.keys().created().get(0).key();
    assertEquals(Optional.empty(), change.expected());
    assertEquals(organization, change.organization());
    assertEquals("Acme", organization.name());
    assertTrue(organization.settings().isWhitelistRequired());
    assertEquals(Limits.standard(), organization.settings().limits());
    assertEquals(new Stamp(NOW, nobody.actor()), organization.created());
    assertEquals(1, organization.revision().number());
    assertEquals(new OrganizationCounters(1, 1), organization.counters());
    assertEquals(24, organization.id().value().length());
    assertEquals(key, created.firstKey().apiKey());
    assertEquals(organization.id(), key.organization());
    assertEquals(Set.of(on(Role.ORG_OWNER)), key.roles());
    assertEquals(new Stamp(NOW, nobody.actor()), key.identity().created());
    assertEquals(1, store.commits.size());
    assertEquals(0, store.reads, "there is nothing to read");
  }

  @Test
  void twoEventsTellOfIt() {
    create(Fixture.APPLICATION, ACME);
    OrganizationChange change = store.commits.get(0);
    ApiKey key = change.keys().created().get(0).key();
    assertEquals(2, change.events().size());
    assertEquals("ORGANIZATION_CREATED", change.events().get(0).type().name());
    assertEquals(Map.of("name", "Acme"), change.events().get(0).details());
    assertEquals(Optional.empty(), change.events().get(0).subject().apiKey());
    assertEquals("API_KEY_CREATED", change.events().get(1).type().name());
    assertEquals(Optional.of(key.id()), change.events().get(1).subject().apiKey());
    assertEquals(key.publicKey().value(), change.events().get(1).details().get("publicKey"));
  }

  @Test
  void theFirstKeyIsAnOwnerWhateverElseItIs() {
    NewApiKey first =
        NewApiKey.of("first", Role.ORG_MEMBER)
            .withProjectRole(PROJECT, PROJECT_READ_ONLY)
            .withWhitelist(block("10.0.0.0/8"));
    ApiKey key = create(Fixture.APPLICATION, ACME.withFirstKey(first)).firstKey().apiKey();
    assertEquals(
        Set.of(on(Role.ORG_OWNER), on(Role.ORG_MEMBER), on(PROJECT_READ_ONLY, PROJECT)),
        key.roles());
    assertEquals(1, key.whitelist().entries().get(0).addedIn());
    assertEquals(NOW, key.whitelist().entries().get(0).createdAt());
  }

  @Test
  void aKeyNeverCreatesOne() {
    Refusal.expect(
        ErrorCode.API_KEY_CANNOT_CREATE_ORGANIZATION,
        List.of(),
        () -> create(Fixture.calling(owner(1)), ACME));
    assertEquals(0, store.commits.size());
  }

  @Test
  void theFirstOwnerLastsUnlessAnotherIsOutside() {
    NewOrganization fleeting =
        ACME.withFirstKey(NewApiKey.of("first", Role.ORG_OWNER).withExpiry(NOW.plusSeconds(60)));
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> create(Fixture.APPLICATION, fleeting));
    NewApiKey ending = NewApiKey.of("first", Role.ORG_OWNER).withSecretExpiry(NOW.plusSeconds(60));
    Refusal.expect(
        ErrorCode.INVALID_VALUE, () -> create(Fixture.APPLICATION, ACME.withFirstKey(ending)));
    owners = organization -> organization.equals(ORG);
    assertEquals(
        new OrganizationCounters(1, 0),
        create(Fixture.APPLICATION, fleeting.withId(ORG)).organization().counters());
    NewOrganization dead =
        fleeting.withId(ORG).withFirstKey(NewApiKey.of("first", Role.ORG_OWNER).withExpiry(NOW));
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> create(Fixture.APPLICATION, dead));
  }

  @Test
  void thereIsNoKeyIfAnOwnerIsOutside() {
    NewOrganization without = ACME.withId(ORG).withoutKey();
    Refusal.expect(
        ErrorCode.OWNER_REQUIRED, List.of("acme"), () -> create(Fixture.APPLICATION, without));
    owners = organization -> organization.equals(ORG);
    CreatedOrganization created = create(Fixture.APPLICATION, without);
    OrganizationChange change = store.commits.get(0);
    assertEquals(List.of(), change.keys().created());
    assertEquals(1, change.events().size());
    assertEquals(new OrganizationCounters(0, 0), change.organization().counters());
    assertEquals(change.organization(), created.organization());
    assertEquals(Optional.empty(), created.issuedKey());
    String message = assertThrows(IllegalStateException.class, created::firstKey).getMessage();
    assertTrue(message.startsWith("organization acme was created without a key"), message);
  }

  @Test
  void theFirstKeyKeepsToTheRulesForKeys() {
    NewApiKey first = NewApiKey.of("first", Role.ORG_OWNER);
    Refusal.expect(
        ErrorCode.PROJECT_NOT_FOUND,
        () ->
            create(
                Fixture.APPLICATION,
                ACME.withFirstKey(first.withProjectRole(OTHER_PROJECT, PROJECT_READ_ONLY))));
    policy = policy.withLimits(Limits.standard().withApiKeys(5).withWhitelistEntries(1));
    Refusal.expect(
        ErrorCode.TOO_MANY_WHITELIST_ENTRIES,
        () ->
            create(
                Fixture.APPLICATION,
                ACME.withFirstKey(first.withWhitelist(block("::1"), block("::2")))));
    assertEquals(
        Limits.standard().withApiKeys(5).withWhitelistEntries(1),
        create(Fixture.APPLICATION, ACME).organization().settings().limits());
  }

  @Test
  void theIdOfAnOrganizationThatLivesIsTaken() {
    ScriptedStore occupied = ScriptedStore.holding(Fixture.with(owner(1)).facts());
    Refusal.expect(
        ErrorCode.ORGANIZATION_ID_USED,
        List.of("acme"),
        () -> create(occupied, Fixture.APPLICATION, ACME.withId(ORG)));
    assertEquals(0, occupied.commits.size());
  }

  @Test
  void theIdOfADeletedOrganizationStaysTaken() {
    store.answering(false, false, false, false);
    Refusal.expect(
        ErrorCode.ORGANIZATION_ID_USED,
        List.of("acme"),
        () -> create(Fixture.APPLICATION, ACME.withId(ORG)));
    assertEquals(2, store.commits.size(), "one collision is tried again");
  }

  /** It ends before there are two. */
  @Test
  void whereOneTryIsMadeTheIdOfADeletedOrganizationIsTakenToo() {
    store.answering(false);
    Refusal.expect(
        ErrorCode.ORGANIZATION_ID_USED,
        List.of("acme"),
        () ->
            Claviger.builder(store)
                .changeDeadline(Duration.ZERO)
                .build()
                .actingAs(Fixture.APPLICATION)
                .createOrganization(ACME.withId(ORG)));
  }

  /** One try is made, and calling again would never help. */
  @Test
  void inATransactionOfTheApplicationTheIdOfADeletedOrganizationIsTakenToo() {
    store.answering(false);
    ApiKeyStore joined =
        new ForwardingApiKeyStore(store) {
          @Override
          public boolean joinsTransaction() {
            return true;
          }
        };
    Refusal.expect(
        ErrorCode.ORGANIZATION_ID_USED,
        List.of("acme"),
        () -> create(joined, Fixture.APPLICATION, ACME.withId(ORG)));
  }

  @Test
  void aCollisionOfDrawnIdsMendsItself() {
    store.answering(false, false, false);
    create(Fixture.APPLICATION, ACME);
    assertEquals(4, store.commits.size());
    assertEquals(
        4, store.commits.stream().map(change -> change.organization().id()).distinct().count());
  }

  @Test
  void theIdOfTheApplicationIsKeptAndTheRestDrawnAnew() {
    store.answering(false);
    create(Fixture.APPLICATION, ACME.withId(ORG));
    OrganizationChange first = store.commits.get(0);
    OrganizationChange second = store.commits.get(1);
    assertEquals(ORG, first.organization().id());
    assertEquals(ORG, second.organization().id());
    assertNotEquals(
        first.keys().created().get(0).key().id(), second.keys().created().get(0).key().id());
    assertNotEquals(first.organization().revision(), second.organization().revision());
  }

  @Test
  void atItsDeadlineItGivesUp() {
    store.answering(false);
    deadline = Duration.ZERO;
    assertThrows(ContentionException.class, () -> create(Fixture.APPLICATION, ACME));
  }

  private CreatedOrganization create(Caller caller, NewOrganization request) {
    return create(store, caller, request);
  }

  private CreatedOrganization create(ApiKeyStore over, Caller caller, NewOrganization request) {
    Entropy entropy = new Entropy(new SplittableRandom(4));
    ManagementContext host =
        new ManagementContext(
            InstantSource.fixed(NOW),
            owners,
            (project, organization) -> project.equals(PROJECT),
            policy,
            ChangeListener.none(),
            new EventMacs(0, Map.of()));
    ChangeLoop loop = new ChangeLoop(over, host, new FakeTicker(), entropy, deadline);
    return new OrganizationCreation(over, host, loop, entropy, Fixture.rules().keyCreation())
        .create(caller, request);
  }
}
