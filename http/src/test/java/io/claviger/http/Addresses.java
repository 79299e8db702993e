package io.claviger.http;

import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;

/** Short names for tests. */
final class Addresses {
  private Addresses() {}

  static IpAddress ip(String text) {
    return IpAddress.parse(text);
  }

  static CidrBlock block(String text) {
    return CidrBlock.parse(text);
  }
}
