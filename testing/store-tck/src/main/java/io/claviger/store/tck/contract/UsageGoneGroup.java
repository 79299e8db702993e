package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.Organization;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.store.tck.StorePart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts for keys, secrets or entries that do not exist are passed over; the rest is added. */
@Needs(StorePart.USAGE)
abstract class UsageGoneGroup extends CountingGroup {
  private final WhitelistEntry narrow = entry("203.0.113.0/24", 1);
  private final WhitelistEntry wide = entry("2001:db8::/32", 1);
  private final Usage once = used(1, at(1));
  private Organization organization;
  private StoredApiKey key;
  private StoredApiKey bystander;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = keyWith(started.id(), narrow, wide);
    bystander = keyWith(started.id(), narrow);
    organization = commit(samples.creation(started, key, bystander));
  }

  @Test
  void aKeyThatWasDeleted() {
    change(KeyChanges.delete(key.key().id()));

    addWithBystander(count(key, 0, narrow, at(1)));

    assertAbsent(key);
  }

  @Test
  void aKeyThatNeverWas() {
    StoredApiKey never = keyWith(organization.id(), narrow);

    addWithBystander(count(never, 0, narrow, at(1)));

    assertAbsent(never);
    change(KeyChanges.create(never));
    assertEquals(unused(never), usage(never));
  }

  @Test
  void aSecretThatWasRotatedAway() {
    StoredSecret kept = key.secrets().get(1);
    StoredApiKey after = key.with(List.of(kept));
    change(rotate(after));

    addWithBystander(count(key, 0, narrow, at(1)));

    assertEquals(usage(after, once, Map.of(), Map.of(narrow, once)), usage(after));
  }

  @Test
  void anEntryThatWasRemoved() {
    StoredApiKey after = with(key, wide);
    change(update(after));

    addWithBystander(count(key, 0, narrow, at(1)));

    assertEquals(usage(after, once, Map.of(key.secrets().get(0), once), Map.of()), usage(after));
  }

  @Test
  void anEntryThatWasRemovedAndAddedAgain() {
    change(update(with(key, wide)));
    WhitelistEntry again = entry("203.0.113.0/24", organization.revision().number() + 1);
    StoredApiKey after = with(key, wide, again);
    change(update(after));

    addWithBystander(count(key, 0, narrow, at(1)));
    assertEquals(usage(after, once, Map.of(key.secrets().get(0), once), Map.of()), usage(after));

    add(count(key, 0, again, at(2)));
    assertEquals(
        usage(
            after,
            used(2, at(2)),
            Map.of(key.secrets().get(0), used(2, at(2))),
            Map.of(again, used(1, at(2)))),
        usage(after));
  }

  @Test
  void aSecretOfAnotherKey() {
    UsageStore.Subject mixed =
        new UsageStore.Subject(
            organization.id(),
            key.key().id(),
            bystander.secrets().get(1).info().id(),
            Optional.of(wide));

    addWithBystander(new UsageCount(mixed, once));

    assertEquals(usage(key, once, Map.of(), Map.of(wide, once)), usage(key));
  }

  @Test
  void anOrganizationThatWasDeleted() {
    Organization other = samples.organization();
    StoredApiKey gone = keyWith(other.id(), narrow);
    commit(samples.deletion(commit(samples.creation(other, gone))));

    addWithBystander(count(gone, 0, narrow, at(1)));

    assertAbsent(gone);
  }

  /** Adds the count in the middle of a batch; the counts around it must be added. */
  private void addWithBystander(UsageCount count) {
    add(count(bystander, 0, narrow, at(1)), count, count(bystander, 1, at(2)));

    assertEquals(
        usage(
            bystander,
            used(2, at(2)),
            Map.of(bystander.secrets().get(0), once, bystander.secrets().get(1), used(1, at(2))),
            Map.of(narrow, once)),
        usage(bystander));
  }

  private void assertAbsent(StoredApiKey gone) {
    assertEquals(Map.of(), usageStore().usage(gone.key().organization(), Set.of(gone.key().id())));
  }

  private void change(KeyChanges changes) {
    organization = commit(samples.update(organization, changes));
  }
}
