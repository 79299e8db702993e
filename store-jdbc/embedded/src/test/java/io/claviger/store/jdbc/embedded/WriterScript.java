package io.claviger.store.jdbc.embedded;

import io.claviger.model.Organization;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.Samples;

/**
 * The changes that the writer of one round makes, in order: the same ones in the process that makes
 * them and in the one that checks them.
 */
final class WriterScript {
  /** More than that many ids are not drawn for this many changes. */
  static final int MAX_CHANGES = 1_500;

  private static final int IDS_OF_A_ROUND = 15_000;

  private final Samples samples;
  private Organization organization;
  private StoredApiKey key;
  private boolean born;

  WriterScript(Samples samples, int round) {
    this.samples = samples;
    for (int i = 0; i < round * IDS_OF_A_ROUND; i++) {
      samples.apiKeyId();
    }
    organization = samples.organization();
  }

  /** Creates the organization, then adds a key with each change. */
  OrganizationChange next() {
    key = samples.key(organization.id());
    OrganizationChange change =
        born
            ? samples.update(organization, KeyChanges.create(key))
            : samples.creation(organization, key);
    born = true;
    organization = change.organization();
    return change;
  }
}
