package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretId;
import io.claviger.model.Usage;
import io.claviger.store.jdbc.internal.dialect.IndexHints;
import io.claviger.store.jdbc.internal.sql.Chunks;
import io.claviger.store.jdbc.internal.sql.Row;
import io.claviger.store.jdbc.internal.sql.Rows;
import io.claviger.store.jdbc.internal.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the usage of keys together from their rows. */
public final class UsageQuery {
  public static final String BY_KEY =
      "select u.key_id, u.kind, u.subject, u.use_count, u.last_used_at, u.last_address"
          + " from claviger_api_key k join claviger_usage u"
          + IndexHints.BY_PRIMARY_KEY
          + "on u.key_id = k.id where"
          + ApiKeyTable.AMONG_KEYS;

  /** The rows of one key that have been read so far. */
  private static final class Parts {
    private final Map<SecretId, Usage> secrets = new HashMap<>();
    private final Map<CidrBlock, Usage> entries = new HashMap<>();
    private Usage key = Usage.none();

    void add(String kind, String subject, Usage usage) {
      switch (kind) {
        case "secret" -> secrets.put(new SecretId(subject), usage);
        case "entry" -> entries.put(CidrBlock.parse(subject), usage);
        default -> key = usage;
      }
    }
  }

  private UsageQuery() {}

  /** Returns the usage of those of these keys that the organization has. */
  public static Map<ApiKeyId, KeyUsage> byKey(
      Session session, OrganizationId organization, Collection<ApiKeyId> ids) throws SQLException {
    Map<ApiKeyId, Parts> keys = new HashMap<>();
    for (List<String> chunk : Chunks.of(ids, ApiKeyId::value)) {
      session.list(
          Rows.fill(BY_KEY, "?", chunk.size()),
          binder -> binder.bindAll(chunk).bind(organization.value()),
          rows -> Row.read(rows, 1, "claviger_usage", row -> collect(row, keys)));
    }
    Map<ApiKeyId, KeyUsage> usage = new HashMap<>();
    keys.forEach(
        (id, parts) -> usage.put(id, new KeyUsage(parts.key, parts.secrets, parts.entries)));
    return usage;
  }

  private static ApiKeyId collect(Row row, Map<ApiKeyId, Parts> keys) throws SQLException {
    ApiKeyId id = new ApiKeyId(row.text());
    keys.computeIfAbsent(id, same -> new Parts()).add(row.text(), row.text(), usage(row));
    return id;
  }

  private static Usage usage(Row row) throws SQLException {
    long count = row.number();
    Optional<Instant> at = row.optionalInstant();
    Optional<IpAddress> address = row.optionalText().map(IpAddress::parse);
    return new Usage(count, at.map(instant -> new Usage.Last(instant, address.orElseThrow())));
  }
}
