package io.claviger.benchmarks.warmcheck;

import io.claviger.benchmarks.keys.Seed;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.model.ApiKey;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupOrganization;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a database in another process: it keeps nothing in this heap, and finds only the key
 * that is in use. A cache asks it for revisions only once, at the first use, since the next time is
 * long after the benchmark.
 */
final class RemoteStore extends ForwardingApiKeyStore {
  private final Map<OrganizationId, OrganizationVersion> served = new ConcurrentHashMap<>();
  private volatile @Nullable KeyLookup last;

  RemoteStore() {
    super(new InMemoryApiKeyStore());
  }

  /** Generates keys one after another, and finds each one while it is used. */
  void serve(String scheme, int keys, Consumer<KeyIssuer.Issue> use) {
    new Seed(scheme).organizations(keys).forEach(seeded -> serve(seeded, use));
    last = null;
    served.clear();
  }

  private void serve(Seed.Seeded seeded, Consumer<KeyIssuer.Issue> use) {
    Organization organization = seeded.creation().organization();
    served.put(organization.id(), OrganizationVersion.of(organization.revision()));
    for (KeyIssuer.Issue key : seeded.keys()) {
      last = lookup(organization, key);
      use.accept(key);
    }
  }

  /** Copies the id of the organization, because a database returns a new one each time. */
  private KeyLookup lookup(Organization organization, KeyIssuer.Issue key) {
    OrganizationId id = copy(organization.id());
    ApiKey its = key.stored().key();
    return KeyLookup.of(
        new LookupOrganization(
            id, false, organization.revision(), Optional.empty(), Optional.empty()),
        its.id(),
        its.publicKey(),
        its.settings(),
        key.stored().secrets().stream().map(LookupSecret::of).toList());
  }

  static OrganizationId copy(OrganizationId id) {
    return new OrganizationId(copy(id.value()));
  }

  static String copy(String text) {
    return new String(text.toCharArray());
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return Optional.ofNullable(last);
  }

  @Override
  protected Map<OrganizationId, OrganizationVersion> revisions(
      ChangeStore from, Set<OrganizationId> ids) {
    Map<OrganizationId, OrganizationVersion> versions = new HashMap<>(served);
    versions.keySet().retainAll(ids);
    return versions;
  }
}
