package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The record of one change, written in the same commit as the change. It never contains a secret.
 *
 * @param details the changed parts, by name: plain text of 1 to 250 code points. The library cuts
 *     longer text
 * @param mac the MAC over this event and the MAC of the event before it; empty if the event was
 *     written without a pepper. Stores keep it as it is: up to 120 ASCII characters
 */
public record AuditEvent(
    EventId id,
    EventType type,
    Subject subject,
    Stamp stamp,
    SortedMap<String, String> details,
    Optional<String> mac) {
  /** The maximum length of the name and of the value of a detail, in code points. */
  public static final int MAX_DETAIL = DisplayText.MAX_CODE_POINTS;

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

  /** Creates an event without a MAC. */
  public AuditEvent(
      EventId id, EventType type, Subject subject, Stamp stamp, SortedMap<String, String> details) {
    this(id, type, subject, stamp, details, Optional.empty());
  }

  /** Copies the details. Throws {@link InvalidValueException} for details that break their rule. */
  public AuditEvent {
    Arguments.require(
        details, "details", id, "id", type, "type", subject, "subject", stamp, "stamp");
    Objects.requireNonNull(mac, "mac");
    details = NaturalOrder.copyOf(details);
    details.forEach(
        (name, value) -> {
          DisplayText.require(ErrorCode.INVALID_VALUE, "event detail name", name);
          DisplayText.require(ErrorCode.INVALID_VALUE, "event detail", value);
        });
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
}
