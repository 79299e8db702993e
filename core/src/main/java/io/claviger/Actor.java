package io.claviger;

import io.claviger.internal.value.DisplayText;
import java.util.Objects;
import java.util.Optional;

/**
 * Who did something, as it is kept for ever.
 *
 * @param name the id of a key, or the host's name for the user or for itself: 1 to 250 code points
 *     of plain text
 * @param address where a key called from; empty for the others
 */
public record Actor(Kind kind, String name, Optional<IpAddress> address) {
  /** The kinds of caller. */
  public enum Kind {
    /** An API key. */
    API_KEY,
    /** A user of the host. */
    USER,
    /** The host application itself. */
    HOST
  }

  /** Throws {@link InvalidValue} for a name that breaks its rule. */
  public Actor {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(address, "address");
    DisplayText.require(ErrorCode.INVALID_ATTRIBUTE, "name of the caller", name);
  }

  @Override
  public String toString() {
    return kind + " " + name + address.map(at -> " from " + at).orElse("");
  }
}
