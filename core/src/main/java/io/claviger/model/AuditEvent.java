package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The record of one change, written in the same commit as the change. It never contains a secret.
 * Immutable.
 */
public final class AuditEvent {
  /** The maximum length of the name and of the value of a detail, in code points. */
  public static final int MAX_DETAIL = DisplayText.MAX_CODE_POINTS;

  private final EventId id;
  private final EventType type;
  private final Subject subject;
  private final Stamp stamp;
  private final SortedMap<String, String> details;
  private final Optional<String> mac;

  private AuditEvent(
      EventId id,
      EventType type,
      Subject subject,
      Stamp stamp,
      SortedMap<String, String> details,
      Optional<String> mac) {
    Arguments.require(
        details, "details", id, "id", type, "type", subject, "subject", stamp, "stamp");
    this.id = id;
    this.type = type;
    this.subject = subject;
    this.stamp = stamp;
    this.details = NaturalOrder.copyOf(details);
    this.mac = Objects.requireNonNull(mac, "mac");
    this.details.forEach(
        (name, value) -> {
          DisplayText.require(ErrorCode.INVALID_VALUE, "event detail name", name);
          DisplayText.require(ErrorCode.INVALID_VALUE, "event detail", value);
        });
  }

  /**
   * Returns an event of all these parts, with a copy of the details. This is for stores, and gets a
   * parameter for each new part.
   *
   * @throws InvalidValueException for details that break their rule
   */
  public static AuditEvent of(
      EventId id,
      EventType type,
      Subject subject,
      Stamp stamp,
      SortedMap<String, String> details,
      Optional<String> mac) {
    return new AuditEvent(id, type, subject, stamp, details, mac);
  }

  /** Returns the id, which is unique in the store. */
  public EventId id() {
    return id;
  }

  /** Returns what was done. */
  public EventType type() {
    return type;
  }

  /** Returns what was changed. */
  public Subject subject() {
    return subject;
  }

  /** Returns when and by whom it was changed. */
  public Stamp stamp() {
    return stamp;
  }

  /**
   * Returns the changed parts, by name: plain text of 1 to 250 code points; immutable. The library
   * cuts longer text.
   */
  public SortedMap<String, String> details() {
    return details;
  }

  /**
   * Returns the MAC over this event and the MAC of the event before it; empty if the event was
   * written without a pepper. Stores keep it as it is: up to 120 ASCII characters.
   */
  public Optional<String> mac() {
    return mac;
  }

  /** Returns the same event with this MAC. */
  public AuditEvent withMac(String newMac) {
    Objects.requireNonNull(newMac, "newMac");
    return new AuditEvent(id, type, subject, stamp, details, Optional.of(newMac));
  }

  /** Returns the organization that was changed. */
  public OrganizationId organization() {
    return subject.organization();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AuditEvent that
        && id.equals(that.id)
        && type.equals(that.type)
        && subject.equals(that.subject)
        && stamp.equals(that.stamp)
        && details.equals(that.details)
        && mac.equals(that.mac);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, type, subject, stamp, details, mac);
  }

  @Override
  public String toString() {
    return "AuditEvent[id=%s, type=%s, subject=%s, stamp=%s, details=%s, mac=%s]"
        .formatted(id, type, subject, stamp, details, mac);
  }

  /** The changed object: a key, or the organization itself. */
  public record Subject(OrganizationId organization, Optional<ApiKeyId> apiKey) {
    /** Checks that no part is null. */
    public Subject {
      Arguments.require(organization, "organization", apiKey, "apiKey");
    }

    /** Returns the organization itself as the subject. */
    public static Subject of(OrganizationId organization) {
      return new Subject(organization, Optional.empty());
    }

    /** Returns a key of the organization as the subject. */
    public static Subject of(OrganizationId organization, ApiKeyId apiKey) {
      return new Subject(organization, Optional.of(Objects.requireNonNull(apiKey, "apiKey")));
    }
  }
}
