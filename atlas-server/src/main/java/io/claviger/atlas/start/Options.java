package io.claviger.atlas.start;

import io.claviger.atlas.api.RateLimit;
import io.claviger.model.TokenFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The options of the command line, after all checks.
 *
 * @param data the data folder
 * @param url JDBC URL of the PostgreSQL database; empty for the other stores
 * @param projects the projects of all organizations
 * @param basic whether the server accepts HTTP Basic as well as Digest
 * @param tokens the format of new keys and secrets; empty for pairs of a public and a private key
 * @param rateLimit the limit of each key; empty for none
 * @param oldKeys the formats of imported keys that the server accepts
 */
public record Options(
    Network network,
    Path data,
    Store store,
    Optional<String> url,
    Owners owners,
    List<OwnedProject> projects,
    boolean basic,
    Optional<TokenFormat> tokens,
    Optional<RateLimit> rateLimit,
    List<OldKeys> oldKeys) {
  /** The place where keys are stored. */
  public enum Store {
    /** Keys are in memory, and are lost when the server stops. */
    MEMORY,
    /** Keys are in a file in the data folder. */
    H2,
    /** Keys are in a PostgreSQL database. */
    POSTGRESQL
  }

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException if an option is missing or bad; the message says which
   */
  public static Options parse(String... arguments) {
    Arguments given = Arguments.parse(arguments);
    if (given.port.isEmpty() || given.data.isEmpty()) {
      throw new IllegalArgumentException("--port and --data are needed");
    }
    Options options =
        new Options(
            Network.of(given),
            given.data.get(),
            given.store,
            given.url,
            Owners.of(given),
            List.copyOf(given.projects),
            given.basic,
            given.tokens,
            given.rateLimit,
            List.copyOf(given.oldKeys));
    return options.consistent();
  }

  /** Returns the text that {@code --help} prints. */
  public static String usage() {
    return Arguments.usage();
  }

  private Options consistent() {
    // The URL is not shown, because it may contain a password.
    if (url.isPresent() && !url.get().startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("--url must begin with jdbc:postgresql:");
    }
    if ((store == Store.POSTGRESQL) != url.isPresent()) {
      throw new IllegalArgumentException("--store postgresql needs --url, and nothing else does");
    }
    if (tokens.isPresent() && !basic) {
      throw new IllegalArgumentException("--tokens needs --basic, which takes Bearer, too");
    }
    projects.forEach(
        project ->
            project.organization().ifPresent(name -> owners.requireKnown("--project", name)));
    return this;
  }
}
