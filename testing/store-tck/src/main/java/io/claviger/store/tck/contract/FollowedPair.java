package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.Samples;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two organizations that one thread changes in turn, each from its creation to its deletion. So at
 * each moment the first one is at the step of the second one, or one step further. Other threads
 * follow the changes.
 */
final class FollowedPair {
  /** The step of an organization that does not exist yet. */
  static final long BEFORE = 0;

  /** The step of an organization that was deleted. */
  static final long DELETED = 1_000_000;

  private final Samples samples;
  private final List<Followed> both;

  FollowedPair(Samples samples) {
    this.samples = samples;
    this.both = List.of(new Followed(), new Followed());
  }

  Followed first() {
    return both.get(0);
  }

  Followed second() {
    return both.get(1);
  }

  List<Followed> both() {
    return both;
  }

  void create(ApiKeyStore store) {
    both.forEach(each -> each.create(store));
  }

  void update(ApiKeyStore store) {
    both.forEach(each -> each.update(store));
  }

  void delete(ApiKeyStore store) {
    both.forEach(each -> each.delete(store));
  }

  /** One of the two. A step is the number of a revision, or one of the constants above. */
  final class Followed {
    private final AtomicLong acknowledged = new AtomicLong(BEFORE);
    private final StoredApiKey key;
    private Organization present;

    Followed() {
      this.present = samples.organization();
      this.key = samples.key(present.id());
    }

    OrganizationId id() {
      return key.key().organization();
    }

    /** Returns the last step whose change was acknowledged. */
    long acknowledged() {
      return acknowledged.get();
    }

    /** Returns the step that a lookup sees, of an organization that was created. */
    long lookUp(ApiKeyStore store) {
      Optional<KeyLookup> found = store.findByPublicKey(key.key().publicKey());
      return found.map(each -> each.organization().revision().number()).orElse(DELETED);
    }

    private void create(ApiKeyStore store) {
      commit(store, samples.creation(present, key));
      acknowledged.set(present.revision().number());
    }

    private void update(ApiKeyStore store) {
      commit(store, samples.update(present, KeyChanges.none()));
      acknowledged.set(present.revision().number());
    }

    private void delete(ApiKeyStore store) {
      commit(store, samples.deletion(present));
      acknowledged.set(DELETED);
    }

    private void commit(ApiKeyStore store, OrganizationChange change) {
      assertTrue(store.commit(change), "refused a change at the present revision");
      present = change.organization();
    }
  }
}
