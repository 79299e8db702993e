package io.claviger.internal.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKey;
import io.claviger.IpAddress;
import io.claviger.Organization;
import io.claviger.Samples;
import io.claviger.SecretHint;
import io.claviger.SecretInfo;
import io.claviger.Whitelist;
import io.claviger.internal.value.Timestamps;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import io.claviger.spi.WhitelistBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A key for one check says the same as one that is packed to be kept. */
class PackedKeyTest {
  private static final long NOW = Timestamps.toMicros(Samples.NOW);

  @Test
  void ofAWhitelistOfAnyLength() {
    for (int length : new int[] {0, 1, 3, 16, 17, 40}) {
      Whitelist listed = Samples.whitelist(blocks(length));
      for (Whitelist whitelist : List.of(listed, readFromText(listed))) {
        ApiKey key = Samples.owner(1);
        Pair pair = pair(Samples.stored(key.with(key.settings().withWhitelist(whitelist))));
        assertEquals(length, pair.assertSameEntries(whitelist).size());
      }
    }
  }

  @Test
  void ofSecretsInAnyState() {
    StoredApiKey key =
        Samples.stored(Samples.member(1))
            .with(
                List.of(
                    secret(1, Optional.empty(), Optional.of(Duration.ofHours(1))),
                    secret(2, Optional.of(Samples.NOW), Optional.empty()),
                    secret(3, Optional.of(Samples.NOW.plusSeconds(1)), Optional.empty())));
    Pair pair = pair(key);
    for (int i = 0; i < 3; i++) {
      pair.assertSameSecret(i);
      assertEquals(key.secrets().get(i).info().id(), pair.once.secretId(i));
      assertEquals(i != 1, pair.once.isLive(i, NOW));
      assertEquals(i != 0, pair.once.isSuccessor(i));
    }
    assertEquals(3, pair.once.secretCount());
  }

  @Test
  void ofAKeyThatMayNotBeUsed() {
    ApiKey key = Samples.member(1);
    assertState(key, true, false);
    assertState(Samples.disabled(key), false, false);
    assertState(Samples.expiring(key, Samples.NOW), true, true);
    assertState(Samples.expiring(key, Samples.NOW.plusMillis(1)), true, false);
  }

  private static void assertState(ApiKey key, boolean enabled, boolean expired) {
    Pair pair = pair(Samples.stored(key));
    for (PackedKey each : List.of(pair.once, pair.kept)) {
      assertEquals(enabled, each.isEnabled());
      assertEquals(expired, each.isExpired(NOW));
    }
  }

  /** Some of them within others. */
  private static String[] blocks(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                switch (i % 4) {
                  case 0 -> "10." + i + ".0.0/16";
                  case 1 -> "10." + (i - 1) + ".7.0/24";
                  case 2 -> "2001:db8:" + i + "::/48";
                  default -> "2001:db8:" + (i - 1) + ":1::/64";
                })
        .toArray(String[]::new);
  }

  /** As a store does that keeps it as text. */
  private static Whitelist readFromText(Whitelist whitelist) {
    WhitelistBuilder builder = new WhitelistBuilder(1);
    whitelist
        .entries()
        .forEach(
            entry -> {
              String block = entry.block().toString();
              long created = Timestamps.toMicros(entry.createdAt());
              builder.add(block, 0, block.length(), created, entry.addedIn());
            });
    return builder.build();
  }

  private static StoredSecret secret(int n, Optional<Instant> expiry, Optional<Duration> grace) {
    SecretInfo info =
        new SecretInfo(Samples.secretId(n), SecretHint.hidden(), Samples.NOW, expiry, grace);
    return new StoredSecret(info, List.of(new Verifier("a$" + n), new Verifier("b$" + n)));
  }

  private static Pair pair(StoredApiKey stored) {
    Organization organization = Samples.organization(stored.key());
    KeyLookup full = KeyLookup.of(organization, stored);
    PackedKey once = PackedKey.forOneCheck(full);
    PackedKey kept = Samples.packed(organization, stored);
    assertSame(full.key(), once.key());
    assertSame(full.secrets(), once.secrets());
    assertEquals(kept, once);
    assertEquals(once, kept);
    assertEquals(kept.toString(), once.toString());
    assertTrue(once.hasPublicKey(stored.key().publicKey()));
    assertTrue(once.isOf(Samples.ORG));
    return new Pair(once, kept);
  }

  /** Of the same key. */
  private record Pair(PackedKey once, PackedKey kept) {
    /** Which of them are found. */
    Set<Integer> assertSameEntries(Whitelist whitelist) {
      List<IpAddress> addresses = new ArrayList<>();
      whitelist.entries().forEach(entry -> addresses.add(entry.block().network()));
      addresses.add(Samples.ip("192.0.2.1"));
      addresses.add(Samples.ip("2001:db8:ffff::1"));
      Set<Integer> found = new HashSet<>();
      for (IpAddress address : addresses) {
        int entry = kept.match(address);
        assertEquals(entry, once.match(address));
        // By a table from the second time on.
        assertEquals(entry, once.match(address));
        assertEquals(whitelist.match(address), once.entry(entry));
        assertEquals(kept.entry(entry), once.entry(entry));
        assertEquals(kept.isAdmittedBy(entry), once.isAdmittedBy(entry));
        assertEquals(kept.through(0, entry), once.through(0, entry));
        found.add(entry);
      }
      assertTrue(found.remove(PackedKey.NONE));
      return found;
    }

    void assertSameSecret(int index) {
      assertEquals(kept.secretCount(), once.secretCount());
      assertEquals(kept.secrets(), once.secrets());
      assertEquals(kept.secretId(index), once.secretId(index));
      assertEquals(kept.isLive(index, NOW), once.isLive(index, NOW));
      assertEquals(kept.isSuccessor(index), once.isSuccessor(index));
      assertEquals(kept.secret(index).toVerifiers(), once.secret(index).toVerifiers());
    }
  }
}
