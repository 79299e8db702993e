package io.claviger.http;

import io.claviger.model.IpAddress;
import java.util.Optional;

/**
 * A header field with a list of hops, separated by commas. Each proxy appends an element with the
 * address that it forwards for.
 */
sealed interface HopHeader permits ForwardedHeader, XForwardedForHeader {
  String name();

  /** Returns where the last element begins in the list that ends before {@code end}. */
  int startOfLast(String list, int end);

  /** Returns the address in an element. It is empty unless there is exactly one address. */
  Optional<IpAddress> address(String element);
}
