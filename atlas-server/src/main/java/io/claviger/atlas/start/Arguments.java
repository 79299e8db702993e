package io.claviger.atlas.start;

import io.claviger.atlas.api.RateLimit;
import io.claviger.atlas.start.Options.Store;
import io.claviger.atlas.start.Owners.FirstOwner;
import io.claviger.model.CidrBlock;
import io.claviger.model.TokenFormat;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of the command line. In the help, an empty line ends a group of them. */
@Command(
    customSynopsis = "run --port PORT --data DIR [options]",
    synopsisHeading = "usage: ",
    optionListHeading = "%n",
    sortOptions = false,
    usageHelpWidth = 100)
final class Arguments {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "the port to listen on; 0 takes a free one")
  Optional<Integer> port = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the data folder, which has secrets; it is created if it does not exist")
  Optional<Path> data = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "the address to listen on, not a name; 127.0.0.1 by default. Anything else needs TLS,"
              + " here or in a proxy")
  Optional<InetAddress> host = Optional.empty();

  @Option(
      names = "--site",
      paramLabel = "URL",
      description = {
        "the scheme, host and port that clients use, for links, such as",
        "https://keys.example.org; where the server listens by default"
      })
  Optional<URI> site = Optional.empty();

  @Option(
      names = "--tls-cert",
      paramLabel = "PEM",
      description = "the certificate of the server, followed by its chain; turns TLS on")
  Optional<Path> certificate = Optional.empty();

  @Option(
      names = "--tls-key",
      paramLabel = "PEM",
      description = "its private key in PKCS#8, not encrypted")
  Optional<Path> certificateKey = Optional.empty();

  @Option(
      names = "--trusted-proxy",
      paramLabel = "BLOCK",
      converter = Converters.Proxy.class,
      description = {"proxies that write X-Forwarded-For, and nothing else; may be repeated", ""})
  List<CidrBlock> trustedProxies = new ArrayList<>();

  @Option(
      names = "--store",
      paramLabel = "STORE",
      description = "memory, h2 (the default, in DIR) or postgresql")
  Store store = Store.H2;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = {"the PostgreSQL database: jdbc:postgresql://...", ""})
  Optional<String> url = Optional.empty();

  @Option(
      names = "--organization",
      paramLabel = "NAME",
      converter = Converters.OrganizationName.class,
      description = "one more organization, which is created if it does not exist; may be repeated")
  List<String> organizations = new ArrayList<>();

  @Option(
      names = "--owner-cidr",
      paramLabel = "BLOCK",
      converter = Converters.OwnerBlock.class,
      description =
          "a block on the whitelist of new owner keys, 127.0.0.0/8 and ::1 by default; may be"
              + " repeated")
  List<CidrBlock> ownerBlocks = new ArrayList<>();

  @Option(
      names = "--first-owner",
      paramLabel = "KIND",
      description =
          "what new owners are: key (the default) or service-account, whose secret lasts a year")
  FirstOwner firstOwner = FirstOwner.KEY;

  @Option(
      names = "--new-owner",
      description = "creates one more owner key of the first organization, if its was lost")
  boolean newOwner;

  @Option(
      names = "--new-owner-of",
      paramLabel = "NAME",
      description = "the same for an organization of --organization; may be repeated")
  List<String> newOwnersOf = new ArrayList<>();

  @Option(
      names = "--new-keys",
      paramLabel = "FILE",
      description = "appends new owner keys to this file instead of printing them")
  Optional<Path> newKeys = Optional.empty();

  @Option(
      names = "--project",
      paramLabel = "ID",
      description = {
        "a project of the first organization; may be repeated. NAME=ID is one of an organization"
            + " of --organization",
        ""
      })
  List<OwnedProject> projects = new ArrayList<>();

  @Option(names = "--basic", description = "accepts HTTP Basic as well as Digest")
  boolean basic;

  @Option(
      names = "--tokens",
      paramLabel = "PREFIX",
      description = "new keys are tokens, PREFIX_..., which Bearer takes; needs --basic")
  Optional<TokenFormat> tokens = Optional.empty();

  @Option(
      names = "--old-keys",
      paramLabel = "FILE",
      description =
          "accepts imported keys in the form of another system, which the file describes; may be"
              + " repeated")
  List<OldKeys> oldKeys = new ArrayList<>();

  @Option(
      names = "--rate-limit",
      paramLabel = "N/SECONDS",
      description = {"requests of each key in so many seconds; more are answered 429", ""})
  Optional<RateLimit> rateLimit = Optional.empty();

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "serves /metrics and /healthz on this port, too; 0 takes a free one")
  Optional<Integer> metricsPort = Optional.empty();

  @Option(
      names = "--metrics-host",
      paramLabel = "ADDRESS",
      description = "the address for that port; 127.0.0.1 by default")
  Optional<InetAddress> metricsHost = Optional.empty();

  private Arguments() {}

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if an option is unknown, lacks its value, has a bad one, or
   *     must not be repeated; the message says which
   */
  static Arguments parse(String... texts) {
    Arguments arguments = new Arguments();
    CommandLine line = new CommandLine(arguments).setExpandAtFiles(false);
    Converters.register(line);
    try {
      line.parseArgs(texts).matchedOptions().forEach(WrongOption::requireValues);
      return arguments;
    } catch (ParameterException e) {
      throw WrongOption.of(e);
    }
  }

  /** Returns the text that {@code --help} prints. */
  static String usage() {
    return new CommandLine(new Arguments()).getUsageMessage();
  }
}
