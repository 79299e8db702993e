package io.claviger.internal.usage;

import static io.claviger.internal.usage.Uses.HERE;
import static io.claviger.internal.usage.Uses.subject;
import static io.claviger.internal.usage.Uses.usage;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.keyId;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.internal.time.Micros;
import io.claviger.model.CidrBlock;
import io.claviger.model.Samples;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PendingUsageTest {
  private static final int THREADS = 8;
  private static final int REQUESTS = 100_000;

  private final PendingUsage pending = new PendingUsage(3);

  @Test
  void requestsThroughTheSameAreCountedTogetherUntilTheyAreDrained() {
    count(pending, subject(1));
    count(pending, subject(1));
    count(pending, subject(2));
    assertEquals(2, pending.size());
    assertEquals(
        Set.of(
            new UsageCount(subject(1), usage(2, NOW)), new UsageCount(subject(2), usage(1, NOW))),
        counts(pending.drain()));
    assertEquals(0, pending.size());
    count(pending, subject(1));
    assertEquals(Set.of(new UsageCount(subject(1), usage(1, NOW))), counts(pending.drain()));
  }

  @Test
  void eachSecretAndEntryHasItsTally() {
    UsageStore.Subject plain = subject(1);
    List<UsageStore.Subject> different =
        List.of(
            plain,
            subject(2),
            new UsageStore.Subject(
                plain.organization(), plain.apiKey(), Samples.secretId(77), plain.entry()),
            with(plain, "198.51.100.0/24"),
            with(plain, "198.51.100.0/25"),
            with(plain, "2001:db8::/32"));
    PendingUsage roomy = new PendingUsage(different.size());
    different.forEach(each -> count(roomy, each));
    different.forEach(each -> count(roomy, each));
    assertEquals(different.size(), roomy.size());
    assertEquals(
        Set.copyOf(different),
        Set.copyOf(counts(roomy.drain()).stream().map(UsageCount::subject).toList()));
  }

  /** Another lookup of the key may have them at other indexes. */
  @Test
  void theSameSecretAndEntryOfAnyLookupHaveOneTally() {
    WhitelistEntry first = listed("10.0.0.0/16", 1);
    WhitelistEntry second = listed("2001:db8::/32", 1);
    WhitelistEntry wider = listed("10.0.0.0/8", 1);
    WhitelistEntry addedAgain = listed("2001:db8::/32", 2);
    KeyLookup key = key(first, second);
    KeyLookup later = key(wider, first, addedAgain);
    PendingUsage roomy = new PendingUsage(100);
    for (int times = 1; times <= 2; times++) {
      for (KeyLookup each : List.of(key, later)) {
        for (int entry = -1; entry < each.whitelist().size(); entry++) {
          count(roomy, each, entry);
        }
      }
    }
    Map<Optional<WhitelistEntry>, Long> expected = new HashMap<>();
    expected.put(Optional.empty(), 4L);
    expected.put(Optional.of(first), 4L);
    List.of(second, wider, addedAgain).forEach(once -> expected.put(Optional.of(once), 2L));
    assertEquals(
        expected,
        counts(roomy.drain()).stream()
            .collect(toMap(each -> each.subject().entry(), each -> each.usage().count())));
  }

  /** Two instances on one cache get the same lookups. */
  @Test
  void aLookupMayBeCountedInTwoPlaces() {
    PendingUsage other = new PendingUsage(3);
    KeyLookup key = key();
    for (int i = 1; i <= 3; i++) {
      count(pending, key, -1);
      count(other, key, -1);
      count(other, key, -1);
    }
    assertEquals(List.of(3L), requests(pending));
    assertEquals(List.of(6L), requests(other));
  }

  @Test
  void threadsThatShareALookupLoseNothing() throws Exception {
    KeyLookup key = key();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    long drained = 0;
    try {
      List<Future<?>> counting = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        counting.add(threads.submit(() -> countMany(start, key)));
      }
      while (!counting.stream().allMatch(Future::isDone)) {
        drained += requests(pending).stream().mapToLong(each -> each).sum();
      }
      for (Future<?> each : counting) {
        assertEquals(null, each.get());
      }
    } finally {
      threads.shutdownNow();
    }
    drained += requests(pending).stream().mapToLong(each -> each).sum();
    assertEquals(THREADS * REQUESTS, drained);
    assertEquals(0, pending.dropped());
    assertEquals(0, pending.size());
  }

  private @Nullable Void countMany(CyclicBarrier start, KeyLookup key) throws Exception {
    start.await();
    for (int i = 0; i < REQUESTS; i++) {
      count(pending, key, -1);
    }
    return null;
  }

  @Test
  void whatThereIsNoRoomToPutBackIsDropped() {
    PendingUsage roomy = new PendingUsage(100);
    for (int key = 1; key <= 4; key++) {
      for (int i = 0; i < 10 * key; i++) {
        count(roomy, subject(key));
      }
    }
    count(pending, subject(1));
    pending.putBack(roomy.drain());
    long kept = pending.drain().stream().mapToLong(each -> each.counted().usage().count()).sum();
    assertTrue(pending.dropped() >= 20, "that of one key, and not of the one that was there");
    assertEquals(101, kept + pending.dropped());
  }

  @Test
  void itIsReadByKeyAndStaysThere() {
    count(pending, subject(1));
    count(pending, subject(2));
    count(pending, subject(2));
    List<UsageCount> expected = List.of(new UsageCount(subject(2), usage(2, NOW)));
    assertEquals(expected, pending.of(Set.of(keyId(2), keyId(9))::contains));
    assertEquals(expected, pending.of(keyId(2)::equals));
    assertEquals(List.of(), pending.of(key -> false));
  }

  private static void count(PendingUsage to, UsageStore.Subject subject) {
    KeyLookup key = Uses.lookup(subject);
    count(to, key, key.whitelist().size() - 1);
  }

  private static void count(PendingUsage to, KeyLookup key, int entry) {
    to.count(key, 0, entry, Micros.toMicros(NOW), HERE);
  }

  private static List<Long> requests(PendingUsage of) {
    return counts(of.drain()).stream().map(each -> each.usage().count()).toList();
  }

  private static WhitelistEntry listed(String block, long addedIn) {
    return new WhitelistEntry(CidrBlock.parse(block), NOW, addedIn);
  }

  private static KeyLookup key(WhitelistEntry... entries) {
    KeyLookup plain = Uses.lookup(subject(1));
    return KeyLookup.of(
        plain.organization(),
        plain.id(),
        plain.publicKey(),
        Samples.member(1).settings().withWhitelist(Whitelist.of(List.of(entries))),
        plain.secrets());
  }

  private static Set<UsageCount> counts(List<Tally> tallies) {
    return tallies.stream().map(Tally::counted).collect(Collectors.toSet());
  }

  private static UsageStore.Subject with(UsageStore.Subject plain, String block) {
    return new UsageStore.Subject(
        plain.organization(), plain.apiKey(), plain.secretId(), Optional.of(Samples.entry(block)));
  }
}
