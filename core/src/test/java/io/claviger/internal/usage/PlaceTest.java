package io.claviger.internal.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.claviger.ApiKeyId;
import io.claviger.CidrBlock;
import io.claviger.Samples;
import io.claviger.SecretId;
import io.claviger.WhitelistEntry;
import io.claviger.spi.UsedThrough;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** It is equal to another one just where both are counted in one row. */
class PlaceTest {
  private static final String ID = "0123456789abcdef01234567";
  private static final List<Optional<WhitelistEntry>> ENTRIES =
      List.of(
          Optional.empty(),
          entry("0.0.0.0/0", 0),
          entry("::/0", 0),
          entry("::/1", 0),
          entry("0.0.0.0/1", 0),
          entry("0.0.0.0/1", 1),
          entry("0.0.0.1/32", 1),
          entry("::1/128", 1),
          entry("0:0:0:1::/128", 1));

  @Test
  void eachDigitOfTheIdsCounts() {
    Set<Place> all = new HashSet<>(Set.of(place(ID, ID, Optional.empty())));
    for (int i = 0; i < ID.length(); i++) {
      String other = ID.substring(0, i) + (ID.charAt(i) == 'f' ? '0' : 'f') + ID.substring(i + 1);
      all.add(place(other, ID, Optional.empty()));
      all.add(place(ID, other, Optional.empty()));
    }
    assertEquals(1 + 2 * ID.length(), all.size());
  }

  @Test
  void blockAndRevisionOfTheEntryCount() {
    for (int i = 0; i < ENTRIES.size(); i++) {
      for (int j = 0; j < ENTRIES.size(); j++) {
        Place one = place(ID, ID, ENTRIES.get(i));
        Place other = place(ID, ID, ENTRIES.get(j));
        assertEquals(i == j, one.equals(other), ENTRIES.get(i) + " and " + ENTRIES.get(j));
        assertEquals(i == j, one.hashCode() == other.hashCode() && one.equals(other));
      }
    }
    assertNotEquals(place(ID, ID, ENTRIES.get(0)), ID);
  }

  @Test
  void entriesOfOneKeyAreSpread() {
    Set<Integer> hashes = new HashSet<>();
    IntStream.range(0, 1000)
        .mapToObj(i -> entry("10." + i / 256 + "." + i % 256 + ".0/24", 1))
        .forEach(entry -> hashes.add(place(ID, ID, entry).hashCode()));
    assertEquals(1000, hashes.size());
  }

  private static Place place(String key, String secret, Optional<WhitelistEntry> entry) {
    return new Place(new UsedThrough(Samples.ORG, new ApiKeyId(key), new SecretId(secret), entry));
  }

  private static Optional<WhitelistEntry> entry(String block, long addedIn) {
    return Optional.of(new WhitelistEntry(CidrBlock.parse(block), Instant.EPOCH, addedIn));
  }
}
