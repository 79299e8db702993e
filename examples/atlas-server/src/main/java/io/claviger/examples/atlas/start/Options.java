package io.claviger.examples.atlas.start;

import io.claviger.CidrBlock;
import io.claviger.ProjectId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param url of the database; empty: a file in the data folder
 * @param ownerBlocks the whitelist of the first key
 * @param projects of the organization
 * @param basic whether HTTP Basic and Bearer are taken beside Digest
 */
public record Options(
    InetAddress host,
    int port,
    Path data,
    Store store,
    Optional<String> url,
    List<CidrBlock> ownerBlocks,
    List<ProjectId> projects,
    boolean basic) {
  /** Where keys are kept. */
  public enum Store {
    /** Gone when the server stops. */
    MEMORY,
    /** A file in the data folder. */
    H2,
    /** A server. */
    POSTGRESQL
  }

  /** What {@code --help} prints. */
  public static final String USAGE =
      """
      usage: run --port PORT --data DIR [options]

        --port PORT         0 takes a free one
        --data DIR          what must outlive the server, secrets among it; made if it is not there
        --host ADDRESS      where to listen; 127.0.0.1 by default. Anything else needs TLS in front
        --store STORE       memory, h2 (the default, in DIR) or postgresql
        --url URL           of the PostgreSQL database: jdbc:postgresql://...
        --owner-cidr BLOCK  whitelist of the first key, repeated for more; 127.0.0.0/8 and ::1
        --project ID        a project of the organization, repeated for more
        --basic             take HTTP Basic and Bearer, too, not Digest alone
      """;

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException with a message for whoever typed them
   */
  public static Options parse(String... arguments) {
    Draft draft = new Draft();
    Deque<String> left = new ArrayDeque<>(List.of(arguments));
    while (!left.isEmpty()) {
      String name = left.remove();
      if (name.equals("--basic")) {
        draft.basic = true;
      } else {
        draft.set(name, value(name, left));
      }
    }
    return draft.finish();
  }

  private static String value(String name, Deque<String> left) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException(name + " needs a value");
    }
    return left.remove();
  }

  private static final class Draft {
    private String host = "127.0.0.1";
    private Optional<Integer> port = Optional.empty();
    private Optional<Path> data = Optional.empty();
    private Store store = Store.H2;
    private Optional<String> url = Optional.empty();
    private final List<CidrBlock> ownerBlocks = new ArrayList<>();
    private final List<ProjectId> projects = new ArrayList<>();
    private boolean basic;

    void set(String name, String value) {
      switch (name) {
        case "--host" -> host = value;
        case "--port" -> port = Optional.of(port(value));
        case "--data" -> data = Optional.of(Path.of(value));
        case "--store" -> store = store(value);
        case "--url" -> url = Optional.of(value);
        case "--owner-cidr" -> ownerBlocks.add(CidrBlock.parse(value, CidrBlock.HostBits.CLEAR));
        case "--project" -> projects.add(new ProjectId(value));
        default -> throw new IllegalArgumentException("unknown option " + name);
      }
    }

    Options finish() {
      if (port.isEmpty() || data.isEmpty()) {
        throw new IllegalArgumentException("--port and --data are needed");
      }
      if ((store == Store.POSTGRESQL) != url.isPresent()) {
        throw new IllegalArgumentException("--store postgresql needs --url, and nothing else does");
      }
      if (ownerBlocks.isEmpty()) {
        ownerBlocks.add(CidrBlock.parse("127.0.0.0/8"));
        ownerBlocks.add(CidrBlock.parse("::1"));
      }
      return new Options(
          address(host),
          port.get(),
          data.get(),
          store,
          url,
          List.copyOf(ownerBlocks),
          List.copyOf(projects),
          basic);
    }

    private static int port(String text) {
      int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("--port must be 0 to 65535, not " + text);
      }
      return port;
    }

    private static Store store(String text) {
      return switch (text) {
        case "memory" -> Store.MEMORY;
        case "h2" -> Store.H2;
        case "postgresql" -> Store.POSTGRESQL;
        default ->
            throw new IllegalArgumentException(
                "--store must be memory, h2 or postgresql, not " + text);
      };
    }

    private static InetAddress address(String text) {
      try {
        return InetAddress.getByName(text);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("--host " + text + " is not known", e);
      }
    }
  }
}
