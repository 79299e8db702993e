package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyPage;
import io.claviger.model.PageQuery;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lists of unused keys with some that were used. */
final class CountedUseMutants {
  private static final PageQuery ALL = PageQuery.first(PageQuery.MAX_LIMIT);

  private CountedUseMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant("a list does not see use", SeesNoUse::new),
        new Mutant("a list does not see use beside other criteria", SeesUseAlone::new),
        new Mutant("a list does not see use before a change", ForgetsUse::new));
  }

  private static final class SeesNoUse extends CountingStore {
    SeesNoUse(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public KeyPage listKeys(KeyQuery query) {
      return real.listKeys(query);
    }
  }

  private static final class SeesUseAlone extends BrokenStore {
    SeesUseAlone(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public KeyPage listKeys(KeyQuery query) {
      boolean others =
          query.filter().criteria().stream()
              .anyMatch(criterion -> !(criterion instanceof KeyCriterion.UnusedSince));
      return others
          ? page(query, key -> query.filter().matches(key, query.now()))
          : super.listKeys(query);
    }
  }

  private static final class ForgetsUse extends BrokenStore {
    private final Set<ApiKeyId> changed = ConcurrentHashMap.newKeySet();

    ForgetsUse(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      change.keys().updated().forEach(key -> changed.add(key.id()));
      changed.addAll(change.keys().secrets().keySet());
      return super.commit(change);
    }

    @Override
    public KeyPage listKeys(KeyQuery query) {
      Set<ApiKey> right = new HashSet<>(super.listKeys(query.at(ALL)).items());
      return page(
          query,
          key ->
              right.contains(key)
                  || (changed.contains(key.id()) && query.filter().matches(key, query.now())));
    }
  }
}
