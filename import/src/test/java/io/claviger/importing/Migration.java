package io.claviger.importing;

import io.claviger.Claviger;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import io.claviger.importing.OldTable.OldRow;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** An application that moves its keys. {@code docs/migrating.md} shows parts of this class. */
final class Migration {
  static final ForeignFormat FORMAT =
      ForeignFormat.of("shop", "(?<id>[0-9]{1,18})\\|(?<secret>[0-9A-Za-z]{40})");

  private final Claviger claviger;
  private final OldTable oldTable;
  private final HttpAccess access;

  Migration(Claviger claviger, OldTable oldTable, RoleGrants grants) {
    this.claviger = claviger;
    this.oldTable = oldTable;
    ForeignFormats formats = ForeignFormats.of(FORMAT);
    this.access =
        HttpAccess.builder(claviger, grants)
            .tokenReader(formats::token)
            .log(decision -> {})
            .build();
  }

  /** The check while some keys are in the old table only. */
  boolean acceptsEither(String token) throws SQLException {
    return acceptsNew(token) || oldTable.accepts(token);
  }

  /** The check after the import. */
  boolean acceptsNew(String token) {
    IncomingRequest request =
        new IncomingRequest(
            name -> name.equals("Authorization") ? List.of("Bearer " + token) : List.of(),
            "GET",
            "/",
            Optional.of("192.0.2.1"));
    return access.decide(request) instanceof HttpDecision.Admitted;
  }

  ImportReport importAll(DataSource database, Consumer<ImportProgress> progress)
      throws SQLException {
    Importer importer =
        Importer.builder(claviger, "migration")
            .createOrganizations(
                id -> NewOrganization.named(id.value()).withoutKey(), created -> {})
            .onProgress(progress)
            .build();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false); // without this, PostgreSQL's driver reads all rows at once
      statement.setFetchSize(1_000);
      try (ResultSet rows =
          statement.executeQuery("select * from old_api_key order by customer, id")) {
        return importer.run(OldTable.rows(rows), Migration::key);
      }
    }
  }

  private static ImportedKey key(OldRow row) {
    ForeignHash hash = FastHash.sha256().stored(row.hash());
    ImportedKey key =
        ImportedKey.of(
                new OrganizationId(row.customer()),
                FORMAT.hashed(Long.toString(row.id()), hash),
                NewApiKey.of(row.name(), Role.ORG_READ_ONLY))
            .withCreatedAt(row.createdAt());
    return row.revoked() ? key.disabled() : key;
  }
}
