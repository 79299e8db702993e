package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeySettings;
import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.model.StoreException;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.tck.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Interrupted threads harm nobody else: the plain files of H2 are closed for all by one of them.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InterruptTest {
  private static final int VICTIMS = 6;
  private static final int BYSTANDERS = 3;
  private static final int CHANGES = 40;

  private final Samples samples = new Samples();
  private final AtomicBoolean done = new AtomicBoolean();
  private final CyclicBarrier start = new CyclicBarrier(VICTIMS + BYSTANDERS);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private JdbcApiKeyStore store;
  @TempDir Path folder;

  /** Changes an organization again and again, and knows where it must be. */
  private final class Writer {
    private Organization at = samples.organization();

    Writer() {
      assertTrue(store.commit(samples.creation(at)));
    }

    void change() {
      OrganizationChange change = samples.update(at, KeyChanges.create(samples.key(at.id())));
      assertTrue(store.commit(change));
      at = change.organization();
    }

    void read() {
      assertEquals(at, store.read(at.id(), Set.of()).orElseThrow().organization());
      store.listKeys(new KeyQuery(at.id(), PageQuery.first(10)));
    }
  }

  @BeforeEach
  void open() {
    store = JdbcApiKeyStore.open(folder.resolve("keys"));
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    store.close();
  }

  @Test
  void theOthersGoOn() throws Exception {
    List<Future<Integer>> victims = new ArrayList<>();
    for (int i = 0; i < VICTIMS; i++) {
      victims.add(threads.submit(victim(new Writer())));
    }
    List<Future<Void>> bystanders = new ArrayList<>();
    for (int i = 0; i < BYSTANDERS; i++) {
      bystanders.add(threads.submit(bystander(new Writer())));
    }
    for (Future<Void> bystander : bystanders) {
      bystander.get();
    }
    done.set(true);
    int interrupts = 0;
    for (Future<Integer> victim : victims) {
      interrupts += victim.get();
    }
    assertTrue(interrupts > CHANGES, "only " + interrupts + " calls with the flag set");
  }

  /** After a restart nothing is in memory yet: who looks a key up reads the file. */
  @Test
  void theFileStaysOpenForAll() throws Exception {
    List<StoredApiKey> keys = fill();
    store.close();
    store = JdbcApiKeyStore.open(folder.resolve("keys"));
    List<Thread> targets = new CopyOnWriteArrayList<>();
    List<Future<Void>> victims = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      victims.add(threads.submit(interruptedReader(keys, targets)));
    }
    Future<Void> bystander = threads.submit(reader(keys));
    Future<?> storm = threads.submit(() -> interruptAll(targets));
    bystander.get();
    for (Future<Void> victim : victims) {
      victim.get();
    }
    done.set(true);
    storm.get();
    reader(keys).call();
  }

  private List<StoredApiKey> fill() {
    ApiKeySettings large = samples.settings().withDescription("\ud83d\udd11".repeat(250));
    List<StoredApiKey> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Organization organization = samples.organization();
      StoredApiKey[] keys =
          Stream.generate(() -> samples.key(organization.id()).with(large))
              .limit(40)
              .toArray(StoredApiKey[]::new);
      assertTrue(store.commit(samples.creation(organization, keys)));
      all.addAll(List.of(keys));
    }
    return all;
  }

  private Callable<Void> reader(List<StoredApiKey> keys) {
    return () -> {
      keys.forEach(this::lookUp);
      return null;
    };
  }

  private Callable<Void> interruptedReader(List<StoredApiKey> keys, List<Thread> targets) {
    return () -> {
      targets.add(Thread.currentThread());
      for (StoredApiKey key : keys) {
        call(() -> lookUp(key));
      }
      targets.remove(Thread.currentThread());
      return null;
    };
  }

  private void lookUp(StoredApiKey key) {
    KeyLookup found = store.findByPublicKey(key.key().publicKey()).orElseThrow();
    assertEquals(key.key().id(), found.id());
    assertEquals(key.secrets().stream().map(LookupSecret::of).toList(), found.secrets());
  }

  private void interruptAll(List<Thread> targets) {
    while (!done.get()) {
      targets.forEach(Thread::interrupt);
      Thread.onSpinWait();
    }
  }

  private Callable<Void> bystander(Writer writer) {
    return () -> {
      start.await();
      for (int i = 0; i < CHANGES; i++) {
        writer.change();
        writer.read();
      }
      return null;
    };
  }

  /** Calls with its flag set, and is interrupted in the middle of calls; counts the former. */
  private Callable<Integer> victim(Writer writer) {
    return () -> {
      start.await();
      int kept = 0;
      while (!done.get()) {
        Thread.currentThread().interrupt();
        kept += call(writer::change);
        Thread.currentThread().interrupt();
        kept += call(writer::read);
        Future<?> interrupt = interruptThisThread();
        call(writer::change);
        call(writer::read);
        awaitQuietly(interrupt);
      }
      return kept;
    };
  }

  /**
   * Whether the interrupt flag was set afterwards; it is cleared. H2 itself drops some of the
   * interrupts that come while it waits, so it is only certain for one that was there before.
   */
  private static int call(Runnable call) {
    boolean before = Thread.currentThread().isInterrupted();
    try {
      call.run();
    } catch (StoreException e) {
      assertEquals(StoreException.Kind.UNREACHABLE, e.kind(), e.toString());
    }
    boolean after = Thread.interrupted();
    assertTrue(after || !before, "the interrupt was eaten");
    return after ? 1 : 0;
  }

  private Future<?> interruptThisThread() {
    Thread victim = Thread.currentThread();
    return threads.submit(victim::interrupt);
  }

  private static void awaitQuietly(Future<?> interrupt) {
    while (!interrupt.isDone()) {
      Thread.onSpinWait();
    }
    Thread.interrupted();
  }
}
