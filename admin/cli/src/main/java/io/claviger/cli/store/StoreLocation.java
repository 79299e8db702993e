package io.claviger.cli.store;

import io.claviger.cli.error.CliException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Where the store is: in an H2 file of the embedded store, or in a database with a JDBC URL.
 *
 * @param passwordFile has the password in its first line
 */
public record StoreLocation(
    Optional<Path> h2, Optional<String> url, Optional<String> user, Optional<Path> passwordFile) {
  private static final Pattern PASSWORD = Pattern.compile("password[a-z0-9]*\\s*=|://[^/?]*@");

  /**
   * Throws {@link CliException} unless there is exactly one of file and URL, or if the URL has a
   * password, which other users of the machine could see in the list of processes.
   */
  public StoreLocation {
    Objects.requireNonNull(h2, "h2");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(passwordFile, "passwordFile");
    if (h2.isPresent() == url.isPresent()) {
      throw CliException.usage("name one store: --h2 FILE, or --url JDBC");
    }
    if (h2.isPresent() && (user.isPresent() || passwordFile.isPresent())) {
      throw CliException.usage("--user and --password-file belong to --url");
    }
    url.ifPresent(StoreLocation::requireNoPassword);
  }

  /**
   * Opens a store that exists. An H2 file gets the tables of this release, like in every program
   * that opens it; a database stays as it is.
   */
  public OpenStore openExisting() {
    if (url.isPresent()) {
      return OpenStore.existing(knownUrl(), login());
    }
    Path file = h2.orElseThrow();
    if (!Files.exists(file) && !Files.exists(OpenStore.databaseFile(file))) {
      throw CliException.store(
          "there is no file " + OpenStore.databaseFile(file) + "; 'migrate' makes a new one", null);
    }
    return OpenStore.inFile(file);
  }

  /** Opens a store, and makes or upgrades its tables. */
  public OpenStore openMigrated() {
    return url.isPresent()
        ? OpenStore.migrated(knownUrl(), login())
        : OpenStore.inFile(h2.orElseThrow());
  }

  private String knownUrl() {
    String known = url.orElseThrow();
    try {
      Driver unused = DriverManager.getDriver(known);
      return known;
    } catch (SQLException e) {
      throw CliException.usage("--url must begin with jdbc:postgresql:, jdbc:mariadb: or jdbc:h2:");
    }
  }

  private Properties login() {
    Properties login = new Properties();
    user.ifPresent(name -> login.setProperty("user", name));
    passwordFile.ifPresent(file -> login.setProperty("password", firstLine(file)));
    return login;
  }

  private static String firstLine(Path file) {
    return TextFile.lines("--password-file", file).stream()
        .findFirst()
        .orElseThrow(() -> CliException.usage("the file " + file + " has no password"));
  }

  private static void requireNoPassword(String url) {
    if (PASSWORD.matcher(url.toLowerCase(Locale.ROOT)).find()) {
      throw CliException.usage("--url must not contain a password; use --user and --password-file");
    }
  }
}
