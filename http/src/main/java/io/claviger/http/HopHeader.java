package io.claviger.http;

import io.claviger.model.IpAddress;
import java.util.Optional;

/**
 * A header field to which each proxy appends whom it forwards for: one element of a list for each
 * hop, separated by commas.
 */
sealed interface HopHeader permits ForwardedHeader, XForwardedForHeader {
  /** The name of the field. */
  String name();

  /** Where the last element begins of the list that ends before {@code end}. */
  int startOfLast(String list, int end);

  /** The address that an element names; empty if it names none, or more than one. */
  Optional<IpAddress> address(String element);
}
