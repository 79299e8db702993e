package io.claviger.internal.management;

import static java.util.Comparator.naturalOrder;

import io.claviger.internal.credential.Entropy;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventType;
import io.claviger.model.KeyKind;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Stamp;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A change that is being prepared: its next revision, its stamp and its events. Used once, by one
 * thread.
 */
public record Draft(DecisionInput input, Entropy entropy, Stamp stamp, List<AuditEvent> events) {
  public Draft(DecisionInput input, Entropy entropy) {
    this(input, entropy, new Stamp(input.now(), input.caller().actor()), new ArrayList<>());
  }

  /** Returns the number of the revision that the change makes. */
  public long nextNumber() {
    return input.organization().revision().number() + 1;
  }

  public void addEvent(EventType type, ApiKeyId key, Map<String, String> details) {
    addEvent(type, AuditEvent.Subject.of(organizationId(), key), details);
  }

  public void addEvent(EventType type, Map<String, String> details) {
    addEvent(type, AuditEvent.Subject.of(organizationId()), details);
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /**
   * Returns a change of these keys. It gives the organization these counters and its next revision.
   */
  public OrganizationChange change(KeyChanges keys, OrganizationCounters counters) {
    return change(keys, input.organization().with(counters));
  }

  OrganizationChange change(KeyChanges keys, Organization after) {
    return covered(
        OrganizationChange.update(input.organization().revision(), moved(after), keys, events));
  }

  OrganizationChange deletion() {
    return covered(
        OrganizationChange.deletion(
            input.organization().revision(), moved(input.organization()), events));
  }

  /**
   * Returns the creation of the organization of the input, which does not exist yet, with its first
   * keys.
   */
  public OrganizationChange creation(List<StoredApiKey> first, OrganizationCounters counters) {
    return covered(OrganizationChange.creation(input.organization().with(counters), first, events));
  }

  private OrganizationChange covered(OrganizationChange change) {
    return input.macs().cover(change, input.snapshot().chain());
  }

  /** Returns the details of {@link EventType#API_KEY_CREATED}. */
  public static Map<String, String> creationDetails(ApiKey key) {
    Map<String, String> details = new TreeMap<>();
    details.put("publicKey", key.publicKey().value());
    details.put("roles", text(key.roles()));
    details.put("description", key.description());
    key.rateLimit().ifPresent(rate -> details.put("rateLimit", rate.toString()));
    key.name().ifPresent(name -> details.put("name", name));
    if (!key.kind().equals(KeyKind.none())) {
      details.put("kind", key.kind().value());
    }
    key.secrets().stream()
        .flatMap(secret -> secret.expiresAt().stream())
        .forEach(end -> details.put("secretExpiresAt", end.toString()));
    return details;
  }

  private void addEvent(EventType type, AuditEvent.Subject subject, Map<String, String> details) {
    SortedMap<String, String> cut = new TreeMap<>();
    details.forEach((name, value) -> cut.put(name, cut(value)));
    events.add(
        AuditEvent.of(entropy.eventId(stamp.at()), type, subject, stamp, cut, Optional.empty()));
  }

  private Organization moved(Organization after) {
    return after.withRevision(input.organization().revision().next(entropy.revision()));
  }

  private OrganizationId organizationId() {
    return input.organization().id();
  }

  /** Lists roles of owners first, because the end of a long text is cut off. */
  static String text(Collection<RoleAssignment> roles) {
    return roles.stream()
        .sorted(Comparator.comparing(Draft::isOwners).reversed().thenComparing(naturalOrder()))
        .toList()
        .toString();
  }

  private static boolean isOwners(RoleAssignment assignment) {
    return assignment.role().equals(Role.ORG_OWNER) || assignment.role().equals(Role.PROJECT_OWNER);
  }

  private static String cut(String value) {
    int length = value.codePointCount(0, value.length());
    if (length <= AuditEvent.MAX_DETAIL) {
      return value;
    }
    return value.substring(0, value.offsetByCodePoints(0, AuditEvent.MAX_DETAIL - 1)) + "\u2026";
  }
}
