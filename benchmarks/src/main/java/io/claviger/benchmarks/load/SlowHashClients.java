package io.claviger.benchmarks.load;

import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Authenticator;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
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
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * A thread that checks a cached key, alone or beside clients that present imported keys with bcrypt
 * hashes for the first time. A client that is refused waits for a second, as the answer says.
 */
public final class SlowHashClients implements AutoCloseable {
  private static final int KEYS = 5_000;
  private static final int COST = 10;
  private static final int CLIENTS = 200;
  private static final String SECRET = "an-imported-secret-of-forty-characters-0";
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final ImportedFormat FORMAT =
      ImportedFormat.of("bench", "(?<id>[0-9]{1,9})\\|(?<secret>[0-9a-z-]{40})");

  /** The results of the warm thread. */
  public record Warm(double perSecond, double p99Millis) {}

  private final CachingApiKeyStore cache = CachingApiKeyStore.of(new InMemoryApiKeyStore());
  private final ImportedVerifiers verifiers = ImportedVerifiers.standard();
  private final Claviger claviger =
      Claviger.builder(cache)
          .policy(ManagementPolicy.standard().withLimits(new Limits(KEYS + 1, 10)))
          .verifierScheme(verifiers)
          .build();
  private final Authenticator authenticator = claviger.authenticator();
  private final Credential warm;
  private final AtomicInteger next = new AtomicInteger();
  private final ConcurrentLinkedQueue<Double> refusalMillis = new ConcurrentLinkedQueue<>();

  /** Creates the keys. */
  public SlowHashClients() {
    OrganizationId organization = new OrganizationId("acme");
    IssuedApiKey key =
        claviger
            .actingAs(Caller.application("benchmark"))
            .createOrganization(NewOrganization.named("Acme").withId(organization))
            .firstKey();
    this.warm = new Credential.Pair(key.apiKey().publicKey(), key.privateKey());
    ImportedHash hash = ImportedHash.parse(new BCryptPasswordEncoder(COST).encode(SECRET));
    Importer.builder(claviger, "benchmark")
        .build()
        .run(
            IntStream.range(0, KEYS)
                .mapToObj(
                    i ->
                        ImportedKey.of(
                            organization,
                            FORMAT.hashed(Integer.toString(i), hash),
                            NewApiKey.of("imported key " + i, Role.ORG_READ_ONLY))));
  }

  /** Measures the warm thread without other load. */
  public Warm alone(Duration time) {
    return warm(time);
  }

  /** Measures the warm thread beside the clients. */
  public Warm withClients(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Thread client = new Thread(() -> presentUntil(end), "client-" + i);
      clients.add(client);
      client.start();
    }
    Warm measured = warm(time);
    for (Thread client : clients) {
      LockSupport.unpark(client);
      client.join();
    }
    return measured;
  }

  private void presentUntil(long end) {
    while (System.nanoTime() < end) {
      String token = next.getAndIncrement() % KEYS + "|" + SECRET;
      while (!isAccepted(token) && System.nanoTime() < end) {
        LockSupport.parkNanos(Math.min(PAUSE.toNanos(), end - System.nanoTime()));
      }
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

  /** Counts in a table of microseconds, which costs less than a list. */
  private Warm warm(Duration time) {
    long[] byMicros = new long[100_000];
    long began = System.nanoTime();
    long end = began + time.toNanos();
    long count = 0;
    long before = began;
    while (before < end) {
      if (!(authenticator.authenticate(warm) instanceof Authenticated)) {
        throw new IllegalStateException("the warm key was rejected");
      }
      long now = System.nanoTime();
      byMicros[(int) Math.min((now - before) / 1_000, byMicros.length - 1)]++;
      before = now;
      count++;
    }
    return new Warm(count * 1e9 / (before - began), quantile99(byMicros, count) / 1e3);
  }

  private static int quantile99(long[] byMicros, long count) {
    long rest = count - count * 99 / 100;
    int micros = byMicros.length - 1;
    while (micros > 0 && rest > byMicros[micros]) {
      rest -= byMicros[micros];
      micros--;
    }
    return micros + 1;
  }

  /** Returns how long each refused client waited for its refusal, in milliseconds. */
  public List<Double> refusalMillis() {
    return List.copyOf(refusalMillis);
  }

  @Override
  public void close() {
    claviger.close();
    verifiers.close();
    cache.close();
  }
}
