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
  private final String expected;

  JsonException(Reason reason, Optional<String> attribute) {
    this(reason, attribute, "");
  }

  private JsonException(Reason reason, Optional<String> attribute, String expected) {
    super(reason + attribute.map(name -> " " + name).orElse(""), null, false, false);
    this.reason = reason;
    this.attribute = attribute;
    this.expected = expected;
  }

  /** Returns the refusal of a value that is not what the route expects, such as "a text". */
  static JsonException wrongType(String attribute, String expected) {
    return new JsonException(Reason.WRONG_TYPE, Optional.of(attribute), expected);
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

  /**
   * Returns what a value of the wrong type should be, such as "a text"; empty for other reasons.
   */
  public String expected() {
    return expected;
  }
}
