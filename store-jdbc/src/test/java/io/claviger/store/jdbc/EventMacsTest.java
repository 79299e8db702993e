package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.admin.EventVerification;
import io.claviger.admin.EventVerification.Problem;
import io.claviger.admin.Operator;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventQuery;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rows of events that somebody changes by SQL are named. */
final class EventMacsTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final OrganizationId ACME = new OrganizationId("acme");

  private final Servers servers;

  EventMacsTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void changedMissingAndErasedRowsAreNamed(TestDatabase database) throws Exception {
    DataSource dataSource = servers.freshDatabase(database);
    Schema.migrate(dataSource);
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    try (Claviger claviger = Claviger.builder(store).peppers(StoredKeys.PEPPERS).build()) {
      ApiKeys application = claviger.actingAs(Caller.application("test"));
      application.createOrganization(NewOrganization.named("Acme").withId(ACME));
      application.bumpRevision(ACME);
      application.bumpRevision(ACME);
      Operator operator = Operator.of(claviger, "operator");
      List<AuditEvent> events = application.events(EventQuery.newest(ACME, 10));
      assertEquals(
          new EventVerification(4, 0, 0, false, Optional.of(1L), Optional.empty()),
          operator.verifyEvents(ACME));

      for (String change :
          List.of("happened_at = happened_at + 1", "happened_by_name = 'ann'", "mac = null")) {
        String where = " where id = '" + events.get(1).id() + "'";
        execute(dataSource, "create table copied as select * from claviger_audit_event");
        execute(dataSource, "update claviger_audit_event set " + change + where);
        assertEquals(problem(true, events.get(1)), operator.verifyEvents(ACME).problem(), change);
        execute(dataSource, "delete from claviger_audit_event");
        execute(dataSource, "insert into claviger_audit_event select * from copied");
        execute(dataSource, "drop table copied");
      }
      assertEquals(Optional.empty(), operator.verifyEvents(ACME).problem());

      execute(
          dataSource, "delete from claviger_audit_event where id = '" + events.get(0).id() + "'");
      assertEquals(problem(false, events.get(1)), operator.verifyEvents(ACME).problem());

      execute(dataSource, "delete from claviger_audit_event");
      execute(dataSource, "update claviger_organization set events_mac = null");
      application.bumpRevision(ACME);
      EventId next = store.events(EventQuery.newest(ACME, 1)).get(0).id();
      assertEquals(
          new EventVerification(
              1,
              0,
              0,
              true,
              Optional.of(1L),
              Optional.of(new Problem(Problem.Kind.MISSING_BEFORE, Optional.of(next)))),
          operator.verifyEvents(ACME));
    }
  }

  /** A page that ends between two events in one place must not lose the second one. */
  @EachDatabase
  void anEventInThePlaceOfAnotherIsSeen(TestDatabase database) throws Exception {
    DataSource dataSource = servers.freshDatabase(database);
    Schema.migrate(dataSource);
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    try (Claviger claviger = Claviger.builder(store).peppers(StoredKeys.PEPPERS).build()) {
      ApiKeys application = claviger.actingAs(Caller.application("test"));
      application.createOrganization(NewOrganization.named("Acme").withId(ACME));
      application.bumpRevision(ACME);
      application.bumpRevision(ACME);
      AuditEvent copied = store.events(EventQuery.newest(ACME, 2)).get(1);
      for (String id : List.of("0".repeat(24), "f".repeat(24))) {
        execute(dataSource, copy(copied, id));
        List<AuditEvent> all = store.events(EventQuery.newest(ACME, 100));
        for (int limit = 1; limit <= all.size(); limit++) {
          assertEquals(all, inPagesOf(limit, store));
        }
        EventVerification result = Operator.of(claviger, "operator").verifyEvents(ACME);
        assertEquals(problem(true, new EventId(id)), result.problem());
        execute(dataSource, "delete from claviger_audit_event where id = '" + id + "'");
      }
    }
  }

  private static String copy(AuditEvent event, String id) {
    String rest =
        "organization_id, revision_number, position, type, key_id, happened_at, happened_by_kind,"
            + " happened_by_name, happened_by_address, details, mac";
    return ("insert into claviger_audit_event (id, %s) select '%s', %s from claviger_audit_event"
            + " where id = '%s'")
        .formatted(rest, id, rest, event.id());
  }

  private static List<AuditEvent> inPagesOf(int limit, JdbcApiKeyStore store) {
    List<AuditEvent> read = new ArrayList<>();
    EventQuery query = EventQuery.newest(ACME, limit);
    List<AuditEvent> page = store.events(query);
    while (!page.isEmpty()) {
      read.addAll(page);
      page = store.events(query.withBefore(page.get(page.size() - 1).id()));
    }
    return read;
  }

  private static Optional<Problem> problem(boolean changed, AuditEvent event) {
    return problem(changed, event.id());
  }

  private static Optional<Problem> problem(boolean changed, EventId event) {
    return Optional.of(
        new Problem(
            changed ? Problem.Kind.CHANGED : Problem.Kind.MISSING_AFTER, Optional.of(event)));
  }
}
