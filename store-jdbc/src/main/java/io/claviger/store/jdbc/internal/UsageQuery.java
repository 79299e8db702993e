package io.claviger.store.jdbc.internal;

import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyUsage;
import io.claviger.model.LastUse;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretId;
import io.claviger.model.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the usage of keys together from their rows. */
final class UsageQuery {
  static final String BY_KEY =
      "select u.key_id as u_id, "
          + Row.columns(
              Table.USAGE.alias(), "kind", "subject", "use_count", "last_used_at", "last_address")
          + " from claviger_api_key k join claviger_usage u"
          + MariaDbDialect.BY_PRIMARY_KEY
          + "on u.key_id = k.id where"
          + ApiKeyTable.AMONG_KEYS;

  /** What is known so far of one key. */
  private static final class Parts {
    private final Map<SecretId, Usage> secrets = new HashMap<>();
    private final Map<CidrBlock, Usage> entries = new HashMap<>();
    private Usage key = Usage.none();

    void add(Row row) throws SQLException {
      Usage usage = usage(row);
      String subject = row.text("subject");
      switch (row.text("kind")) {
        case "secret" -> secrets.put(new SecretId(subject), usage);
        case "entry" -> entries.put(CidrBlock.parse(subject), usage);
        default -> key = usage;
      }
    }

    KeyUsage together() {
      return new KeyUsage(key, secrets, entries);
    }
  }

  private final Map<ApiKeyId, Parts> keys = new HashMap<>();

  private UsageQuery() {}

  /** Those of these keys that the organization has. */
  static Map<ApiKeyId, KeyUsage> byKey(
      Session session, OrganizationId organization, Collection<ApiKeyId> ids) throws SQLException {
    UsageQuery query = new UsageQuery();
    for (List<String> chunk : Chunks.of(ids, ApiKeyId::value)) {
      new Sql(session, BY_KEY).bindList(chunk).bind(organization.value()).list(query::collect);
    }
    Map<ApiKeyId, KeyUsage> usage = new HashMap<>();
    query.keys.forEach((id, parts) -> usage.put(id, parts.together()));
    return usage;
  }

  private ApiKeyId collect(ResultSet result) throws SQLException {
    return Row.read(
        result,
        Table.USAGE,
        row -> {
          ApiKeyId id = new ApiKeyId(row.text("id"));
          keys.computeIfAbsent(id, same -> new Parts()).add(row);
          return id;
        });
  }

  private static Usage usage(Row row) throws SQLException {
    Optional<Instant> at = row.optionalInstant("last_used_at");
    Optional<IpAddress> address = row.optionalText("last_address").map(IpAddress::parse);
    return new Usage(
        row.number("use_count"), at.map(instant -> new LastUse(instant, address.orElseThrow())));
  }
}
