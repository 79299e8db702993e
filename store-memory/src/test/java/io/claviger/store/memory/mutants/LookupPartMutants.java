package io.claviger.store.memory.mutants;

import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupOrganization;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.OrganizationChange;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** What the look-up by public key tells of the secrets and the organization of a key. */
final class LookupPartMutants {
  private LookupPartMutants() {}

  static List<Mutant> all() {
    return List.of(
        changed(
            "looks up secrets without their grace",
            its -> new LookupSecret(its.id(), its.expiresAt(), Optional.empty(), its.verifiers())),
        changed(
            "looks up secrets without their expiry",
            its -> new LookupSecret(its.id(), Optional.empty(), its.grace(), its.verifiers())),
        new Mutant("looks up with an older organization", OlderOrganization::new),
        new Mutant("looks up with the settings of the beginning", FirstSettings::new),
        new Mutant("looks up secrets afterwards", SecretsAfterwards::new));
  }

  private static Mutant changed(String name, UnaryOperator<LookupSecret> change) {
    return new Mutant(
        name,
        store ->
            new BrokenStore(store) {
              @Override
              public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
                return super.findByPublicKey(publicKey)
                    .map(
                        found ->
                            with(
                                found,
                                found.organization(),
                                found.secrets().stream().map(change).toList()));
              }
            });
  }

  private static KeyLookup with(
      KeyLookup found, LookupOrganization organization, List<LookupSecret> secrets) {
    return KeyLookup.of(organization, found.id(), found.publicKey(), found.settings(), secrets);
  }

  /** Gives changes the time to come between. */
  private static final class SecretsAfterwards extends BrokenStore {
    private final Meeting meeting = new Meeting();

    SecretsAfterwards(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      meeting.await();
      return super.commit(change);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      Optional<KeyLookup> found = super.findByPublicKey(publicKey);
      meeting.await();
      Optional<KeyLookup> again = super.findByPublicKey(publicKey);
      return found.map(first -> with(first, first.organization(), again.orElse(first).secrets()));
    }
  }

  private static final class OlderOrganization extends BrokenStore {
    private final Map<OrganizationId, LookupOrganization> first = new ConcurrentHashMap<>();

    OlderOrganization(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      organization(change)
          .ifPresent(before -> first.put(before.id(), LookupOrganization.of(before)));
      return super.commit(change);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      return super.findByPublicKey(publicKey)
          .map(
              found ->
                  with(
                      found,
                      first.getOrDefault(found.organization().id(), found.organization()),
                      found.secrets()));
    }
  }

  /** At the present revision. */
  private static final class FirstSettings extends BrokenStore {
    private final Map<OrganizationId, LookupOrganization> first = new ConcurrentHashMap<>();

    FirstSettings(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      first.putIfAbsent(change.organization().id(), LookupOrganization.of(change.organization()));
      return super.commit(change);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      return super.findByPublicKey(publicKey)
          .map(
              found -> {
                LookupOrganization now = found.organization();
                boolean then = first.getOrDefault(now.id(), now).whitelistRequired();
                return with(
                    found, new LookupOrganization(now.id(), then, now.revision()), found.secrets());
              });
    }
  }
}
