package io.claviger.internal.usage;

import static io.claviger.internal.usage.Uses.HERE;
import static io.claviger.internal.usage.Uses.through;
import static io.claviger.internal.usage.Uses.usage;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.keyId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.claviger.model.Samples;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsedThrough;
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
    assertEquals(
        expected, pending.where(through -> Set.of(keyId(2), keyId(9)).contains(through.apiKey())));
    assertEquals(expected, pending.where(through -> through.apiKey().equals(keyId(2))));
    assertEquals(List.of(), pending.where(through -> false));
  }

  private @Nullable Tally count(int key) {
    return pending.count(through(key), NOW, HERE);
  }
}
