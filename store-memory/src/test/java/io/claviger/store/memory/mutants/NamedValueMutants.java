package io.claviger.store.memory.mutants;

import io.claviger.spi.NamedValue;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Values on which nodes do not agree. */
final class NamedValueMutants {
  private NamedValueMutants() {}

  static List<Mutant> all() {
    return List.of(
        merging("remembers the last value of a name", (first, next) -> next),
        merging(
            "remembers the longest value of a name",
            (first, next) -> next.length() > first.length() ? next : first),
        answering("answers with the value that was offered"),
        rewriting(
            "takes all names up to a dot for one",
            v -> new NamedValue(v.name().replaceAll("(?<=.)\\..*", ""), v.value())),
        rewriting(
            "cuts names to 63 characters",
            v -> new NamedValue(v.name().substring(0, Math.min(v.name().length(), 63)), v.value())),
        rewriting(
            "cuts values to 199 characters",
            v ->
                new NamedValue(
                    v.name(), v.value().substring(0, Math.min(v.value().length(), 199)))),
        new Mutant(
            "looks for a value under a lock of its process",
            real -> new OneByOne(real, new ConcurrentHashMap<>(), new Meeting())),
        new Mutant("remembers values in each process", RemembersAlone::new));
  }

  /** Of the value that is there and the next one. */
  private static Mutant merging(String name, BinaryOperator<String> merge) {
    Function<InMemoryApiKeyStore, BrokenStore> breaking =
        real -> {
          Map<String, String> values = new ConcurrentHashMap<>();
          return new BrokenStore(real) {
            @Override
            public String remember(NamedValue value) {
              return values.merge(value.name(), value.value(), merge);
            }
          };
        };
    return new Mutant(name, breaking);
  }

  private static Mutant answering(String name) {
    return new Mutant(
        name,
        real ->
            new BrokenStore(real) {
              @Override
              public String remember(NamedValue value) {
                String unused = super.remember(value);
                return value.value();
              }
            });
  }

  private static Mutant rewriting(String name, UnaryOperator<NamedValue> rewrite) {
    return new Mutant(
        name,
        real ->
            new BrokenStore(real) {
              @Override
              public String remember(NamedValue value) {
                return super.remember(rewrite.apply(value));
              }
            });
  }

  /** Looks, then writes; its lock keeps nobody out who runs in another process. */
  private static final class OneByOne extends BrokenStore {
    private final Map<String, String> values;
    private final Meeting meeting;

    OneByOne(InMemoryApiKeyStore real, Map<String, String> values, Meeting meeting) {
      super(real);
      this.values = values;
      this.meeting = meeting;
    }

    @Override
    BrokenStore otherNode() {
      return new OneByOne(real, values, meeting);
    }

    @Override
    public synchronized String remember(NamedValue value) {
      String first = values.get(value.name());
      meeting.await();
      if (first != null) {
        return first;
      }
      values.put(value.name(), value.value());
      return value.value();
    }
  }

  private static final class RemembersAlone extends BrokenStore {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    RemembersAlone(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    BrokenStore otherNode() {
      return new RemembersAlone(real);
    }

    @Override
    public String remember(NamedValue value) {
      return values.computeIfAbsent(value.name(), name -> value.value());
    }
  }
}
