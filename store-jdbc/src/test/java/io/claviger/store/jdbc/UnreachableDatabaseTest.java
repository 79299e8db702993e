package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message about a database that is away says which one, and why. */
final class UnreachableDatabaseTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:$port/app",
        "jdbc:mariadb://127.0.0.1:$port/app",
        "jdbc:mysql://127.0.0.1:$port/app"
      })
  void theDatabaseAndTheReasonAreNamed(String form) throws IOException {
    String url = form.replace("$port", String.valueOf(closedPort()));
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url + "?password=hidden");
    config.setUsername("app");
    config.setConnectionTimeout(1_000);
    config.setInitializationFailTimeout(-1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      assertNames(url, () -> new JdbcApiKeyStore(pool).check());
      assertNames(url, () -> Schema.migrate(pool));
    }
  }

  private static void assertNames(String url, Executable call) {
    StoreException away = assertThrows(StoreException.class, call);
    String message = away.getMessage();
    assertEquals(StoreException.Kind.UNREACHABLE, away.kind(), message);
    assertTrue(message.contains("the database at " + url + " could not be reached"), message);
    assertTrue(message.contains("Connection refused"), message);
    assertFalse(message.contains("hidden"), message);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
