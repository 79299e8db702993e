package io.claviger.store.jdbc.leaks;

import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.NamedValue;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsageStore;
import io.claviger.spi.VerifierStore;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at everything that passes between the library and its store, and learns the verifiers. */
final class Overheard extends ForwardingApiKeyStore {
  private final Prints prints;
  private final Secrets verifiers;

  Overheard(ApiKeyStore store, Prints prints, Secrets verifiers) {
    super(store);
    this.prints = prints;
    this.verifiers = verifiers;
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return prints.look(super.findByPublicKey(prints.look(publicKey)));
  }

  @Override
  public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
    return prints.look(super.read(organization, keys));
  }

  @Override
  public KeyPage listKeys(KeyQuery query) {
    return prints.look(super.listKeys(prints.look(query)));
  }

  @Override
  public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
    return prints.look(super.revisions(ids));
  }

  @Override
  public boolean commit(OrganizationChange change) {
    Stream.concat(
            change.keys().created().stream().map(StoredApiKey::secrets),
            change.keys().secrets().values().stream())
        .flatMap(List::stream)
        .forEach(this::learn);
    return super.commit(prints.look(change));
  }

  @Override
  public String remember(NamedValue value) {
    verifiers.add("a check value", HexFormat.of().parseHex(value.value()));
    return super.remember(prints.look(value));
  }

  @Override
  public Optional<UsageStore> usageStore() {
    return super.usageStore().map(this::overheard);
  }

  @Override
  public Optional<VerifierStore> verifierStore() {
    return super.verifierStore()
        .map(
            store ->
                exchange -> {
                  exchange.replacement().forEach(verifiers::add);
                  return store.exchange(prints.look(exchange));
                });
  }

  private UsageStore overheard(UsageStore store) {
    return new UsageStore() {
      @Override
      public boolean add(List<UsageCount> batch) {
        return store.add(prints.look(batch));
      }

      @Override
      public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
        return prints.look(store.usage(organization, keys));
      }
    };
  }

  private void learn(StoredSecret secret) {
    secret.verifiers().forEach(verifiers::add);
  }
}
