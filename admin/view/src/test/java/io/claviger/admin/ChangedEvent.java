package io.claviger.admin;

import io.claviger.model.Actor;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventType;
import io.claviger.model.IpAddress;
import io.claviger.model.Stamp;
import java.util.Optional;
import java.util.TreeMap;

/** An event of which somebody changed one field. */
final class ChangedEvent {
  private ChangedEvent() {}

  /** Returns the event with another value in this field, which is 0 to 8. */
  static AuditEvent of(AuditEvent event, int field) {
    Stamp stamp = event.stamp();
    Actor by = stamp.by();
    TreeMap<String, String> details = new TreeMap<>(event.details());
    details.put("added", "later");
    return switch (field) {
      case 0 -> with(new EventId("f".repeat(24)), event.type(), event, stamp);
      case 1 -> with(event.id(), EventType.API_KEY_LABELS_CHANGED, event, stamp);
      case 2 -> with(event.id(), event.type(), event, new Stamp(stamp.at().plusMillis(1), by));
      case 3 -> with(event.id(), event.type(), event, by(stamp, Actor.user("test")));
      case 4 -> with(event.id(), event.type(), event, by(stamp, Actor.application("other")));
      case 5 -> {
        Actor at = new Actor(by.kind(), by.name(), Optional.of(IpAddress.parse("192.0.2.1")));
        yield with(event.id(), event.type(), event, by(stamp, at));
      }
      case 6 -> {
        AuditEvent.Subject key =
            AuditEvent.Subject.of(event.organization(), new ApiKeyId("f".repeat(24)));
        yield AuditEvent.of(event.id(), event.type(), key, stamp, event.details(), event.mac());
      }
      case 7 ->
          AuditEvent.of(event.id(), event.type(), event.subject(), stamp, details, event.mac());
      default -> event.withMac("1.x$");
    };
  }

  private static Stamp by(Stamp stamp, Actor actor) {
    return new Stamp(stamp.at(), actor);
  }

  private static AuditEvent with(EventId id, EventType type, AuditEvent event, Stamp stamp) {
    return AuditEvent.of(id, type, event.subject(), stamp, event.details(), event.mac());
  }
}
