package io.claviger.benchmarks.size;

import io.claviger.model.ApiKey;
import io.claviger.model.AuditEvent;
import io.claviger.model.IpAddress;
import io.claviger.model.Organization;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import io.claviger.model.Stamp;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Writes the same rows as the library by plain JDBC, with one batch for each table. It supports
 * only new organizations and new keys.
 */
final class PlainJdbcWriter implements Writer {
  private static final String ADVANCE =
      """
      update claviger_organization set api_keys = ?, revision_number = ?, revision_random = ?
       where id = ? and revision_number = ? and revision_random = ?
      """;

  @Override
  public void write(Connection connection, List<OrganizationChange> changes) throws SQLException {
    organizations(connection, changes);
    List<StoredApiKey> keys =
        changes.stream().flatMap(change -> change.keys().created().stream()).toList();
    keys(connection, keys);
    roles(connection, keys);
    secrets(connection, keys);
    usage(connection, keys);
    events(connection, changes);
  }

  private static void organizations(Connection connection, List<OrganizationChange> changes)
      throws SQLException {
    try (Batch insert =
            Batch.into(
                connection,
                "claviger_organization",
                "id, state, name, whitelist_required, maximum_lifetime, limit_api_keys,"
                    + " limit_whitelist_entries, api_keys, lasting_owners, revision_number,"
                    + " revision_random, created_at, created_by_kind, created_by_name,"
                    + " created_by_address");
        Batch advance = new Batch(connection, ADVANCE)) {
      for (OrganizationChange change : changes) {
        Organization its = change.organization();
        if (change.expected().isEmpty()) {
          insert.text(its.id().value()).text("active").text(its.settings().name());
          insert.flag(its.settings().whitelistRequired()).noNumber();
          insert.count(its.settings().limits().apiKeys());
          insert.count(its.settings().limits().whitelistEntries());
          insert.count(its.counters().apiKeys()).count(its.counters().lastingOwners());
          insert.number(its.revision().number()).number(its.revision().random());
          stamp(insert, its.created()).add();
        } else {
          advance.count(its.counters().apiKeys());
          advance.number(its.revision().number()).number(its.revision().random());
          advance.text(its.id().value());
          advance.number(change.expected().get().number());
          advance.number(change.expected().get().random()).add();
        }
      }
      insert.run();
      advance.run();
    }
  }

  private static void keys(Connection connection, List<StoredApiKey> keys) throws SQLException {
    try (Batch insert =
        Batch.into(
            connection,
            "claviger_api_key",
            "id, organization_id, public_key, description, labels, roles, whitelist, enabled,"
                + " expires_at, created_at, created_by_kind, created_by_name,"
                + " created_by_address")) {
      for (StoredApiKey stored : keys) {
        ApiKey key = stored.key();
        insert.text(key.id().value()).text(key.organization().value());
        insert.text(key.publicKey().value()).text(key.description()).text("");
        insert.text(roles(key)).text(whitelist(key));
        insert.flag(key.isEnabled()).noNumber();
        stamp(insert, key.identity().created()).add();
      }
      insert.run();
    }
  }

  private static void roles(Connection connection, List<StoredApiKey> keys) throws SQLException {
    try (Batch insert = Batch.into(connection, "claviger_key_role", "key_id, project_id, role")) {
      for (StoredApiKey stored : keys) {
        for (RoleAssignment role : stored.key().roles()) {
          insert.text(stored.key().id().value()).text(project(role.scope()));
          insert.text(role.role().name()).add();
        }
      }
      insert.run();
    }
  }

  private static void secrets(Connection connection, List<StoredApiKey> keys) throws SQLException {
    try (Batch insert =
        Batch.into(
            connection,
            "claviger_secret",
            "id, key_id, position, hint, created_at, expires_at, grace, verifiers")) {
      for (StoredApiKey stored : keys) {
        for (int i = 0; i < stored.secrets().size(); i++) {
          StoredSecret secret = stored.secrets().get(i);
          insert.text(secret.info().id().value()).text(stored.key().id().value()).count(i);
          insert.text(secret.info().hint().redacted()).number(micros(secret.info().createdAt()));
          insert.noNumber().noNumber();
          insert.text(
              secret.verifiers().stream().map(Verifier::encoded).collect(Collectors.joining("\n")));
          insert.add();
        }
      }
      insert.run();
    }
  }

  private static void usage(Connection connection, List<StoredApiKey> keys) throws SQLException {
    try (Batch insert =
        Batch.into(connection, "claviger_usage", "key_id, kind, subject, added_in, use_count")) {
      for (StoredApiKey stored : keys) {
        String id = stored.key().id().value();
        insert.text(id).text("key").text(id).number(0).number(0).add();
        for (StoredSecret secret : stored.secrets()) {
          insert.text(id).text("secret").text(secret.info().id().value()).number(0).number(0).add();
        }
        for (WhitelistEntry entry : stored.key().whitelist().entries()) {
          insert.text(id).text("entry").text(entry.block().toString());
          insert.number(entry.addedIn()).number(0).add();
        }
      }
      insert.run();
    }
  }

  private static void events(Connection connection, List<OrganizationChange> changes)
      throws SQLException {
    try (Batch insert =
        Batch.into(
            connection,
            "claviger_audit_event",
            "id, organization_id, revision_number, position, type, key_id, happened_at,"
                + " happened_by_kind, happened_by_name, happened_by_address, details")) {
      for (OrganizationChange change : changes) {
        for (int i = 0; i < change.events().size(); i++) {
          AuditEvent event = change.events().get(i);
          insert.text(event.id().value()).text(event.organization().value());
          insert.number(change.organization().revision().number()).count(i);
          insert.text(event.type().stored()).noText();
          stamp(insert, event.stamp());
          insert.text(
              event.details().entrySet().stream()
                  .map(detail -> detail.getKey() + "\t" + detail.getValue())
                  .collect(Collectors.joining("\n")));
          insert.add();
        }
      }
      insert.run();
    }
  }

  private static Batch stamp(Batch batch, Stamp stamp) throws SQLException {
    batch.number(micros(stamp.at())).text(stamp.by().kind().stored()).text(stamp.by().name());
    String address = stamp.by().address().map(IpAddress::toString).orElse(null);
    return address == null ? batch.noText() : batch.text(address);
  }

  private static String roles(ApiKey key) {
    return key.roles().stream()
        .map(
            role -> {
              String project = project(role.scope());
              return role.role().name() + (project.isEmpty() ? "" : "\t" + project);
            })
        .collect(Collectors.joining("\n"));
  }

  private static String whitelist(ApiKey key) {
    StringJoiner lines = new StringJoiner("\n");
    String before = "";
    for (WhitelistEntry entry : key.whitelist().entries()) {
      String added = "\t" + micros(entry.createdAt()) + "\t" + entry.addedIn();
      lines.add(entry.block() + (added.equals(before) ? "" : added));
      before = added;
    }
    return lines.toString();
  }

  private static String project(Scope scope) {
    return scope instanceof Scope.Project in ? in.id().value() : "";
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
