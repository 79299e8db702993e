package io.claviger.store.tck.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyUsage;
import io.claviger.model.Organization;
import io.claviger.model.Usage;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.Samples;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The store keeps no counts of deleted objects, although no call could read them. */
final class ForgottenUsageTest {
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final WhitelistEntry entry =
      new WhitelistEntry(CidrBlock.parse("203.0.113.0/24"), samples.instant(), 1);
  private final StoredApiKey bare = samples.key(organization.id());
  private final StoredApiKey listed =
      bare.with(bare.key().settings().withWhitelist(Whitelist.of(List.of(entry))));
  private final UsageCount count =
      new UsageCount(
          new UsageStore.Subject(
              organization.id(),
              bare.key().id(),
              bare.secrets().get(0).info().id(),
              Optional.of(entry)),
          Usage.once(new Usage.Last(samples.instant(), IpAddress.parse("203.0.113.7"))));

  /**
   * An entry of the same revision would show a count that was kept; the library makes no such
   * entry.
   */
  @Test
  void aChangeForgetsWhatItRemoves() {
    InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    assertTrue(store.commit(samples.creation(organization, listed)));
    assertTrue(store.add(List.of(count)));
    Organization after = commit(store, organization, bare.key());
    commit(store, after, listed.key());

    KeyUsage usage = store.usage(organization.id(), Set.of(bare.key().id())).get(bare.key().id());
    assertEquals(Usage.none(), usage.entries().get(entry.block()));
    assertEquals(count.usage(), usage.key());
  }

  private Organization commit(InMemoryApiKeyStore store, Organization before, ApiKey key) {
    OrganizationChange change = samples.update(before, KeyChanges.update(key));
    assertTrue(store.commit(change));
    return change.organization();
  }
}
