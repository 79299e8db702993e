package io.claviger.model;

import java.util.Objects;

/**
 * The id of an audit event: 24 lower-case hexadecimal digits, unique in a store. The first 8 digits
 * are the second of the event.
 */
public record EventId(String value) implements Comparable<EventId> {
  /** Throws {@link InvalidValueException} if the text is not such an id. */
  public EventId {
    Objects.requireNonNull(value, "value");
    Identifiers.requireHex24(ErrorCode.INVALID_VALUE, "event id", value);
  }

  @Override
  public int compareTo(EventId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
