package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.CidrBlock;
import io.claviger.model.KeyKind;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.ProjectId;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.SecretInfo;
import io.claviger.model.Stamp;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of keys has the described effect, and no other one. */
abstract class KeyChangesGroup extends ContractGroup {
  private Organization organization;
  private StoredApiKey key;
  private StoredApiKey bystander;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = samples.key(started.id());
    bystander = samples.key(started.id());
    organization = commit(samples.creation(started, key, bystander));
  }

  @Test
  void anUpdateReplacesAllSettings() {
    update(key.key().with(otherSettings()));

    assertEquals(key.with(otherSettings()), stored(key));
  }

  @Test
  void anUpdateTakesAwayAgain() {
    update(key.key().with(otherSettings()));
    update(key.key());

    assertEquals(key, stored(key));
  }

  @Test
  void anUpdateLeavesSecretsAndVerifiersAlone() {
    List<SecretInfo> others = List.of(samples.secret().info());

    update(ApiKey.of(key.key().identity(), otherSettings(), others));

    assertEquals(key.secrets(), stored(key).secrets());
    assertEquals(key.key().secrets(), stored(key).key().secrets());
  }

  @Test
  void anUpdateLeavesThePublicKeyAlone() {
    ApiKey.Identity own = key.key().identity();
    PublicKey other = samples.publicKey();

    updateAs(
        new ApiKey.Identity(own.id(), own.organization(), other, own.created(), KeyKind.none()));

    assertEquals(own, stored(key).key().identity());
    assertEquals(Optional.empty(), store().findByPublicKey(other));
    assertEquals(
        Optional.of(KeyLookup.of(organization, stored(key))),
        store().findByPublicKey(own.publicKey()));
  }

  @Test
  void anUpdateLeavesTheCreationAlone() {
    ApiKey.Identity own = key.key().identity();
    Stamp later =
        new Stamp(
            samples.instant().plusSeconds(1),
            new Actor(Actor.Kind.APPLICATION, "bob", Optional.empty()));

    updateAs(
        new ApiKey.Identity(own.id(), own.organization(), own.publicKey(), later, KeyKind.none()));

    assertEquals(own, stored(key).key().identity());
  }

  @Test
  void anUpdateLeavesTheKindAlone() {
    updateAs(samples.ofKind(key, new KeyKind("another")).key().identity());

    assertEquals(KeyKind.none(), stored(key).key().kind());
    KeyLookup found = store().findByPublicKey(key.key().publicKey()).orElseThrow();
    assertEquals(KeyKind.none(), found.kind());
  }

  @Test
  void aRotationReplacesTheSecretsAndNothingElse() {
    StoredSecret kept = key.secrets().get(0);
    List<StoredSecret> two = List.of(kept, samples.secret());

    rotate(two);
    assertEquals(key.with(two), stored(key));
    assertEquals(key.with(two).key(), listed(key));

    List<StoredSecret> one = List.of(samples.secret());
    rotate(one);
    assertEquals(key.with(one), stored(key));
  }

  @Test
  void aRotationMayChangeWhatIsKnownOfASecretItKeeps() {
    StoredSecret ending = samples.expiring(key.secrets().get(0), samples.instant().plusSeconds(60));

    rotate(List.of(ending, samples.secret()));

    assertEquals(ending, stored(key).secrets().get(0));
  }

  @Test
  void aRotationMayLeaveNoSecret() {
    rotate(List.of());

    assertEquals(key.with(List.of()), stored(key));
    assertEquals(
        Optional.of(KeyLookup.of(organization, key.with(List.of()))),
        store().findByPublicKey(key.key().publicKey()));
  }

  @Test
  void aKeyIsUpdatedAndRotatedAtOnce() {
    List<StoredSecret> secrets = List.of(samples.secret());

    commit(
        samples.update(
            organization,
            new KeyChanges(
                List.of(),
                List.of(key.key().with(otherSettings())),
                Map.of(key.key().id(), secrets),
                Set.of())));

    assertEquals(key.with(otherSettings()).with(secrets), stored(key));
  }

  @Test
  void aDeletionRemovesThatKeyOnly() {
    commit(samples.update(organization, KeyChanges.delete(key.key().id())));

    assertEquals(
        Set.of(bystander.key().id()),
        read(organization.id(), key.key().id(), bystander.key().id()).keys().keySet());
    assertEquals(List.of(bystander.key()), snapshot(organization.id()).page().items());
  }

  @Test
  void noKeyIsTouchedThatIsNotNamed() {
    update(key.key().with(otherSettings()));
    rotate(List.of(samples.secret()));
    organization =
        commit(samples.update(organization, KeyChanges.create(samples.key(organization.id()))));
    commit(samples.update(organization, KeyChanges.delete(key.key().id())));

    assertEquals(bystander, stored(bystander));
  }

  private void update(ApiKey as) {
    organization = commit(samples.update(organization, KeyChanges.update(as)));
  }

  /** Updates the key with this wrong identity, and checks that only the settings change. */
  private void updateAs(ApiKey.Identity identity) {
    assertNotEquals(key.key().identity(), identity);
    update(ApiKey.of(identity, otherSettings(), key.key().secrets()));
    assertEquals(otherSettings(), stored(key).key().settings());
  }

  private void rotate(List<StoredSecret> secrets) {
    Map<ApiKeyId, List<StoredSecret>> rotation = Map.of(key.key().id(), secrets);
    organization =
        commit(
            samples.update(organization, new KeyChanges(List.of(), List.of(), rotation, Set.of())));
  }

  private ApiKey listed(StoredApiKey wanted) {
    return snapshot(organization.id()).page().items().stream()
        .filter(each -> each.id().equals(wanted.key().id()))
        .findFirst()
        .orElseThrow();
  }

  private ApiKeySettings otherSettings() {
    return ApiKeySettings.of(
        "another description",
        Labels.of(Map.of("team", "blue", "stage", "test")),
        new TreeSet<>(
            List.of(
                RoleAssignment.onOrganization(Role.ORG_OWNER),
                RoleAssignment.onProject(Role.PROJECT_OWNER, new ProjectId("p1")))),
        Whitelist.of(
            List.of(new WhitelistEntry(CidrBlock.parse("203.0.113.0/24"), samples.instant(), 2))),
        false,
        Optional.of(samples.instant().plusSeconds(3600)),
        Optional.of(Limits.Rate.parse("100/60")),
        Optional.of("ci"));
  }
}
