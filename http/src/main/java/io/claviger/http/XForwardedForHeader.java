package io.claviger.http;

import io.claviger.model.IpAddress;
import java.util.Optional;

/** {@code X-Forwarded-For}: plain addresses, with or without a port, and no quotes. */
final class XForwardedForHeader implements HopHeader {
  @Override
  public String name() {
    return "X-Forwarded-For";
  }

  @Override
  public int startOfLast(String list, int end) {
    return list.lastIndexOf(',', end - 1) + 1;
  }

  /**
   * Reads an element with two or more colons and no bracket as an IPv6 address. Such an element
   * cannot have a port, because nothing would separate the port from the address.
   */
  @Override
  public Optional<IpAddress> address(String element) {
    boolean bareIpv6 = element.indexOf(':') != element.lastIndexOf(':') && !element.startsWith("[");
    return bareIpv6 ? NodeText.address(element) : NodeText.addressOfNode(element);
  }
}
