package io.claviger.http;

import io.claviger.model.IpAddress;
import java.util.Optional;

/** {@code X-Forwarded-For}: plain addresses, some with a port. Nothing is quoted. */
final class XForwardedForHeader implements HopHeader {
  @Override
  public String name() {
    return "X-Forwarded-For";
  }

  @Override
  public int startOfLast(String list, int end) {
    return list.lastIndexOf(',', end - 1) + 1;
  }

  /** Two colons and no bracket: all of it is an IPv6 address, as a port could not be told apart. */
  @Override
  public Optional<IpAddress> address(String element) {
    boolean bareIpv6 = element.indexOf(':') != element.lastIndexOf(':') && !element.startsWith("[");
    return bareIpv6 ? NodeText.address(element) : NodeText.addressOfNode(element);
  }
}
