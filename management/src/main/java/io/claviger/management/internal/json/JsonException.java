package io.claviger.management.internal.json;

import java.util.Optional;

/** The text that a client sent is not the JSON that a route reads. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is wrong with it. */
  public enum Reason {
    /** It is not JSON in UTF-8, has a name twice, or is too deep or too long. */
    MALFORMED,
    /** It is no object. */
    NOT_AN_OBJECT,
    /** It has an attribute that the route does not read. */
    UNKNOWN_ATTRIBUTE,
    /** An attribute has a value of the wrong type. */
    WRONG_TYPE,
    /** An attribute is missing. */
    MISSING
  }

  private final Reason reason;
  private final Optional<String> attribute;

  JsonException(Reason reason, Optional<String> attribute) {
    super(reason + attribute.map(name -> " " + name).orElse(""), null, false, false);
    this.reason = reason;
    this.attribute = attribute;
  }

  static JsonException of(Reason reason, String attribute) {
    return new JsonException(reason, Optional.of(attribute));
  }

  /** Returns what is wrong. */
  public Reason reason() {
    return reason;
  }

  /** Returns the attribute, as the client wrote it if it is unknown. */
  public Optional<String> attribute() {
    return attribute;
  }
}
