package io.claviger.atlas.start;

import io.claviger.model.CidrBlock;
import io.claviger.model.Limits;
import io.claviger.model.ProjectId;
import io.claviger.model.TokenFormat;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The options of the command line.
 *
 * @param site the scheme, host and port that clients use; empty if they use the address that the
 *     server listens on
 * @param url JDBC URL of the PostgreSQL database; empty for the other stores
 * @param ownerBlocks the whitelist of the first key
 * @param newOwner whether to create one more owner if the organization exists
 * @param projects the projects of the organization
 * @param basic whether the server accepts HTTP Basic as well as Digest
 * @param tokens the format of new keys and secrets; empty for pairs of a public and a private key
 */
public record Options(
    InetSocketAddress address,
    Optional<String> site,
    Path data,
    Store store,
    Optional<String> url,
    List<CidrBlock> ownerBlocks,
    boolean newOwner,
    List<ProjectId> projects,
    boolean basic,
    Optional<TokenFormat> tokens) {
  /** The place where keys are stored. */
  public enum Store {
    /** Keys are in memory, and are lost when the server stops. */
    MEMORY,
    /** Keys are in a file in the data folder. */
    H2,
    /** Keys are in a PostgreSQL database. */
    POSTGRESQL
  }

  /** The text that {@code --help} prints. */
  public static final String USAGE =
      """
      usage: run --port PORT --data DIR [options]

        --port PORT         0 takes a free one
        --data DIR          what must outlive the server, secrets among it; made if it is not there
        --host ADDRESS      where to listen, no name; 127.0.0.1 by default. Anything else needs TLS
                            in front
        --site URL          what clients see of the server, for links, such as
                            https://keys.example.org; where it listens by default
        --store STORE       memory, h2 (the default, in DIR) or postgresql
        --url URL           of the PostgreSQL database: jdbc:postgresql://...
        --owner-cidr BLOCK  whitelist of the first key, repeated for more; 127.0.0.0/8 and ::1
        --new-owner         make one more owner, and print its key, if the first was lost
        --project ID        a project of the organization, repeated for more
        --basic             take HTTP Basic, too, not Digest alone
        --tokens PREFIX     new keys are tokens, PREFIX_..., which Bearer takes; needs --basic
      """;

  private static final List<CidrBlock> LOOPBACK =
      List.of(CidrBlock.parse("127.0.0.0/8"), CidrBlock.parse("::1"));

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException if an option is missing or bad; the message says which
   */
  public static Options parse(String... arguments) {
    Arguments given = new Arguments(arguments);
    requireWhole(given);
    List<CidrBlock> blocks = given.all("--owner-cidr", Values::block).stream().distinct().toList();
    Options options =
        new Options(
            address(given),
            given.one("--site", Values::site),
            given.one("--data", Path::of).orElseThrow(),
            given.one("--store", Values::store).orElse(Store.H2),
            given.one("--url", Values::url),
            blocks.isEmpty() ? LOOPBACK : blocks,
            given.has("--new-owner"),
            given.all("--project", Values::project),
            given.has("--basic"),
            given.one("--tokens", TokenFormat::of));
    return options.consistent();
  }

  private static void requireWhole(Arguments given) {
    if (!given.has("--port") || !given.has("--data")) {
      throw new IllegalArgumentException("--port and --data are needed");
    }
  }

  private static InetSocketAddress address(Arguments given) {
    InetAddress host = given.one("--host", Values::host).orElseGet(() -> Values.host("127.0.0.1"));
    return new InetSocketAddress(host, given.one("--port", Values::port).orElseThrow());
  }

  private Options consistent() {
    if ((store == Store.POSTGRESQL) != url.isPresent()) {
      throw new IllegalArgumentException("--store postgresql needs --url, and nothing else does");
    }
    int mostBlocks = Limits.standard().whitelistEntries();
    if (ownerBlocks.size() > mostBlocks) {
      throw new IllegalArgumentException("--owner-cidr takes " + mostBlocks + " blocks at most");
    }
    if (tokens.isPresent() && !basic) {
      throw new IllegalArgumentException("--tokens needs --basic, which takes Bearer, too");
    }
    return this;
  }
}
