package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.store.jdbc.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Pictures of what changes are drawn by a test. Draw them with {@code -Dclaviger.docs=write}. */
class PicturesTest {
  private final Repository repository = Repository.open();

  PicturesTest() throws IOException {}

  @Test
  void thePictureOfTheTablesHasEveryColumn() throws IOException, SQLException {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:tables;DB_CLOSE_DELAY=-1");
    Schema.migrate(database);
    try (Connection connection = database.getConnection()) {
      assertDrawn("docs/tables.svg", TablesPicture.draw(Table.of(connection.getMetaData())));
    }
  }

  @Test
  void thePictureOfThePermissionsHasTheSymbolsOfTheTable() throws IOException {
    Page page =
        repository.pages().stream()
            .filter(each -> each.path().equals("docs/permissions.md"))
            .findFirst()
            .orElseThrow();
    assertDrawn("docs/permissions.svg", PermissionsPicture.draw(page));
  }

  private void assertDrawn(String name, String picture) throws IOException {
    Path file = repository.root().resolve(name);
    if ("write".equals(System.getProperty("claviger.docs"))) {
      Files.writeString(file, picture);
    }
    assertEquals(picture, Files.readString(file));
  }
}
