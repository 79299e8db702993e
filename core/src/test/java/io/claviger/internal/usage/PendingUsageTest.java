package io.claviger.internal.usage;

import static io.claviger.internal.usage.Uses.HERE;
import static io.claviger.internal.usage.Uses.through;
import static io.claviger.internal.usage.Uses.usage;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.keyId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.claviger.model.Samples;
import io.claviger.model.Usage;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsedThrough;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PendingUsageTest {
  private final PendingUsage pending = new PendingUsage(3);

  @Test
  void requestsThroughTheSameAreCountedTogetherUntilTheyAreTakenOut() {
    Tally tally = count(1);
    assertNotNull(tally);
    assertSame(tally, count(1));
    assertNotSame(tally, count(2));
    pending.drain();
    assertNotSame(tally, count(1));
  }

  @Test
  void allPartsTogetherAreATally() {
    UsedThrough plain = through(1);
    List<UsedThrough> different =
        List.of(
            plain,
            new UsedThrough(plain.organization(), keyId(2), plain.secretId(), plain.entry()),
            new UsedThrough(
                plain.organization(), plain.apiKey(), Samples.secretId(77), plain.entry()),
            new UsedThrough(
                plain.organization(),
                plain.apiKey(),
                plain.secretId(),
                Optional.of(Samples.entry("198.51.100.0/24"))));
    PendingUsage roomy = new PendingUsage(different.size());
    different.forEach(each -> roomy.count(each, NOW, HERE));
    assertEquals(different.size(), roomy.size());
    assertEquals(
        Set.copyOf(different),
        Set.copyOf(roomy.drain().stream().map(UsageCount::through).toList()));
  }

  @Test
  void whatIsTakenOutIsGone() {
    count(1);
    count(1);
    assertEquals(List.of(new UsageCount(through(1), usage(2, NOW))), pending.drain());
    assertEquals(List.of(), pending.drain());
    assertEquals(0, pending.size());
  }

  @Test
  void whatIsPutBackAddsUpWithWhatCameMeanwhile() {
    count(1);
    count(1);
    List<UsageCount> drained = pending.drain();
    Instant later = NOW.plusSeconds(1);
    pending.count(through(1), later, HERE);
    pending.putBack(drained);
    assertEquals(List.of(new UsageCount(through(1), usage(3, later))), pending.drain());
    pending.putBack(drained);
    assertEquals(3, usageOf(count(1)).count(), "what was put back is there again");
  }

  @Test
  void whatWouldBeOneTooManyIsDroppedAndTheOthersGoOn() {
    for (int key = 1; key <= 5; key++) {
      count(key);
      count(key);
    }
    assertEquals(3, pending.size());
    assertEquals(4, pending.dropped());
    assertNull(count(6), "there is no room to count others like it either");
    count(1);
    assertEquals(7, pending.drain().stream().mapToLong(each -> each.usage().count()).sum());
    assertNotNull(count(6));
    assertEquals(5, pending.dropped());
  }

  @Test
  void whatThereIsNoRoomToPutBackIsDropped() {
    pending.putBack(
        List.of(
            new UsageCount(through(1), usage(10, NOW)),
            new UsageCount(through(2), usage(20, NOW)),
            new UsageCount(through(3), usage(30, NOW)),
            new UsageCount(through(4), usage(40, NOW)),
            new UsageCount(through(1), usage(1, NOW))));
    assertEquals(40, pending.dropped());
    assertEquals(61, pending.drain().stream().mapToLong(each -> each.usage().count()).sum());
  }

  @Test
  void itIsReadByKeyAndStaysThere() {
    count(1);
    count(2);
    count(2);
    List<UsageCount> expected = List.of(new UsageCount(through(2), usage(2, NOW)));
    assertEquals(expected, pending.of(Set.of(keyId(2), keyId(9))));
    assertEquals(expected, pending.of(Set.of(keyId(2))));
    assertEquals(List.of(), pending.of(Set.of()));
  }

  @Test
  void instantsAreThoseThatStoresKeep() {
    pending.count(through(1), NOW.plusNanos(999), HERE);
    assertEquals(List.of(new UsageCount(through(1), usage(1, NOW))), pending.drain());
  }

  private static Usage usageOf(@Nullable Tally tally) {
    assertNotNull(tally);
    return tally.usage();
  }

  private @Nullable Tally count(int key) {
    return pending.count(through(key), NOW, HERE);
  }
}
