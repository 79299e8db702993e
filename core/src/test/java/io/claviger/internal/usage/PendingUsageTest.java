package io.claviger.internal.usage;

import static io.claviger.internal.usage.Uses.HERE;
import static io.claviger.internal.usage.Uses.subject;
import static io.claviger.internal.usage.Uses.usage;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.keyId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.internal.time.Micros;
import io.claviger.model.Samples;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PendingUsageTest {
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
    to.count(key, 0, key.whitelist().size() - 1, Micros.toMicros(NOW), HERE);
  }

  private static Set<UsageCount> counts(List<Tally> tallies) {
    return tallies.stream().map(Tally::counted).collect(Collectors.toSet());
  }

  private static UsageStore.Subject with(UsageStore.Subject plain, String block) {
    return new UsageStore.Subject(
        plain.organization(), plain.apiKey(), plain.secretId(), Optional.of(Samples.entry(block)));
  }
}
