package io.claviger.model;

import io.claviger.internal.text.Arguments;
import io.claviger.internal.text.Quoted;
import java.util.Objects;
import java.util.Optional;

/**
 * The caller that did something, as events and keys keep it permanently.
 *
 * @param name the id of a key, or the application's name for the user or for itself: 1 to 250 code
 *     points of plain text
 * @param address the address from which a key called; empty for the other kinds
 */
public record Actor(Kind kind, String name, Optional<IpAddress> address) {
  /**
   * The kinds of caller. Stores write a fixed text for each. May grow: use {@code default} in a
   * {@code switch}.
   */
  public enum Kind {
    /** An API key. */
    API_KEY("API_KEY"),
    /** A user of the application. */
    USER("USER"),
    /** The application itself. */
    APPLICATION("HOST");

    private final String stored;

    Kind(String stored) {
      this.stored = stored;
    }

    /** Returns the text that stores write for this kind. */
    public String stored() {
      return stored;
    }

    /**
     * Returns the kind for which stores write this text.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Kind ofStored(String text) {
      Objects.requireNonNull(text, "text");
      for (Kind kind : values()) {
        if (kind.stored.equals(text)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of caller is stored as " + Quoted.text(text));
    }
  }

  /** Throws {@link InvalidValueException} for a name that breaks its rule. */
  public Actor {
    Arguments.require(name, "name", kind, "kind", address, "address");
    DisplayText.require(ErrorCode.INVALID_VALUE, "name of the caller", name);
  }

  /**
   * Returns a part of the application.
   *
   * @throws InvalidValueException for a name that is empty, too long or invisible, or contains a
   *     token
   */
  public static Actor application(String name) {
    return named(Kind.APPLICATION, "name of the application", name);
  }

  /**
   * Returns a user of the application.
   *
   * @throws InvalidValueException for a name that is empty, too long or invisible, or contains a
   *     token
   */
  public static Actor user(String name) {
    return named(Kind.USER, "name of the user", name);
  }

  private static Actor named(Kind kind, String what, String name) {
    Objects.requireNonNull(name, "name");
    DisplayText.requireName(ErrorCode.INVALID_VALUE, what, name);
    return new Actor(kind, name, Optional.empty());
  }

  /** Returns a key that calls from this address. */
  public static Actor apiKey(ApiKeyId id, IpAddress address) {
    Arguments.require(id, "id", address, "address");
    return new Actor(Kind.API_KEY, id.value(), Optional.of(address));
  }

  @Override
  public String toString() {
    return kind + " " + name + address.map(at -> " from " + at).orElse("");
  }
}
