package io.claviger.model;

/**
 * Names an audit event: 24 lower-case hexadecimal digits, unique in a store, the first 8 of them
 * the second of the event.
 */
public record EventId(String value) implements Comparable<EventId> {
  /** Throws {@link InvalidValueException} if the text is no such id. */
  public EventId {
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
