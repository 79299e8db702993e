package io.claviger.internal.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.claviger.ApiKey;
import io.claviger.IpAddress;
import io.claviger.Organization;
import io.claviger.Samples;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupPacker;
import io.claviger.spi.StoredApiKey;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A key that is checked once says the same as one that is packed to be kept. */
class PackedKeyTest {
  private static final List<IpAddress> ADDRESSES =
      Samples.whitelist("10.0.3.0/24", "10.0.0.0/8", "192.0.2.0/24", "2001:db8::/32")
          .entries()
          .stream()
          .map(entry -> entry.block().network())
          .toList();

  @Test
  void ofAWhitelistOfAnyLength() {
    for (int length : new int[] {0, 1, 3, 16, 17, 40}) {
      ApiKey key = Samples.listing(Samples.owner(1), blocks(length));
      assertSameAnswers(Samples.organization(key), Samples.stored(key));
    }
  }

  @Test
  void ofAKeyThatMayNotBeUsed() {
    for (ApiKey key :
        List.of(
            Samples.disabled(Samples.member(1)),
            Samples.expiring(Samples.member(1), Samples.NOW),
            Samples.withSecretUntil(Samples.member(1), Samples.NOW))) {
      assertSameAnswers(Samples.organization(key), Samples.stored(key));
    }
  }

  private static String[] blocks(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> i % 4 == 3 ? "2001:db8:" + i + "::/48" : "10.0." + i + ".0/24")
        .toArray(String[]::new);
  }

  private static void assertSameAnswers(Organization organization, StoredApiKey stored) {
    KeyLookup full = KeyLookup.of(organization, stored);
    PackedKey once = PackedKey.of(full);
    PackedKey kept = (PackedKey) new LookupPacker().pack(full);

    assertSame(stored, once.stored());
    assertEquals(kept, once);
    assertEquals(kept.toString(), once.toString());
    assertEquals(kept.isEnabled(), once.isEnabled());
    long now = Samples.NOW.getEpochSecond() * 1_000_000;
    assertEquals(kept.isExpired(now), once.isExpired(now));
    assertEquals(kept.isLive(0, now), once.isLive(0, now));
    for (IpAddress address : ADDRESSES) {
      int entry = kept.match(address);
      assertEquals(entry, once.match(address));
      // Not the first time any more.
      assertEquals(entry, once.match(address));
      assertEquals(kept.entry(entry), once.entry(entry));
      assertEquals(kept.isAdmittedBy(entry), once.isAdmittedBy(entry));
      assertEquals(kept.through(0, entry), once.through(0, entry));
    }
  }
}
