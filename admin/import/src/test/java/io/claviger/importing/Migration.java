package io.claviger.importing;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.http.access.HttpAccess;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.spi.store.ApiKeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** An application that moves its keys. {@code docs/import.md} shows this class. */
final class Migration {
  static final ImportedFormat FORMAT =
      ImportedFormat.of("shop", "(?<id>[0-9]{1,18})\\|(?<secret>[0-9A-Za-z]{40})");

  record OldRow(
      long id, String customer, String name, String hash, Instant createdAt, boolean revoked) {}

  final Claviger claviger;
  final HttpAccess access;
  private final Importer importer;

  Migration(ApiKeyStore store, Peppers peppers, ImportedVerifiers verifiers, RoleGrants grants) {
    this.claviger =
        Claviger.builder(store)
            .peppers(peppers)
            .verifierScheme(verifiers)
            .owners(organization -> true) // your users own each organization: see "Rules"
            .build();
    this.access =
        HttpAccess.builder(claviger, grants).tokenReader(ImportedFormats.of(FORMAT)::token).build();
    this.importer =
        Importer.builder(claviger, "migration")
            .createOrganizations(
                id -> NewOrganization.named(id.value()).withoutKey(), created -> {})
            .onRefused(row -> System.err.println(row))
            .build();
  }

  ImportReport importAll(Connection old) throws SQLException {
    old.setAutoCommit(false); // without this, PostgreSQL's driver reads all rows at once
    try (Statement statement = old.createStatement()) {
      statement.setFetchSize(1_000);
      ResultSet rows = statement.executeQuery("select * from old_api_key order by customer, id");
      Stream<Optional<OldRow>> all =
          Stream.iterate(next(rows), Optional::isPresent, row -> next(rows));
      return importer.run(all.map(Optional::orElseThrow).iterator(), Migration::key);
    }
  }

  private static Optional<OldRow> next(ResultSet rows) {
    try {
      return rows.next()
          ? Optional.of(
              new OldRow(
                  rows.getLong("id"),
                  rows.getString("customer"),
                  rows.getString("name"),
                  rows.getString("token_hash"),
                  rows.getTimestamp("created_at").toInstant(),
                  rows.getBoolean("revoked")))
          : Optional.empty();
    } catch (SQLException e) {
      throw new IllegalStateException("the old table cannot be read", e);
    }
  }

  private static ImportedKey key(OldRow row) {
    ImportedHash hash = FastHash.sha256().stored(row.hash());
    ImportedKey key =
        ImportedKey.of(
                new OrganizationId(row.customer()),
                FORMAT.hashed(Long.toString(row.id()), hash),
                NewApiKey.of(row.name(), Role.ORG_READ_ONLY))
            .withCreatedAt(row.createdAt());
    return row.revoked() ? key.disabled() : key;
  }
}
