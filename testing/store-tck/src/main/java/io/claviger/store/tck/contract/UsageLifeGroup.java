package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.KeyUsage;
import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.store.tck.StorePart;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A count begins at zero with its key, secret or entry, and ends with it. */
@Needs(StorePart.USAGE)
abstract class UsageLifeGroup extends CountingGroup {
  private final WhitelistEntry narrow = entry("203.0.113.0/24", 1);
  private final WhitelistEntry wide = entry("2001:db8::/32", 1);
  private final Usage once = used(1, at(1));
  private Organization organization;
  private StoredApiKey key;
  private StoredSecret first;
  private StoredSecret second;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = keyWith(started.id(), narrow, wide);
    first = key.secrets().get(0);
    second = key.secrets().get(1);
    organization = commit(samples.creation(started, key));
  }

  @Test
  void isBornAtZeroWithAKey() {
    assertEquals(unused(key), usage(key));

    StoredApiKey another = keyWith(organization.id(), narrow);
    change(KeyChanges.create(another));

    assertEquals(unused(another), usage(another));
  }

  @Test
  void isBornAtZeroWithAnEntry() {
    use();
    WhitelistEntry added = entry("203.0.113.7", 2);
    StoredApiKey after = with(key, narrow, wide, added);
    change(update(after));

    assertEquals(usage(after, once, Map.of(first, once), Map.of(narrow, once)), usage(after));
    add(count(key, 0, added, at(2)));
    assertEquals(used(1, at(2)), usage(after).entries().get(added.block()));
  }

  @Test
  void isBornAtZeroWithASecret() {
    use();
    StoredApiKey after = key.with(List.of(first, second, samples.secret()));
    change(rotate(after));

    assertEquals(usage(after, once, Map.of(first, once), Map.of(narrow, once)), usage(after));
    add(count(after, 2, at(2)));
    assertEquals(used(1, at(2)), usage(after).secrets().get(after.secrets().get(2).info().id()));
  }

  @Test
  void staysThroughOtherChanges() {
    use();
    KeyUsage before = usage(key);
    change(update(key.with(key.key().settings().withDescription("another"))));
    assertEquals(before, usage(key));
    change(rotate(key.with(List.of(samples.expiring(first, at(9)), second))));
    assertEquals(before, usage(key));
    change(KeyChanges.create(samples.key(organization.id())));
    assertEquals(before, usage(key));
    change(KeyChanges.none());
    assertEquals(before, usage(key));
  }

  @Test
  void staysWithTheSecretsAndEntriesThatStay() {
    add(count(key, 0, narrow, at(1)), count(key, 1, wide, at(2)));
    StoredApiKey after = with(key.with(List.of(second, samples.secret())), wide);
    change(rotate(after));
    change(update(after));

    Usage later = used(1, at(2));
    assertEquals(
        usage(after, used(2, at(2)), Map.of(second, later), Map.of(wide, later)), usage(after));
  }

  @Test
  void ofAnEntryThatWasAddedAgainBeginsAtZero() {
    use();
    change(update(with(key, wide)));
    StoredApiKey after = with(key, wide, entry("203.0.113.0/24", 3));
    change(update(after));

    assertEquals(usage(after, once, Map.of(first, once), Map.of()), usage(after));
  }

  @Test
  void ofAnEntryThatTookThePlaceOfAnotherBeginsAtZero() {
    use();
    StoredApiKey after = with(key, wide, entry("203.0.113.0/24", 2));
    change(update(after));

    assertEquals(usage(after, once, Map.of(first, once), Map.of()), usage(after));
  }

  @Test
  void endsWithTheKeyAndLeavesOthersAlone() {
    StoredApiKey another = keyWith(organization.id(), narrow, wide);
    change(KeyChanges.create(another));
    use();
    add(count(another, 0, narrow, at(1)));
    KeyUsage before = usage(another);

    change(KeyChanges.delete(key.key().id()));

    assertEquals(
        Map.of(another.key().id(), before),
        usageStore().usage(organization.id(), Set.of(key.key().id(), another.key().id())));
  }

  @Test
  void endsWithTheOrganization() {
    use();
    commit(samples.deletion(organization));

    assertEquals(Map.of(), usageStore().usage(organization.id(), Set.of(key.key().id())));
  }

  @Test
  void staysWhereAChangeIsRefused() {
    OrganizationChange stale =
        samples.update(
            organization,
            new KeyChanges(
                List.of(),
                List.of(with(key).key()),
                Map.of(key.key().id(), List.of(samples.secret())),
                Set.of()));
    change(KeyChanges.none());
    OrganizationChange impossible =
        samples.update(
            organization,
            new KeyChanges(
                List.of(), stale.keys().updated(), Map.of(), Set.of(samples.apiKeyId())));
    use();
    KeyUsage before = usage(key);

    assertFalse(store().commit(stale));
    assertEquals(before, usage(key));
    assertThrows(StoreException.class, () -> store().commit(impossible));
    assertEquals(before, usage(key));
  }

  private void use() {
    add(count(key, 0, narrow, at(1)));
  }

  private void change(KeyChanges changes) {
    organization = commit(samples.update(organization, changes));
  }
}
