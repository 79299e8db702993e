package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ApiKeySettings;
import io.claviger.model.Organization;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.StoredApiKey;
import java.util.List;
import java.util.Optional;

/** The common methods of groups which check that values come back equal. */
abstract class KeepingGroup extends ContractGroup {
  /** Checks that the settings come back equal after a creation and after an update. */
  final void keeps(ApiKeySettings settings) {
    keeps(samples.organization(), settings);
  }

  final void keeps(Organization organization, ApiKeySettings settings) {
    keeps(organization, samples.key(organization.id()).with(settings));
    StoredApiKey plain = samples.key(organization.id());
    Organization grown = commit(samples.update(organization, KeyChanges.create(plain)));
    commit(samples.update(grown, KeyChanges.update(plain.with(settings).key())));
    assertEquals(plain.with(settings), stored(plain));
  }

  final void keeps(Organization organization, StoredApiKey key) {
    commit(samples.creation(organization, key));

    assertEquals(organization, read(organization.id()).organization());
    assertEquals(key, stored(key));
    assertEquals(
        Optional.of(KeyLookup.of(organization, key)),
        store().findByPublicKey(key.key().publicKey()));
    assertEquals(List.of(key.key()), snapshot(organization.id()).page().items());
  }
}
