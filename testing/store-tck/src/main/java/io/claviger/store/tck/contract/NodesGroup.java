package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyUsage;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.PageQuery;
import io.claviger.model.RevokedToken;
import io.claviger.model.Usage;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.NamedValue;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.RevokedTokens.Bounds;
import io.claviger.spi.store.RevokedTokens.Live;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.StoreUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on the same keys: after one has committed, the other one sees the change. */
abstract class NodesGroup extends ContractGroup {
  private static final int ROUNDS = 5;

  private Organization organization;
  private StoredApiKey key;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = samples.key(started.id());
    organization = commit(samples.creation(started, key));
  }

  @Test
  void seeEachChangeOfTheOther() {
    assertEquals(snapshot(organization.id(), key), otherSnapshot(organization.id(), key));
    for (int round = 0; round < ROUNDS; round++) {
      KeyChanges changes = new NumberedKeys(samples).change(organization, key).keys();
      StoredApiKey changed =
          key.with(changes.updated().get(0).settings())
              .with(changes.secrets().getOrDefault(key.key().id(), List.of()));
      boolean required = round % 2 == 0;
      Organization after =
          samples
              .moved(organization)
              .with(
                  OrganizationSettings.of(
                      "round " + round,
                      required,
                      Optional.empty(),
                      Limits.standard().withApiKeys(5).withWhitelistEntries(9 - round)));
      organization = commit(samples.change(organization, after, changes));

      Snapshot seen = otherSnapshot(organization.id(), key);

      assertEquals(Optional.of(KeyLookup.of(organization, changed)), seen.lookups().get(0));
      assertEquals(
          Optional.of(
              new OrganizationSnapshot(
                  organization, Map.of(key.key().id(), changed), EventChain.none())),
          seen.facts());
      assertEquals(List.of(changed.key()), seen.page().items());
      assertEquals(
          Map.of(organization.id(), OrganizationVersion.of(organization.revision())),
          seen.revisions());
    }
  }

  @Test
  void getTheValueThatTheOtherHasStored() {
    assertEquals("first", store().storeIfAbsent(new NamedValue("name", "first")));
    assertEquals("first", otherNode().storeIfAbsent(new NamedValue("name", "second")));
    assertEquals("theirs", otherNode().storeIfAbsent(new NamedValue("another", "theirs")));
    assertEquals("theirs", store().storeIfAbsent(new NamedValue("another", "ours")));
  }

  @Test
  void seeAKeyThatTheyLookedForInVain() {
    StoredApiKey fresh = samples.key(organization.id());
    assertEquals(Optional.empty(), otherNode().findByPublicKey(fresh.key().publicKey()));

    organization = commit(samples.update(organization, KeyChanges.create(fresh)));

    assertEquals(
        Optional.of(KeyLookup.of(organization, fresh)),
        otherNode().findByPublicKey(fresh.key().publicKey()));
  }

  @Test
  void seeNothingOfWhatTheOtherDeleted() {
    assertTrue(otherNode().findByPublicKey(key.key().publicKey()).isPresent());

    organization = commit(samples.update(organization, KeyChanges.delete(key.key().id())));

    assertEquals(Optional.empty(), otherNode().findByPublicKey(key.key().publicKey()));
  }

  @Test
  void seeNothingOfAnOrganizationThatTheOtherDeleted() {
    ApiKeyId id = key.key().id();
    assertEquals(Map.of(id, key), facts(id).keys());

    commit(samples.deletion(organization));

    assertEquals(Optional.empty(), otherNode().findByPublicKey(key.key().publicKey()));
    assertEquals(Optional.empty(), otherNode().read(organization.id(), Set.of(id)));
    assertEquals(Map.of(), otherNode().revisions(Set.of(organization.id())));
    StoredApiKey again = samples.key(organization.id());
    assertFalse(otherNode().commit(samples.creation(organization, again)));
  }

  @Test
  void areRefusedWhatTheOtherHasOvertaken() {
    OrganizationChange decided = samples.update(organization, KeyChanges.none());
    organization = commit(samples.update(organization, KeyChanges.none()));

    assertFalse(otherNode().commit(decided));

    assertTrue(otherNode().commit(samples.update(organization, KeyChanges.none())));
    assertFalse(store().commit(samples.update(organization, KeyChanges.none())));
  }

  @Test
  @Needs(StorePart.VERIFIERS)
  void seeAReplacementOfVerifiers() {
    ApiKeyId id = key.key().id();
    assertEquals(key, facts(id).keys().get(id));
    assertEquals(Optional.of(KeyLookup.of(organization, key)), otherLookup());
    StoredSecret secret = key.secrets().get(0);
    List<Verifier> fresh = List.of(new Verifier("fresh$1"));

    assertTrue(
        verifierStore()
            .replace(
                new VerifierReplacement(
                    organization.id(), id, secret.info().id(), secret.verifiers(), fresh)));

    StoredApiKey replaced = key.with(List.of(new StoredSecret(secret.info(), fresh)));
    assertEquals(replaced, facts(id).keys().get(id));
    assertEquals(Optional.of(KeyLookup.of(organization, replaced)), otherLookup());
  }

  @Test
  @Needs(StorePart.REVOKED_TOKENS)
  void seeATokenThatTheOtherEnded() {
    RevokedTokens others = opened().fromOtherNode().revokedTokens();
    RevokedToken token = samples.revokedToken(key, Duration.ofHours(1));
    assertEquals(Live.none(), others.live(organization.id(), samples.instant()));

    assertTrue(revokedTokens().revoke(token, Bounds.standard()));

    assertEquals(
        new Live(1, Set.of(token.id())), others.live(organization.id(), samples.instant()));
    assertEquals(
        Map.of(organization.id(), new OrganizationVersion(organization.revision(), 1)),
        otherNode().revisions(Set.of(organization.id())));
    assertFalse(others.revoke(samples.revokedToken(key, Duration.ofHours(1)), new Bounds(1, 1)));
  }

  @Test
  @Needs(StorePart.USAGE)
  void countTogether() {
    Instant noon = samples.instant();
    Instant later = noon.plusNanos(1000);
    assertTrue(node(0).usageStore().add(List.of(samples.use(key, noon))));
    assertTrue(node(1).usageStore().add(List.of(samples.use(key, later))));

    Usage both = samples.use(key, noon).usage().plus(samples.use(key, later).usage());
    for (int turn = 0; turn < 2; turn++) {
      ApiKeyId id = key.key().id();
      Map<ApiKeyId, KeyUsage> found = node(turn).usageStore().usage(organization.id(), Set.of(id));
      assertEquals(
          Map.of(id, new KeyUsage(both, Map.of(key.secrets().get(0).info().id(), both), Map.of())),
          found);
      assertEquals(List.of(), unusedSince(later, node(turn)));
      assertEquals(List.of(key.key()), unusedSince(later.plusNanos(1000), node(turn)));
    }
  }

  @Test
  @Needs(StorePart.EVENTS)
  void tellEventsInTheOrderOfCommits() {
    List<AuditEvent> newestFirst = new ArrayList<>(newestEvents(organization.id(), ROUNDS));
    for (int turn = 0; turn < 2 * ROUNDS; turn++) {
      OrganizationChange change = samples.update(organization, KeyChanges.none());
      assertTrue(node(turn).store().commit(change));
      organization = change.organization();
      newestFirst.addAll(0, change.events());
    }

    assertEquals(newestFirst, newestEvents(organization.id(), 100));
  }

  private List<ApiKey> unusedSince(Instant instant, StoreUnderTest node) {
    KeyFilter filter = KeyFilter.all().unusedSince(instant);
    KeyQuery query = new KeyQuery(organization.id(), filter, instant, PageQuery.first(10));
    return node.store().listKeys(query).items();
  }

  private Optional<KeyLookup> otherLookup() {
    return otherNode().findByPublicKey(key.key().publicKey());
  }

  private OrganizationSnapshot facts(ApiKeyId id) {
    return otherNode().read(organization.id(), Set.of(id)).orElseThrow();
  }
}
