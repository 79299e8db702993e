package io.claviger.internal.usage;

import io.claviger.CidrBlock;
import io.claviger.IpAddress;
import io.claviger.WhitelistEntry;
import io.claviger.spi.UsedThrough;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request went through, as far as it takes to tell it from others: the ids of key and
 * secret, and the block and the revision of the entry. Compared by numbers in one object: a request
 * that was looked up anew searches all tallies for its own, and would have to fetch the fifteen
 * objects that the values are. No organization: ids of keys are unique in a store. Kept in the map
 * alone, which lets it go when the tally is drained; a key in a cache may remember its tally for
 * long.
 */
final class Place {
  /** Digits of an id in the first number; the rest is in the second. */
  private static final int WHOLE = 16;

  private final UsedThrough through;
  private final long key;
  private final int restOfKey;
  private final long secret;
  private final int restOfSecret;

  /** Null where no entry had to admit; the rest is zero then. */
  private final IpAddress.@Nullable Family family;

  private final long high;
  private final long low;
  private final int prefixLength;
  private final long addedIn;

  Place(UsedThrough through) {
    this.through = through;
    key = whole(through.apiKey().value());
    restOfKey = rest(through.apiKey().value());
    secret = whole(through.secret().value());
    restOfSecret = rest(through.secret().value());
    Optional<WhitelistEntry> entry = through.entry();
    if (entry.isPresent()) {
      CidrBlock block = entry.get().block();
      family = block.network().family();
      high = block.network().high();
      low = block.network().low();
      prefixLength = block.prefixLength();
      addedIn = entry.get().addedIn();
    } else {
      family = null;
      high = 0;
      low = 0;
      prefixLength = 0;
      addedIn = 0;
    }
  }

  /** As a store is told it. */
  UsedThrough through() {
    return through;
  }

  private static long whole(String id) {
    return HexFormat.fromHexDigitsToLong(id, 0, WHOLE);
  }

  private static int rest(String id) {
    return HexFormat.fromHexDigits(id, WHOLE, id.length());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Place that
        && secret == that.secret
        && restOfSecret == that.restOfSecret
        && key == that.key
        && restOfKey == that.restOfKey
        && family == that.family
        && high == that.high
        && low == that.low
        && prefixLength == that.prefixLength
        && addedIn == that.addedIn;
  }

  /** Of the secret and the block: few places have both in common. */
  @Override
  public int hashCode() {
    long ofSecret = 31 * secret + restOfSecret;
    long ofBlock = 31 * (31 * high + low) + prefixLength;
    return Long.hashCode(31 * ofSecret + ofBlock);
  }
}
