package io.claviger.atlas.start;

import io.claviger.atlas.api.RateLimit;
import io.claviger.model.TokenFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The options of the command line, which {@link Usage} lists.
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
    Arguments given = new Arguments(arguments);
    if (!given.has("--port") || !given.has("--data")) {
      throw new IllegalArgumentException("--port and --data are needed");
    }
    Options options =
        new Options(
            Network.of(given),
            given.one("--data", Values::path).orElseThrow(),
            given.one("--store", Values::store).orElse(Store.H2),
            given.one("--url", Values::url),
            Owners.of(given),
            given.all("--project", Values::project),
            given.has("--basic"),
            given.one("--tokens", TokenFormat::of),
            given.one("--rate-limit", Values::rateLimit),
            given.all("--old-keys", OldKeys::read));
    return options.consistent();
  }

  private Options consistent() {
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
