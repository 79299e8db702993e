package io.claviger.atlas.start;

import io.claviger.atlas.api.RateLimit;
import io.claviger.atlas.start.Options.Store;
import io.claviger.http.TrustedProxies;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.NewOrganization;
import io.claviger.model.ProjectId;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the values of options. For a bad value, each method throws {@link IllegalArgumentException}
 * or an exception of the library.
 */
final class Values {
  private Values() {}

  /** Returns a function that reads the port of this option. */
  static Function<String, Integer> port(String name) {
    return text -> {
      int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException(name + " must be 0 to 65535, not " + text);
      }
      return port;
    };
  }

  static Path path(String text) {
    return Path.of(text);
  }

  /**
   * Reads an address. A name is refused: it would need a lookup, and may have several addresses.
   */
  static InetAddress host(String text) {
    byte[] address = IpAddress.parse(text).toBytes();
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("no address has " + address.length + " bytes", e);
    }
  }

  static String site(String text) {
    if (!isSite(text)) {
      throw new IllegalArgumentException(
          "--site must be a scheme, a host and maybe a port, such as https://keys.example.org:8443,"
              + " not "
              + text);
    }
    return text;
  }

  private static boolean isSite(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && uri.getPort() <= 65_535
          && text.matches("https?://[^/?#@]*[^/?#@:]");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  static Store store(String text) {
    return switch (text) {
      case "memory" -> Store.MEMORY;
      case "h2" -> Store.H2;
      case "postgresql" -> Store.POSTGRESQL;
      default ->
          throw new IllegalArgumentException(
              "--store must be memory, h2 or postgresql, not " + text);
    };
  }

  /**
   * Reads the URL of a database. An error message does not show it, because it may contain a
   * password.
   */
  static String url(String text) {
    if (!text.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("--url must begin with jdbc:postgresql:");
    }
    return text;
  }

  /**
   * Reads a block that can be on a whitelist. The library would refuse other blocks only after the
   * port is bound.
   */
  static CidrBlock block(String text) {
    CidrBlock block = CidrBlock.parse(text, CidrBlock.HostBits.CLEAR);
    boolean unspecified = block.singleAddress().isPresent() && block.network().isUnspecified();
    if (block.prefixLength() == 0 || unspecified) {
      throw new IllegalArgumentException("--owner-cidr " + block + " cannot be on a whitelist");
    }
    return block;
  }

  /** Reads a block of proxies. The library would refuse some of them only later. */
  static CidrBlock proxy(String text) {
    CidrBlock block = CidrBlock.parse(text);
    TrustedProxies.xForwardedFor(block);
    return block;
  }

  /** Reads the name of an organization besides the first. */
  static String organization(String text) {
    if (text.equals(Bootstrap.FIRST)) {
      throw new IllegalArgumentException(
          "--organization must not be " + Bootstrap.FIRST + ", the name of the first one");
    }
    return NewOrganization.named(text).name();
  }

  /**
   * Reads a project: its id in the form that the paths of this server use, after the name of its
   * organization if that is not the first one.
   */
  static OwnedProject project(String text) {
    int end = text.lastIndexOf('=');
    String id = text.substring(end + 1);
    if (!id.matches("[0-9a-f]{24}")) {
      throw new IllegalArgumentException("--project must be 24 digits of 0-9a-f, not " + id);
    }
    Optional<String> organization =
        end < 0 ? Optional.empty() : Optional.of(text.substring(0, end));
    return new OwnedProject(organization, new ProjectId(id));
  }

  static RateLimit rateLimit(String text) {
    Matcher parts = Pattern.compile("([1-9][0-9]{0,8})/([1-9][0-9]{0,4})").matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "--rate-limit must be requests and seconds, such as 600/60, not " + text);
    }
    return new RateLimit(
        Integer.parseInt(parts.group(1)), Duration.ofSeconds(Integer.parseInt(parts.group(2))));
  }
}
