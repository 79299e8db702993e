package io.claviger.model;

import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One thing that was changed, written in the same commit as the change. Never holds a secret.
 *
 * @param details what changed, by name: plain text of 1 to 250 code points; the library cuts what
 *     is longer before
 */
public record AuditEvent(
    EventId id, EventType type, Subject subject, Stamp stamp, SortedMap<String, String> details) {
  /** The longest name and value of a detail, in code points. */
  public static final int MAX_DETAIL = DisplayText.MAX_CODE_POINTS;

  /** What was changed: a key, or the organization itself. */
  public record Subject(OrganizationId organization, Optional<ApiKeyId> apiKey) {
    /** No part may be null. */
    public Subject {
      Objects.requireNonNull(organization, "organization");
      Objects.requireNonNull(apiKey, "apiKey");
    }

    /** The organization itself. */
    public static Subject of(OrganizationId organization) {
      return new Subject(organization, Optional.empty());
    }

    /** A key of it. */
    public static Subject of(OrganizationId organization, ApiKeyId apiKey) {
      return new Subject(organization, Optional.of(apiKey));
    }
  }

  /** Copies; throws {@link InvalidValueException} for details that break their rule. */
  public AuditEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(stamp, "stamp");
    details = NaturalOrder.copyOf(details);
    details.forEach(
        (name, value) -> {
          DisplayText.require(ErrorCode.INVALID_VALUE, "event detail name", name);
          DisplayText.require(ErrorCode.INVALID_VALUE, "event detail", value);
        });
  }

  /** The organization that was changed. */
  public OrganizationId organization() {
    return subject.organization();
  }
}
