package io.claviger.internal.usage;

import static io.claviger.internal.usage.Uses.HERE;
import static io.claviger.internal.usage.Uses.subject;
import static io.claviger.internal.usage.Uses.usage;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.keyId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.claviger.model.Samples;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsageStore;
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
    UsageStore.Subject plain = subject(1);
    List<UsageStore.Subject> different =
        List.of(
            plain,
            new UsageStore.Subject(plain.organization(), keyId(2), plain.secretId(), plain.entry()),
            new UsageStore.Subject(
                plain.organization(), plain.apiKey(), Samples.secretId(77), plain.entry()),
            new UsageStore.Subject(
                plain.organization(),
                plain.apiKey(),
                plain.secretId(),
                Optional.of(Samples.entry("198.51.100.0/24"))));
    PendingUsage roomy = new PendingUsage(different.size());
    different.forEach(each -> roomy.count(each, NOW, HERE));
    assertEquals(different.size(), roomy.size());
    assertEquals(
        Set.copyOf(different),
        Set.copyOf(roomy.drain().stream().map(UsageCount::subject).toList()));
  }

  @Test
  void whatThereIsNoRoomToPutBackIsDropped() {
    pending.putBack(
        List.of(
            new UsageCount(subject(1), usage(10, NOW)),
            new UsageCount(subject(2), usage(20, NOW)),
            new UsageCount(subject(3), usage(30, NOW)),
            new UsageCount(subject(4), usage(40, NOW)),
            new UsageCount(subject(1), usage(1, NOW))));
    assertEquals(40, pending.dropped());
    assertEquals(61, pending.drain().stream().mapToLong(each -> each.usage().count()).sum());
  }

  @Test
  void itIsReadByKeyAndStaysThere() {
    count(1);
    count(2);
    count(2);
    List<UsageCount> expected = List.of(new UsageCount(subject(2), usage(2, NOW)));
    assertEquals(
        expected, pending.where(subject -> Set.of(keyId(2), keyId(9)).contains(subject.apiKey())));
    assertEquals(expected, pending.where(subject -> subject.apiKey().equals(keyId(2))));
    assertEquals(List.of(), pending.where(subject -> false));
  }

  private @Nullable Tally count(int key) {
    return pending.count(subject(key), NOW, HERE);
  }
}
