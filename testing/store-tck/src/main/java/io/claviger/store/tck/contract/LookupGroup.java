package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.store.tck.internal.Race;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lookup by public key finds a key in every state, with its current organization. */
abstract class LookupGroup extends ContractGroup {
  private static final int CHANGES = 200;

  private final NumberedKeys numbered = new NumberedKeys(samples);
  private Organization organization;
  private StoredApiKey key;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = samples.key(started.id());
    organization = commit(samples.creation(started, key, samples.key(started.id())));
  }

  @Test
  void findsAKeyWithItsOrganization() {
    assertEquals(Optional.of(KeyLookup.of(organization, key)), lookup(key));
  }

  @Test
  void findsNothingForAnUnknownPublicKey() {
    assertEquals(Optional.empty(), store().findByPublicKey(samples.publicKey()));
  }

  @Test
  void tellsPublicKeysApartThatBeginAlike() {
    String text = key.key().publicKey().value();
    PublicKey shorter = new PublicKey(text.substring(0, text.length() - 1));

    assertEquals(Optional.empty(), store().findByPublicKey(shorter));
    assertEquals(Optional.empty(), store().findByPublicKey(new PublicKey(text + "0")));
  }

  @Test
  void findsADisabledKey() {
    assertFound(key.with(valid(false, Optional.empty())));
  }

  @Test
  void findsTheRateLimitOfAKey() {
    assertFound(
        key.with(samples.settings().withRateLimit(Optional.of(Limits.Rate.parse("100/60")))));
  }

  @Test
  void findsAKeyThatExpiredLongAgo() {
    assertFound(key.with(valid(true, Optional.of(Instant.EPOCH))));
  }

  @Test
  void findsAKeyWhoseSecretExpiredLongAgo() {
    StoredSecret expired = samples.expiring(key.secrets().get(0), Instant.EPOCH);
    Map<ApiKeyId, List<StoredSecret>> rotation = Map.of(key.key().id(), List.of(expired));

    Organization after =
        commit(
            samples.update(organization, new KeyChanges(List.of(), List.of(), rotation, Set.of())));

    assertEquals(Optional.of(KeyLookup.of(after, key.with(List.of(expired)))), lookup(key));
  }

  @Test
  void findsAKeyThatWasDisabledFromTheStart() {
    StoredApiKey disabled = samples.key(organization.id()).with(valid(false, Optional.empty()));

    Organization after = commit(samples.update(organization, KeyChanges.create(disabled)));

    assertEquals(Optional.of(KeyLookup.of(after, disabled)), lookup(disabled));
  }

  @Test
  void tellsTheOrganizationAsItIsNow() {
    Organization moved = commit(samples.update(organization, KeyChanges.none()));
    assertEquals(Optional.of(KeyLookup.of(moved, key)), lookup(key));

    Organization after =
        samples
            .moved(moved)
            .with(
                OrganizationSettings.of(
                    "Renamed",
                    true,
                    Optional.empty(),
                    Limits.standard()
                        .withApiKeys(3)
                        .withWhitelistEntries(2)
                        .withRate(Limits.Rate.parse("9/1"))
                        .withKeyRate(Limits.Rate.parse("8/2"))))
            .with(new OrganizationCounters(2, 1));
    commit(samples.change(moved, after, KeyChanges.none()));
    assertEquals(Optional.of(KeyLookup.of(after, key)), lookup(key));
  }

  @Test
  void findsNothingForADeletedKey() {
    commit(samples.update(organization, KeyChanges.delete(key.key().id())));

    assertEquals(Optional.empty(), lookup(key));
  }

  @Test
  void findsNothingInADeletedOrganization() {
    commit(samples.deletion(organization));

    assertEquals(Optional.empty(), lookup(key));
  }

  @Test
  void tellsKeyAndOrganizationAtOneRevisionWhileChangesGoOn() throws Exception {
    organization = commit(numbered.change(organization, key));
    Race.during(
        () -> {
          Organization present = organization;
          for (int i = 0; i < CHANGES; i++) {
            present = commit(numbered.change(present, key));
          }
        },
        () -> {
          KeyLookup found = lookup(key).orElseThrow();
          assertEquals(
              Collections.nCopies(
                  NumberedKeys.PARTS_LOOKED_UP, found.organization().revision().number()),
              NumberedKeys.numbers(found),
              "the numbers at which the parts of the key were written");
        });
  }

  private void assertFound(StoredApiKey changed) {
    Organization after = commit(samples.update(organization, KeyChanges.update(changed.key())));

    assertEquals(Optional.of(KeyLookup.of(after, changed)), lookup(key));
  }

  private Optional<KeyLookup> lookup(StoredApiKey wanted) {
    return store().findByPublicKey(wanted.key().publicKey());
  }

  private ApiKeySettings valid(boolean enabled, Optional<Instant> expiresAt) {
    return samples.settings().withEnabled(enabled).withExpiry(expiresAt);
  }
}
