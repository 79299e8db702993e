package io.claviger.store.jdbc.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeySettings;
import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
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
 * An interrupted thread does not harm others, although H2 closes its plain files for all threads.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InterruptTest {
  private final Samples samples = new Samples();
  private final AtomicBoolean done = new AtomicBoolean();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private EmbeddedApiKeyStore store;
  @TempDir Path folder;

  @BeforeEach
  void open() {
    store = EmbeddedApiKeyStore.open(folder.resolve("keys"));
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    store.close();
  }

  /** After a restart nothing is in memory, so a lookup reads the file. */
  @Test
  void theFileStaysOpenForAll() throws Exception {
    List<StoredApiKey> keys = fill();
    store.close();
    store = EmbeddedApiKeyStore.open(folder.resolve("keys"));
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
}
