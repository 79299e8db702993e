package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageTest {
  private static final Usage.Last EARLY = use("2026-11-24T12:00:00Z", "192.0.2.1");
  private static final Usage.Last LATE = use("2026-11-24T12:00:00.000001Z", "2001:db8::1");

  @Test
  void countsAddUpAndTheLaterUseStays() {
    Usage both = new Usage(2, Optional.of(LATE));
    assertEquals(both, Usage.once(EARLY).plus(Usage.once(LATE)));
    assertEquals(both, Usage.once(LATE).plus(Usage.once(EARLY)));
    assertEquals(both, both.plus(Usage.none()));
    assertEquals(both, Usage.none().plus(both));
    assertEquals(Usage.none(), Usage.none().plus(Usage.none()));
  }

  @Test
  void instantsAreCutToMicroseconds() {
    assertEquals(EARLY, use("2026-11-24T12:00:00.000000999Z", "192.0.2.1"));
  }

  @Test
  void aCountAndALastUseGoTogether() {
    refuse(-1, Optional.of(EARLY), "-1 times, last Optional[" + EARLY + "]");
    refuse(0, Optional.of(EARLY), "0 times, last Optional[" + EARLY + "]");
    refuse(1, Optional.empty(), "1 times, last Optional.empty");
  }

  private static void refuse(long count, Optional<Usage.Last> last, String shown) {
    Refusal.expect(ErrorCode.INVALID_VALUE, List.of("usage", shown), () -> new Usage(count, last));
  }

  private static Usage.Last use(String at, String address) {
    return new Usage.Last(Instant.parse(at), IpAddress.parse(address));
  }
}
