package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.KeyLookup;
import io.claviger.store.tck.Samples;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few uses of a cached key are noted. */
class CachedKeyTest {
  private static final long TICK = 1L << 32;

  private final Samples samples = new Samples();
  private final PublicKey publicKey = new PublicKey("abcdefgh");
  private final CachedKey known = known();

  private CachedKey known() {
    Organization organization = samples.organization();
    KeyLookup lookup = KeyLookup.of(organization, samples.key(organization.id()));
    return new CachedKey(lookup, new Freshness(lookup.organization(), new Moment(0, 0)));
  }

  private boolean useAt(long nanos) {
    return known.use(new Moment(nanos, 0), publicKey);
  }

  /** Wherever a monotonic clock begins, and where it passes zero. */
  @ParameterizedTest
  @ValueSource(longs = {TICK, 100 * TICK, -5 * TICK, -2 * TICK, Long.MAX_VALUE - 4 * TICK})
  void oneIsNotedInAboutFourSeconds(long start) {
    assertTrue(useAt(start));

    long noted = LongStream.range(0, 3000).filter(i -> useAt(start + i * (TICK / 1000))).count();

    assertEquals(3, noted);
  }

  @Test
  void whatIsNotedIsNotNotedAgain() {
    assertTrue(useAt(7 * TICK));
    assertFalse(useAt(7 * TICK));
  }

  @Test
  void aClockThatStepsBackHarmsNobody() {
    assertTrue(useAt(7 * TICK));
    assertTrue(useAt(3 * TICK));
    assertFalse(useAt(3 * TICK));
  }
}
