package io.claviger.benchmarks.database;

import io.claviger.model.ApiKey;
import io.claviger.model.AuditEvent;
import io.claviger.model.IpAddress;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.Revision;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import io.claviger.model.SecretInfo;
import io.claviger.model.Stamp;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the same rows as the library by plain JDBC, with one batch for each table. It supports
 * only new organizations and new keys.
 */
public final class PlainJdbcWriter {
  private static final String ADVANCE =
      """
      update claviger_organization set api_keys = ?, revision_number = ?, revision_random = ?
       where id = ? and revision_number = ? and revision_random = ?
      """;

  private static final String CREATED =
      "created_at, created_by_kind, created_by_name, created_by_address";
  private static final String ORGANIZATION =
      "id, state, name, whitelist_required, maximum_lifetime, limit_api_keys,"
          + " limit_whitelist_entries, rate_limit, key_rate_limit, api_keys, lasting_owners,"
          + " revision_number, revision_random, events_mac, events_began, "
          + CREATED;
  private static final String KEY =
      "id, organization_id, public_key, description, labels, roles, whitelist, enabled, expires_at,"
          + " rate_limit, "
          + CREATED;
  private static final String SECRET =
      "id, key_id, position, hint, created_at, expires_at, grace, verifiers";
  private static final String USAGE = "key_id, kind, subject, added_in, use_count";
  private static final String EVENT =
      "id, organization_id, revision_number, position, type, key_id, happened_at,"
          + " happened_by_kind, happened_by_name, happened_by_address, details, mac";

  private PlainJdbcWriter() {}

  /** Writes in the transaction of the connection. The caller commits. */
  public static void write(Connection connection, List<OrganizationChange> changes)
      throws SQLException {
    try (Batch organizations = Batch.into(connection, "claviger_organization", ORGANIZATION);
        Batch advances = new Batch(connection, ADVANCE);
        Batch keys = Batch.into(connection, "claviger_api_key", KEY);
        Batch roles = Batch.into(connection, "claviger_key_role", "key_id, project_id, role");
        Batch secrets = Batch.into(connection, "claviger_secret", SECRET);
        Batch usage = Batch.into(connection, "claviger_usage", USAGE);
        Batch events = Batch.into(connection, "claviger_audit_event", EVENT)) {
      for (OrganizationChange change : changes) {
        organization(organizations, advances, change);
        for (StoredApiKey stored : change.keys().created()) {
          key(keys, roles, stored.key());
          secrets(secrets, usage, stored);
        }
        events(events, change);
      }
      for (Batch each : List.of(organizations, advances, keys, roles, secrets, usage, events)) {
        each.run();
      }
    }
  }

  private static void organization(Batch inserts, Batch advances, OrganizationChange change)
      throws SQLException {
    Organization its = change.organization();
    Limits limits = its.settings().limits();
    OrganizationCounters counters = its.counters();
    Revision revision = its.revision();
    if (change.expected().isEmpty()) {
      inserts.with(its.id().value(), "active", its.settings().name());
      inserts.with(its.settings().isWhitelistRequired(), null);
      inserts.with(limits.apiKeys(), limits.whitelistEntries(), null, null);
      inserts.with(counters.apiKeys(), counters.lastingOwners());
      inserts.with(revision.number(), revision.random(), null, null);
      inserts.with(stamp(its.created())).add();
    } else {
      Revision expected = change.expected().get();
      advances.with(counters.apiKeys(), revision.number(), revision.random());
      advances.with(its.id().value(), expected.number(), expected.random()).add();
    }
  }

  private static void key(Batch keys, Batch roles, ApiKey key) throws SQLException {
    keys.with(key.id().value(), key.organization().value(), key.publicKey().value());
    keys.with(key.description(), "", roles(key), whitelist(key), key.isEnabled(), null, null);
    keys.with(stamp(key.identity().created())).add();
    for (RoleAssignment role : key.roles()) {
      roles.with(key.id().value(), project(role), role.role().name()).add();
    }
  }

  private static void secrets(Batch secrets, Batch usage, StoredApiKey stored) throws SQLException {
    String id = stored.key().id().value();
    usage.with(id, "key", id, 0L, 0L).add();
    int position = 0;
    for (StoredSecret secret : stored.secrets()) {
      SecretInfo info = secret.info();
      secrets.with(info.id().value(), id, position++, info.hint().redacted());
      secrets.with(micros(info.createdAt()), null, null);
      secrets.with(lines(secret.verifiers().stream().map(Verifier::encoded))).add();
      usage.with(id, "secret", info.id().value(), 0L, 0L).add();
    }
    for (WhitelistEntry entry : stored.key().whitelist().entries()) {
      usage.with(id, "entry", entry.block().toString(), entry.addedIn(), 0L).add();
    }
  }

  private static void events(Batch events, OrganizationChange change) throws SQLException {
    int position = 0;
    for (AuditEvent event : change.events()) {
      events.with(event.id().value(), event.organization().value());
      events.with(change.organization().revision().number(), position++);
      events.with(event.type().stored(), null).with(stamp(event.stamp()));
      events.with(lines(event.details().entrySet().stream().map(PlainJdbcWriter::line)), null);
      events.add();
    }
  }

  private static String line(Map.Entry<String, String> detail) {
    return detail.getKey() + "\t" + detail.getValue();
  }

  private static @Nullable Object[] stamp(Stamp stamp) {
    String address = stamp.by().address().map(IpAddress::toString).orElse(null);
    return new @Nullable Object[] {
      micros(stamp.at()), stamp.by().kind().stored(), stamp.by().name(), address
    };
  }

  private static String roles(ApiKey key) {
    return lines(
        key.roles().stream().map(role -> (role.role().name() + "\t" + project(role)).strip()));
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

  private static String project(RoleAssignment role) {
    return role.scope() instanceof Scope.Project in ? in.id().value() : "";
  }

  private static String lines(Stream<String> lines) {
    return lines.collect(Collectors.joining("\n"));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
