package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.Usage;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.UsageCount;
import io.claviger.spi.VerifierExchange;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What goes wrong with verifiers and usage where there is more than one process. */
final class NodeSideMutants {
  private NodeSideMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "compares verifiers under a lock of its process",
            real -> new ExchangesOneByOne(real, new Meeting())),
        new Mutant("a rotation writes the verifiers that its process read", WritesRead::new),
        new Mutant(
            "adds to counts under a lock of its process",
            real -> new AddsOneByOne(new CountingStore(real), new Meeting())),
        new Mutant("counts in the memory of each process", CountsAlone::new),
        new Mutant("reads keys first, under a lock of its process", ReadsKeysFirst::new));
  }

  private static final class ExchangesOneByOne extends ExchangingStore {
    private final Meeting meeting;

    ExchangesOneByOne(InMemoryApiKeyStore real, Meeting meeting) {
      super(real);
      this.meeting = meeting;
    }

    @Override
    BrokenStore otherNode() {
      return new ExchangesOneByOne(real, meeting);
    }

    @Override
    public synchronized boolean exchange(VerifierExchange exchange) {
      boolean isExpected = present(exchange).filter(exchange.expected()::equals).isPresent();
      meeting.await();
      return isExpected && (super.exchange(exchange) || super.exchange(expectingPresent(exchange)));
    }
  }

  /** What another process exchanges meanwhile is lost. */
  private static final class WritesRead extends ExchangingStore {
    private final Meeting meeting = new Meeting();

    WritesRead(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    BrokenStore otherNode() {
      return new WritesRead(real);
    }

    @Override
    public synchronized boolean exchange(VerifierExchange exchange) {
      return super.exchange(exchange);
    }

    @Override
    public synchronized boolean commit(OrganizationChange change) {
      OrganizationId organization = change.organization().id();
      List<VerifierExchange> read =
          change.keys().secrets().keySet().stream().flatMap(id -> read(organization, id)).toList();
      meeting.await();
      boolean made = super.commit(change);
      if (made) {
        for (VerifierExchange back : read) {
          boolean unused = super.exchange(expectingPresent(back));
        }
      }
      return made;
    }

    /** From whatever is there to what is there now. */
    private Stream<VerifierExchange> read(OrganizationId organization, ApiKeyId id) {
      return real.read(organization, Set.of(id)).stream()
          .flatMap(facts -> facts.keys().values().stream())
          .map(StoredApiKey::secrets)
          .flatMap(List::stream)
          .map(
              secret ->
                  new VerifierExchange(
                      organization, id, secret.info().id(), List.of(), secret.verifiers()));
    }
  }

  private static final class AddsOneByOne extends CountingStore {
    private final Meeting meeting;

    /** Keeps its counts where that store does. */
    AddsOneByOne(CountingStore shared, Meeting meeting) {
      super(shared);
      this.meeting = meeting;
    }

    @Override
    BrokenStore otherNode() {
      return new AddsOneByOne(this, meeting);
    }

    @Override
    public synchronized boolean add(List<UsageCount> batch) {
      Map<Row, Usage> sums = new HashMap<>();
      for (UsageCount count : batch) {
        rows(count.through())
            .filter(row -> isThere(count.through().organization(), row))
            .forEach(row -> sums.put(row, sum(sums.getOrDefault(row, count(row)), count.usage())));
      }
      meeting.await();
      rows.putAll(sums);
      return true;
    }

    @Override
    public synchronized boolean commit(OrganizationChange change) {
      return super.commit(change);
    }
  }

  private static final class ReadsKeysFirst extends BrokenStore {
    ReadsKeysFirst(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    BrokenStore otherNode() {
      return new ReadsKeysFirst(real);
    }

    @Override
    public synchronized Optional<OrganizationSnapshot> read(
        OrganizationId organization, Set<ApiKeyId> ids) {
      Optional<OrganizationSnapshot> keys = super.read(organization, ids);
      return super.read(organization, Set.of())
          .map(
              facts ->
                  new OrganizationSnapshot(
                      facts.organization(), keys.map(OrganizationSnapshot::keys).orElse(Map.of())));
    }

    @Override
    public synchronized boolean commit(OrganizationChange change) {
      return super.commit(change);
    }
  }

  private static final class CountsAlone extends CountingStore {
    CountsAlone(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    BrokenStore otherNode() {
      return new CountsAlone(real);
    }
  }
}
