package io.claviger.benchmarks.imports;

import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Authenticator;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.report.Sample;
import io.claviger.benchmarks.run.Load;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Require;
import io.claviger.benchmarks.run.Run;
import io.claviger.benchmarks.run.Threads;
import io.claviger.importing.ImportedFormat;
import io.claviger.importing.ImportedHash;
import io.claviger.importing.ImportedKey;
import io.claviger.importing.ImportedVerifiers;
import io.claviger.importing.Importer;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.Limits;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.StoreException;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * A thread that checks a cached key, alone or beside clients that present imported keys with bcrypt
 * hashes for the first time. A client that is refused waits for a second, as the answer says.
 */
public final class BcryptImport implements AutoCloseable {
  private static final int KEYS = 5_000;
  private static final int CLIENTS = 200;
  private static final String SECRET = "an-imported-secret-of-forty-characters-0";
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final ImportedFormat FORMAT =
      ImportedFormat.of("bench", "(?<id>[0-9]{1,9})\\|(?<secret>[0-9a-z-]{40})");

  private final CachingApiKeyStore cache = CachingApiKeyStore.of(new InMemoryApiKeyStore());
  private final ImportedVerifiers verifiers = ImportedVerifiers.standard();
  private final Claviger claviger =
      Claviger.builder(cache)
          .policy(
              ManagementPolicy.standard()
                  .withLimits(Limits.standard().withApiKeys(KEYS + 1).withWhitelistEntries(10)))
          .verifierScheme(verifiers)
          .build();
  private final Authenticator authenticator = claviger.authenticator();
  private final Credential warm;
  private final AtomicInteger next = new AtomicInteger();
  private final ConcurrentLinkedQueue<Double> refusalMillis = new ConcurrentLinkedQueue<>();

  /** Creates the keys. */
  private BcryptImport() {
    OrganizationId organization = new OrganizationId("acme");
    IssuedApiKey key =
        claviger
            .actingAs(Caller.application("benchmark"))
            .createOrganization(NewOrganization.named("Acme").withId(organization))
            .firstKey();
    this.warm = Credential.pair(key.apiKey().publicKey(), key.privateKey());
    ImportedHash hash = ImportedHash.parse(new BCryptPasswordEncoder(10).encode(SECRET));
    NewApiKey request = NewApiKey.of("imported", Role.ORG_READ_ONLY);
    Stream<ImportedKey> imported =
        IntStream.range(0, KEYS)
            .mapToObj(i -> FORMAT.hashed(Integer.toString(i), hash))
            .map(id -> ImportedKey.of(organization, id, request));
    Importer.builder(claviger, "benchmark").build().run(imported);
  }

  /** Returns the measurement. */
  public static Measurement measurement() {
    List<Row> rows =
        List.of(
            new Row("import/bcrypt/warm-throughput", "checks/s", Goal.ratioAtLeast(0.8)),
            new Row("import/bcrypt/warm-p99", "ms", Goal.oursAtMost(1)),
            new Row("import/bcrypt/refusals", "requests", null),
            new Row("import/bcrypt/refusal-p50", "ms", null),
            new Row("import/bcrypt/refusal-p99", "ms", null));
    return new Measurement(rows, run -> Result.of(rows, measure(run)));
  }

  private static List<Comparison> measure(Run run) throws Exception {
    Duration time = Duration.ofMillis(run.quick() ? 2_000 : 5_000);
    List<Double> with = new ArrayList<>();
    List<Double> alone = new ArrayList<>();
    List<Double> p99 = new ArrayList<>();
    try (BcryptImport clients = new BcryptImport()) {
      Load.Done unused = clients.checkWarm(time);
      for (int round = 0; round < (run.quick() ? 3 : 7); round++) {
        alone.add(clients.checkWarm(time).perSecond());
        Load.Done measured = clients.checkWarmBesideClients(time);
        with.add(measured.perSecond());
        p99.add(measured.millis().quantile(0.99));
      }
      Sample refusals = new Sample(clients.refusalMillis);
      return List.of(
          Comparison.byTurns(with, alone),
          Comparison.alone(p99),
          Comparison.alone(clients.refusalMillis.size()),
          Comparison.alone(refusals.quantile(0.5)),
          Comparison.alone(refusals.quantile(0.99)));
    }
  }

  private Load.Done checkWarm(Duration time) throws Exception {
    Load.Call check =
        (thread, number) ->
            Require.that(authenticator.authenticate(warm) instanceof Authenticated, "rejected");
    return new Load(1).run(check, time);
  }

  private Load.Done checkWarmBesideClients(Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    Load.Call present = (client, number) -> present(end);
    return Threads.run(2, i -> i == 0 ? new Load(CLIENTS).run(present, time) : checkWarm(time))
        .get(1);
  }

  /** Presents the next key until it is accepted. */
  private void present(long end) {
    String token = next.getAndIncrement() % KEYS + "|" + SECRET;
    while (!isAccepted(token) && System.nanoTime() < end) {
      LockSupport.parkNanos(Math.min(PAUSE.toNanos(), end - System.nanoTime()));
    }
  }

  private boolean isAccepted(String token) {
    long began = System.nanoTime();
    try {
      if (authenticator.authenticate(FORMAT.read(token)) instanceof Authenticated) {
        return true;
      }
      throw new IllegalStateException("an imported key was rejected");
    } catch (StoreException e) {
      refusalMillis.add((System.nanoTime() - began) / 1e6);
      return false;
    }
  }

  @Override
  public void close() {
    claviger.close();
    verifiers.close();
    cache.close();
  }
}
