package io.claviger.model;

import io.claviger.model.IpAddress.Family;

/** The mask of a prefix length: the bits of the network are set. */
record PrefixMask(long high, long low) {
  /** Returns the mask of a prefix length: 0 to 32 for IPv4, 0 to 128 for IPv6. */
  public static PrefixMask of(Family family, int prefixLength) {
    if (family == Family.IPV4) {
      return new PrefixMask(0, upper(prefixLength + 32) & 0xffff_ffffL);
    }
    return new PrefixMask(upper(Math.min(prefixLength, 64)), upper(Math.max(prefixLength - 64, 0)));
  }

  /** Returns the address with all other bits cleared. */
  public IpAddress network(IpAddress address) {
    return new IpAddress(address.family(), address.high() & high, address.low() & low);
  }

  private static long upper(int count) {
    return count == 0 ? 0 : -1L << (64 - count);
  }
}
