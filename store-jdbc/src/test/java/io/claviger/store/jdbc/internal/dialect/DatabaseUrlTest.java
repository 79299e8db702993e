package io.claviger.store.jdbc.internal.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message names the database, and no password. */
final class DatabaseUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://db:5433/app?user=u&password=p | jdbc:postgresql://db:5433/app",
        "jdbc:postgresql://a:1,[::1]:2/app?ssl=true | jdbc:postgresql://a:1,[::1]:2/app",
        "jdbc:postgresql:app?password=p | jdbc:postgresql:app",
        "jdbc:mysql://u:p@db/app?x=y | jdbc:mysql://db/app",
        "jdbc:mysql://db?password=p@q | jdbc:mysql",
        "jdbc:mysql://u:p?q@db/app | jdbc:mysql",
        "jdbc:mysql://u:p/q@db/app | jdbc:mysql",
        "jdbc:mysql://u:p@db,u:q@other/app | jdbc:mysql",
        "jdbc:mysql://(host=db,password=p)/app | jdbc:mysql",
        "jdbc:mariadb:sequential://a,b/app?password=p | jdbc:mariadb:sequential://a,b/app",
        "jdbc:h2:tcp://localhost:9092/~/app;PASSWORD=p | jdbc:h2:tcp://localhost:9092/~/app",
        "jdbc:h2:file:/data/app;CIPHER=AES | jdbc:h2:file:/data/app",
        "No suitable driver found for jdbc:x://u:p q@db | No suitable driver found for jdbc:x://db"
      })
  void neitherUserNorOptionsAreTold(String text, String told) {
    assertEquals(told, DatabaseUrl.withoutCredentials(text));
  }
}
