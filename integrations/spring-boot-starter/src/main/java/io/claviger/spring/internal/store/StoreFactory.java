package io.claviger.spring.internal.store;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.internal.start.OptionalType;
import io.claviger.spring.internal.start.StartException;
import io.claviger.store.jdbc.AutoCommit;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Opens the store that the properties name. */
public record StoreFactory(ClavigerProperties properties, Environment environment) {
  private static final String VALIDATION_TIMEOUT = "spring.datasource.hikari.validation-timeout";
  private static final long HIKARI_DEFAULT_MILLIS = 5000;

  /** A hanging database otherwise holds each request for 5 seconds, whatever else is set. */
  private static final long VALIDATION_MILLIS = 1000;

  private static final String DATABASE =
      "Correct it in the database, or in the DataSource (spring.datasource)";

  private static final String MIGRATION =
      DATABASE
          + ". If its user may not create tables, set claviger.schema=check, and create them with"
          + " the command line (claviger migrate) or with your own tool";

  private static final String CHECK =
      "If tables are missing or old, set claviger.schema=migrate, or create them with the command"
          + " line (claviger migrate) or with your own tool. Correct anything else in the database,"
          + " or in the DataSource (spring.datasource)";

  public ApiKeyStore open(Supplier<DataSource> dataSource) {
    return switch (properties.store()) {
      case JDBC -> jdbc(target(dataSource.get()));
      case H2 -> h2();
      case MEMORY -> memory();
    };
  }

  private ApiKeyStore jdbc(DataSource pool) {
    AutoCommit autoCommit = AutoCommit.ON;
    if (OptionalType.HIKARI.isPresent()) {
      autoCommit = Hikari.prepare(pool, environment.containsProperty(VALIDATION_TIMEOUT));
    }
    if (properties.schema() == ClavigerProperties.Schema.MIGRATE) {
      StartException.checking(MIGRATION, () -> Schema.migrate(pool));
    }
    JdbcApiKeyStore store = new JdbcApiKeyStore(pool, autoCommit);
    if (properties.schema() != ClavigerProperties.Schema.NONE) {
      InMemoryH2.prepare(pool);
      StartException.checking(
          properties.schema() == ClavigerProperties.Schema.CHECK ? CHECK : DATABASE, store::check);
    }
    return store;
  }

  /** Returns the pool behind Spring's proxy that returns the connection of a transaction. */
  public static DataSource target(DataSource dataSource) {
    return OptionalType.TRANSACTION_PROXY.isPresent() ? Proxies.target(dataSource) : dataSource;
  }

  private ApiKeyStore h2() {
    if (properties.h2File() == null) {
      throw StartException.inProperty(
          "claviger.h2-file",
          "must be set for claviger.store=h2",
          "Set claviger.h2-file, for example to data/keys");
    }
    require(OptionalType.EMBEDDED_STORE, "claviger-store-jdbc-embedded");
    return StartException.reading("claviger.h2-file", () -> Embedded.open(properties));
  }

  private ApiKeyStore memory() {
    require(OptionalType.MEMORY_STORE, "claviger-store-memory");
    return Memory.open();
  }

  private static void require(OptionalType type, String artifact) {
    if (!type.isPresent()) {
      throw StartException.inProperty(
          "claviger.store",
          "needs the dependency io.claviger:" + artifact,
          "Add it, or choose another claviger.store");
    }
  }

  // Each of these is loaded only if its library is there.

  private static final class Hikari {
    static AutoCommit prepare(DataSource dataSource, boolean timeoutIsSet) {
      try {
        if (!dataSource.isWrapperFor(HikariDataSource.class)) {
          return AutoCommit.ON;
        }
        HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
        if (!timeoutIsSet && pool.getValidationTimeout() == HIKARI_DEFAULT_MILLIS) {
          pool.setValidationTimeout(VALIDATION_MILLIS);
        }
        return pool.isAutoCommit() ? AutoCommit.ON : AutoCommit.OFF;
      } catch (SQLException e) {
        throw new StartException(
            "the DataSource cannot be unwrapped: " + e.getMessage(),
            "Correct the bean of the DataSource",
            e);
      }
    }
  }

  private static final class Proxies {
    static DataSource target(DataSource dataSource) {
      DataSource behind =
          dataSource instanceof TransactionAwareDataSourceProxy proxy
              ? proxy.getTargetDataSource()
              : null;
      return behind == null ? dataSource : behind;
    }
  }

  private static final class Embedded {
    static ApiKeyStore open(ClavigerProperties properties) {
      return EmbeddedApiKeyStore.open(Objects.requireNonNull(properties.h2File()));
    }
  }

  private static final class Memory {
    static ApiKeyStore open() {
      return new InMemoryApiKeyStore();
    }
  }
}
