package io.claviger.cli.store;

import io.claviger.cli.error.CliException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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

  private static void requireNoPassword(String url) {
    if (PASSWORD.matcher(url.toLowerCase(Locale.ROOT)).find()) {
      throw CliException.usage("--url must not contain a password; use --user and --password-file");
    }
  }
}
