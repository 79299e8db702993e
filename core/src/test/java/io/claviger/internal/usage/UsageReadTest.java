package io.claviger.internal.usage;

import static io.claviger.internal.usage.Uses.HERE;
import static io.claviger.internal.usage.Uses.subject;
import static io.claviger.internal.usage.Uses.usage;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.block;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.secretId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.internal.FakeBackground;
import io.claviger.internal.background.Failures;
import io.claviger.model.ApiKey;
import io.claviger.model.KeyUsage;
import io.claviger.model.SecretId;
import io.claviger.model.StoreException;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reader is told: what is written and what is not, each use once. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UsageReadTest {
  private static final ApiKey PLAIN = member(1);
  private static final ApiKey LISTING = listing(member(2), "198.51.100.0/24", "10.0.0.0/8");
  private static final Instant LATER = NOW.plusSeconds(1);

  private final RecordingUsageStore store = new RecordingUsageStore(PLAIN, LISTING);
  private final UsageRecorder recorder = recorder(Duration.ofMinutes(1));

  @Test
  void keysSecretsAndEntriesThatWereNotUsedAreAtZero() {
    assertEquals(
        new KeyUsage(
            Usage.none(),
            Map.of(secretId(2), Usage.none()),
            Map.of(block("198.51.100.0/24"), Usage.none(), block("10.0.0.0/8"), Usage.none())),
        read(LISTING));
  }

  @Test
  void eachUseIsThatOfItsKeyItsSecretAndItsEntry() {
    Uses.count(recorder, subject(1), NOW, HERE);
    Uses.count(recorder, listed("198.51.100.0/24", 1), NOW, HERE);
    Uses.count(recorder, listed("198.51.100.0/24", 1), NOW, HERE);
    recorder.flush();
    Uses.count(recorder, listed("198.51.100.0/24", 1), NOW, HERE);
    Uses.count(recorder, listed("10.0.0.0/8", 1), LATER, HERE);
    Uses.count(recorder, subject(2), NOW, HERE);
    assertEquals(
        new KeyUsage(
            usage(5, LATER),
            Map.of(secretId(2), usage(5, LATER)),
            Map.of(block("198.51.100.0/24"), usage(3, NOW), block("10.0.0.0/8"), usage(1, LATER))),
        read(LISTING));
    assertEquals(usage(1, NOW), read(PLAIN).key());
  }

  @Test
  void anEntryThatWasAddedAgainBeginsAtZero() {
    Uses.count(recorder, listed("10.0.0.0/8", 0), NOW, HERE);
    Uses.count(recorder, listed("10.0.0.0/8", 2), NOW, HERE);
    Uses.count(recorder, listed("192.0.2.0/24", 1), NOW, HERE);
    KeyUsage usage = read(LISTING);
    assertEquals(usage(3, NOW), usage.key());
    assertEquals(
        Map.of(block("198.51.100.0/24"), Usage.none(), block("10.0.0.0/8"), Usage.none()),
        usage.entries());
  }

  @Test
  void aSecretThatIsGoneIsNotToldOf() {
    Uses.count(
        recorder, new UsageStore.Subject(ORG, keyId(1), secretId(9), Optional.empty()), NOW, HERE);
    KeyUsage usage = read(PLAIN);
    assertEquals(usage(1, NOW), usage.key());
    assertEquals(Map.of(secretId(1), Usage.none()), usage.secrets());
  }

  @Test
  void aKeyThatTheStoreDoesNotKnowYetIsToldOfByWhatIsNotWritten() {
    Uses.count(recorder, subject(3), NOW, HERE);
    assertEquals(usage(1, NOW), read(member(3)).key());
    assertEquals(KeyUsage.none(), read(member(4)));
  }

  @Test
  void aReaderWaitsForWhatIsBeingWritten() throws Exception {
    Uses.count(recorder, subject(1), NOW, HERE);
    Hanging hanging = new Hanging();
    store.mood = hanging;
    CompletableFuture<Void> flush = CompletableFuture.runAsync(recorder::flush);
    hanging.awaitBegun();
    Uses.count(recorder, subject(1), LATER, HERE);
    CompletableFuture<KeyUsage> answer = new CompletableFuture<>();
    Thread reader = new Thread(() -> answer.complete(read(PLAIN)));
    reader.start();
    while (reader.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertFalse(answer.isDone());
    hanging.release();
    assertEquals(usage(2, LATER), answer.get().key());
    flush.get();
  }

  /** It may miss some then, but counts none twice. */
  @Test
  void aReaderDoesNotWaitForEverAndGoesOnAsBefore() throws Exception {
    UsageRecorder impatient = recorder(Duration.ofMillis(1));
    Uses.count(impatient, subject(1), NOW, HERE);
    Hanging hanging = new Hanging();
    store.mood = hanging;
    CompletableFuture<Void> flush = CompletableFuture.runAsync(impatient::flush);
    hanging.awaitBegun();
    Uses.count(impatient, subject(1), LATER, HERE);
    assertEquals(usage(1, LATER), impatient.read(ORG, List.of(PLAIN)).get(keyId(1)).key());
    hanging.release();
    flush.get();
    assertEquals(usage(2, LATER), impatient.read(ORG, List.of(PLAIN)).get(keyId(1)).key());
  }

  @Test
  void anInterruptedReaderDoesNotWaitAndStaysInterrupted() throws Exception {
    Uses.count(recorder, subject(1), NOW, HERE);
    Hanging hanging = new Hanging();
    store.mood = hanging;
    CompletableFuture<Void> flush = CompletableFuture.runAsync(recorder::flush);
    hanging.awaitBegun();
    Thread.currentThread().interrupt();
    assertEquals(Usage.none(), read(PLAIN).key());
    assertTrue(Thread.interrupted(), "the flag is kept");
    hanging.release();
    flush.get();
  }

  @Test
  void whoCouldNotReadStopsNobodyFromWriting() throws Exception {
    Uses.count(recorder, subject(1), NOW, HERE);
    store.readable = false;
    assertThrows(StoreException.class, () -> read(PLAIN));
    CompletableFuture.runAsync(recorder::flush).get();
    assertEquals(1, store.requests());
  }

  private KeyUsage read(ApiKey key) {
    return recorder.read(ORG, List.of(key)).get(key.id());
  }

  /** Of the key with a whitelist, through an entry that was added in that revision. */
  private static UsageStore.Subject listed(String block, long addedIn) {
    SecretId secret = LISTING.secrets().get(0).id();
    return new UsageStore.Subject(
        ORG, LISTING.id(), secret, Optional.of(new WhitelistEntry(block(block), NOW, addedIn)));
  }

  private UsageRecorder recorder(Duration timeout) {
    return new UsageRecorder(
        store,
        new FakeBackground(),
        new UsageFlushOptions(Duration.ofSeconds(10), 1000),
        new Failures(() -> NOW),
        timeout);
  }
}
