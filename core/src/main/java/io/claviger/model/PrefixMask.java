package io.claviger.model;

import io.claviger.model.IpAddress.Family;

/** The bits that a prefix length keeps. */
record PrefixMask(long high, long low) {
  /** For 0 to 32, or 0 to 128. */
  public static PrefixMask of(Family family, int prefixLength) {
    if (family == Family.IPV4) {
      return new PrefixMask(0, upper(prefixLength + 32) & 0xffff_ffffL);
    }
    return new PrefixMask(upper(Math.min(prefixLength, 64)), upper(Math.max(prefixLength - 64, 0)));
  }

  /** The address with all other bits cleared. */
  public IpAddress network(IpAddress address) {
    return new IpAddress(address.family(), address.high() & high, address.low() & low);
  }

  private static long upper(int count) {
    return count == 0 ? 0 : -1L << (64 - count);
  }
}
