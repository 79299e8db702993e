package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKey;
import io.claviger.model.KeyPage;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.UsageCount;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.ArrayList;
import java.util.List;

/** On databases that take, or give, only so much at a time. */
final class PieceMutants {
  private PieceMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant("makes a change in pieces", MakesPieces::new),
        new Mutant("adds the counts of a batch in pieces", AddsPieces::new),
        new Mutant("a page ends with what is answered at a time", EndsWithTheAnswer::new));
  }

  /** Of what is refused, the first piece stays. */
  private static final class MakesPieces extends BrokenStore {
    private static final int PIECE = 100;

    MakesPieces(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      boolean made = false;
      try {
        made = super.commit(change);
        return made;
      } finally {
        KeyChanges all = change.keys();
        if (!made && all.created().size() + all.updated().size() > PIECE) {
          super.commit(
              Rewrites.with(
                  change,
                  new KeyChanges(
                      piece(all.created()), piece(all.updated()), all.secrets(), all.deleted())));
        }
      }
    }

    private static <T> List<T> piece(List<T> items) {
      return items.stream().limit(PIECE).toList();
    }
  }

  private static final class AddsPieces extends UsageMutants.Wrapping {
    private static final int PIECE = 90;

    AddsPieces(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean add(List<UsageCount> batch) {
      int half = Math.min(PIECE, batch.size());
      return super.add(batch.subList(0, half)) && super.add(batch.subList(half, batch.size()));
    }
  }

  /** Half a million characters of labels, and no look at what was left. */
  private static final class EndsWithTheAnswer extends BrokenStore {
    private static final int MOST = 500_000;

    EndsWithTheAnswer(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public KeyPage listKeys(KeyQuery query) {
      List<ApiKey> answered = new ArrayList<>();
      int size = 0;
      KeyPage whole = super.listKeys(query);
      for (ApiKey key : whole.items()) {
        size += key.labels().values().toString().length();
        if (size <= MOST) {
          answered.add(key);
        }
      }
      return new KeyPage(answered, whole.more());
    }
  }
}
