package io.claviger.store.jdbc;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ContentionException;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.EventQuery;
import io.claviger.model.KeyFilter;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.Role;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Several threads create, disable and revoke keys of two organizations, while a test breaks the
 * database. Each thread has keys of its own, and remembers what it was told about each change.
 */
final class ChangeHistory {
  /** What a test does while the threads make changes. */
  @FunctionalInterface
  interface Interruption {
    void happen() throws Exception;
  }

  private static final int THREADS = 4;
  private static final int ORGANIZATIONS = 2;
  private static final int KEYS_OF_A_THREAD = 5;
  private static final int EVENTS_OF_A_CREATION = 2;
  private static final long POLL_NANOS = 1_000_000;
  private static final String ABSENT = "absent";
  private static final String ENABLED = "enabled";
  private static final String DISABLED = "disabled";

  private final List<ApiKeyStore> stores;
  private final List<Writer> writers = new ArrayList<>();

  /** The states that a key may have, by its description. */
  private final ConcurrentMap<String, Set<String>> allowed = new ConcurrentHashMap<>();

  private final ConcurrentMap<String, ApiKey> revoked = new ConcurrentHashMap<>();
  private final AtomicLong names = new AtomicLong();
  private volatile boolean over;

  /** The threads use the stores in turn, which are nodes of one database. */
  ChangeHistory(ApiKeyStore... stores) {
    this.stores = List.of(stores);
    ApiKeys first = application(stores[0]);
    List<OrganizationId> organizations = new ArrayList<>();
    for (int i = 0; i < ORGANIZATIONS; i++) {
      CreatedOrganization created = first.createOrganization(NewOrganization.named("Example"));
      organizations.add(created.organization().id());
      allowed.put(created.firstKey().apiKey().description(), Set.of(ENABLED));
    }
    for (int i = 0; i < THREADS; i++) {
      ApiKeyStore its = stores[i % stores.length];
      writers.add(new Writer(application(its), organizations.get(i % ORGANIZATIONS), i));
    }
  }

  private static ApiKeys application(ApiKeyStore store) {
    return Claviger.of(store).actingAs(Caller.application("test"));
  }

  /** Lets the threads make changes until the interruption has returned. */
  void during(Interruption interruption) throws Exception {
    over = false;
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Writer writer : writers) {
        running.add(threads.submit(writer));
      }
      interruption.happen();
      over = true;
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a thread failed", e.getCause());
    } finally {
      over = true;
      threads.shutdownNow();
    }
  }

  /** Waits until each thread has made so many more changes, with success. */
  void awaitChanges(int more) {
    await(writers, more, writer -> writer.made);
  }

  /** Waits until so many more calls of each thread have ended, with or without success. */
  void awaitCalls(int more) {
    await(writers, more, writer -> writer.called);
  }

  /** Does the same for the threads that use this store. */
  void awaitChangesThrough(int store, int more) {
    List<Writer> some =
        IntStream.range(0, THREADS)
            .filter(i -> i % stores.size() == store)
            .mapToObj(writers::get)
            .toList();
    await(some, more, writer -> writer.made);
  }

  private void await(List<Writer> some, int more, Function<Writer, AtomicLong> count) {
    Map<Writer, Long> before =
        some.stream().collect(toMap(Function.identity(), writer -> count.apply(writer).get()));
    before.forEach(
        (writer, done) -> {
          while (!over && count.apply(writer).get() < done + more) {
            LockSupport.parkNanos(POLL_NANOS);
          }
        });
  }

  /** Asserts that each store has what the threads were told, and nothing half. */
  void assertKept() {
    stores.forEach(this::assertKept);
  }

  private void assertKept(ApiKeyStore store) {
    ApiKeys application = application(store);
    Map<String, String> found = new TreeMap<>();
    for (Writer writer : writers.subList(0, ORGANIZATIONS)) {
      List<ApiKey> keys = application.stream(writer.organization, KeyFilter.all()).toList();
      keys.forEach(key -> found.put(key.description(), key.isEnabled() ? ENABLED : DISABLED));
      Organization now = application.getOrganization(writer.organization);
      assertEquals(keys.size(), now.counters().apiKeys(), "counted with the keys");
      assertEquals(
          now.revision().number() + EVENTS_OF_A_CREATION - 1,
          application.events(EventQuery.newest(writer.organization, Integer.MAX_VALUE)).size(),
          "each revision has its event");
    }
    allowed.forEach(
        (name, states) -> {
          String state = found.getOrDefault(name, ABSENT);
          assertTrue(states.contains(state), () -> name + " is " + state + ", not " + states);
        });
    assertTrue(allowed.keySet().containsAll(found.keySet()), "a key that nobody created");
    revoked.values().forEach(key -> assertTrue(store.findByPublicKey(key.publicKey()).isEmpty()));
  }

  /** Makes one change after the other. */
  private final class Writer implements Runnable {
    private final ApiKeys application;
    private final OrganizationId organization;
    private final SplittableRandom random;
    private final List<ApiKey> own = new ArrayList<>();
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong called = new AtomicLong();

    Writer(ApiKeys application, OrganizationId organization, int seed) {
      this.application = application;
      this.organization = organization;
      this.random = new SplittableRandom(seed);
    }

    /** An exception that says nothing about the outcome ends all. */
    @Override
    public void run() {
      try {
        while (!over) {
          makeOne();
          called.incrementAndGet();
        }
      } finally {
        over = true;
      }
    }

    private void makeOne() {
      if (own.size() < KEYS_OF_A_THREAD) {
        NewApiKey request = NewApiKey.of("key " + names.incrementAndGet(), Role.ORG_MEMBER);
        record(
            request.description(),
            ABSENT,
            ENABLED,
            () -> own.add(application.create(organization, request).apiKey()));
      } else {
        // One whose outcome is unknown is left alone.
        end(own.remove(random.nextInt(own.size())));
      }
    }

    private void end(ApiKey key) {
      ApiKeyPatch disable = ApiKeyPatch.nothing().disable();
      if (key.isEnabled()) {
        record(
            key.description(),
            ENABLED,
            DISABLED,
            () -> own.add(application.update(organization, key.id(), disable)));
      } else {
        record(
            key.description(),
            DISABLED,
            ABSENT,
            () -> {
              application.revoke(organization, key.id());
              return revoked.put(key.description(), key) == null;
            });
      }
    }

    private void record(String name, String before, String after, Supplier<Boolean> change) {
      try {
        assertTrue(change.get());
        allowed.put(name, Set.of(after));
        made.incrementAndGet();
      } catch (OutcomeUnknownException e) {
        allowed.put(name, Set.of(before, after));
      } catch (StoreException e) {
        // A failure that passes must not ask somebody to repair something.
        assertEquals(StoreException.Kind.UNREACHABLE, e.kind(), e::toString);
        allowed.put(name, Set.of(before));
      } catch (ContentionException e) {
        // It says that nothing was changed.
        allowed.put(name, Set.of(before));
      }
    }
  }
}
