package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import java.util.Optional;

/**
 * What an organization keeps about the MACs of its events, which form a chain. Stores keep each
 * text as it is: up to 120 ASCII characters.
 *
 * @param newest the MAC of the newest event; empty if events have no MAC
 * @param began where the chain began; empty if events have no MAC, or if a version of the library
 *     that does not keep it began the chain
 */
public record EventChain(Optional<String> newest, Optional<String> began) {
  private static final EventChain NONE = new EventChain(Optional.empty(), Optional.empty());

  /** Checks that no part is null. */
  public EventChain {
    Arguments.require(newest, "newest", began, "began");
  }

  /** Returns what is kept if events have no MAC. */
  public static EventChain none() {
    return NONE;
  }
}
