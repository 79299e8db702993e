package io.claviger.admin;

import io.claviger.admin.EventVerification.Problem.Kind;
import io.claviger.internal.management.EventMacs;
import io.claviger.internal.management.Management;
import io.claviger.internal.management.Proposal;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.EventType;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.AuditLog;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the events of one organization, from the newest to the oldest. Used once. */
final class EventCheck {
  private static final int PAGE = 500;

  /** Expected before the creation: no event has this link, and none may be without a MAC. */
  private static final String NOTHING = "nothing";

  private final EventMacs macs;
  private Optional<EventMacs.Beginning> beginning = Optional.empty();
  private Optional<AuditEvent> oldest = Optional.empty();
  private long checked;
  private long notCovered;
  private long unknownPepper;
  private Optional<EventVerification.Problem> problem = Optional.empty();

  /**
   * The link that the next older event must have: empty if it must have none, null if it may have
   * any.
   */
  private @Nullable String expected;

  /**
   * The oldest event so far under a pepper that is not known, if none under a known one followed.
   */
  private @Nullable AuditEvent unknown;

  private EventCheck(EventMacs macs) {
    this.macs = macs;
  }

  /** Returns empty if the organization changed while its newest events were read. */
  static Optional<Proposal<EventVerification>> attempt(Management management, OrganizationId id) {
    ApiKeyStore store = management.store();
    AuditLog log = management.auditLog();
    Optional<OrganizationSnapshot> snapshot = store.read(id, Set.of());
    List<AuditEvent> page = log.events(EventQuery.newest(id, PAGE));
    Optional<Revision> revision =
        Optional.ofNullable(store.revisions(Set.of(id)).get(id)).map(OrganizationVersion::revision);
    if (!snapshot.map(read -> read.organization().revision()).equals(revision)) {
      return Optional.empty();
    }
    if (snapshot.isEmpty() && page.isEmpty()) {
      throw NotFoundException.organization(id);
    }
    EventCheck walk = new EventCheck(management.context().macs());
    walk.start(snapshot, page);
    while (!page.isEmpty()) {
      page.forEach(walk::next);
      page = log.events(EventQuery.newest(id, PAGE).withBefore(page.get(page.size() - 1).id()));
    }
    return Optional.of(Proposal.unchanged(walk.result()));
  }

  private void start(Optional<OrganizationSnapshot> snapshot, List<AuditEvent> page) {
    if (snapshot.isPresent()) {
      OrganizationId id = snapshot.get().organization().id();
      expected = macs.newestLink(id, snapshot.get().chain());
      beginning = macs.beginning(id, snapshot.get().chain());
      if (page.isEmpty() && !"".equals(expected)) {
        problem = Optional.of(new EventVerification.Problem(Kind.MISSING_AFTER, Optional.empty()));
      }
      return;
    }
    // The stored MAC of a deleted organization is not read, but its deletion is its last event.
    AuditEvent newest = page.get(0);
    expected = newest.mac().map(mac -> EventMacs.Parts.of(mac).link()).orElse("");
    if (newest.type() != EventType.ORGANIZATION_DELETED) {
      missingAfter(newest);
    }
  }

  private void next(AuditEvent event) {
    oldest = Optional.of(event);
    if (event.mac().isPresent()) {
      nextCovered(event, EventMacs.Parts.of(event.mac().get()));
    } else if ("".equals(expected)) {
      notCovered++;
    } else {
      changed(event);
    }
  }

  private void nextCovered(AuditEvent event, EventMacs.Parts mac) {
    if (!macs.knows(mac)) {
      unknownPepper++;
      unknown = event;
    } else if (!macs.isRight(event, mac)) {
      changed(event);
      return;
    } else {
      checked++;
      if (unknown != null) {
        // Peppers only get newer, so nobody with the pepper of this event wrote that one later.
        found(Kind.CHANGED, unknown);
        unknown = null;
      }
    }
    if (expected != null && !expected.equals(mac.link())) {
      missingAfter(event);
    }
    expected = mac.rest();
    if (expected.isEmpty()) {
      first(event);
    }
  }

  /** An event with a MAC that follows no other one must be the one that began the chain. */
  private void first(AuditEvent event) {
    if (beginning
        .flatMap(EventMacs.Beginning::event)
        .filter(id -> !id.equals(event.id()))
        .isPresent()) {
      found(Kind.MISSING_BEFORE, event);
    }
    if (event.type() == EventType.ORGANIZATION_CREATED) {
      expected = NOTHING;
    }
  }

  /** Events come from the newest to the oldest, so a later problem is an older one. */
  private void changed(AuditEvent event) {
    found(Kind.CHANGED, event);
    expected = null;
  }

  private void missingAfter(AuditEvent event) {
    found(Kind.MISSING_AFTER, event);
  }

  private void found(Kind kind, AuditEvent event) {
    problem = Optional.of(new EventVerification.Problem(kind, Optional.of(event.id())));
  }

  private EventVerification result() {
    if (EventMacs.BROKEN.equals(expected)) {
      oldest.ifPresent(event -> found(Kind.MISSING_BEFORE, event));
    }
    boolean startsLater =
        oldest.filter(event -> event.type() == EventType.ORGANIZATION_CREATED).isEmpty();
    return new EventVerification(
        checked,
        notCovered,
        unknownPepper,
        startsLater,
        beginning.map(EventMacs.Beginning::revision),
        problem);
  }
}
