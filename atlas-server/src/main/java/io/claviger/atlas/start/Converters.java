package io.claviger.atlas.start;

import io.claviger.atlas.api.RateLimit;
import io.claviger.atlas.start.Options.Store;
import io.claviger.atlas.start.Owners.FirstOwner;
import io.claviger.http.TrustedProxies;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.NewOrganization;
import io.claviger.model.ProjectId;
import io.claviger.model.TokenFormat;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;

/**
 * Reads the values of options. For a bad value, each throws {@link IllegalArgumentException} or an
 * exception of the library. The message gets the name of the option in front of it.
 */
final class Converters {
  private Converters() {}

  /** Registers those that are the only one for their type. */
  static void register(CommandLine line) {
    line.registerConverter(Integer.class, Converters::port)
        .registerConverter(InetAddress.class, Converters::address)
        .registerConverter(URI.class, Converters::site)
        .registerConverter(Store.class, Converters::store)
        .registerConverter(FirstOwner.class, Converters::firstOwner)
        .registerConverter(OwnedProject.class, Converters::project)
        .registerConverter(TokenFormat.class, TokenFormat::of)
        .registerConverter(RateLimit.class, Converters::rateLimit)
        .registerConverter(OldKeys.class, OldKeys::read);
  }

  private static int port(String text) {
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("must be 0 to 65535, not " + text);
    }
    return port;
  }

  /**
   * Reads an address. A name is refused: it would need a lookup, and may have several addresses.
   */
  static InetAddress address(String text) {
    byte[] address = IpAddress.parse(text).toBytes();
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("no address has " + address.length + " bytes", e);
    }
  }

  private static URI site(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null
          && uri.getPort() <= 65_535
          && text.matches("https?://[^/?#@]*[^/?#@:]")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // It gets the same message.
    }
    throw new IllegalArgumentException(
        "must be a scheme, a host and maybe a port, such as https://keys.example.org:8443, not "
            + text);
  }

  private static Store store(String text) {
    return switch (text) {
      case "memory" -> Store.MEMORY;
      case "h2" -> Store.H2;
      case "postgresql" -> Store.POSTGRESQL;
      default ->
          throw new IllegalArgumentException("must be memory, h2 or postgresql, not " + text);
    };
  }

  private static FirstOwner firstOwner(String text) {
    return switch (text) {
      case "key" -> FirstOwner.KEY;
      case "service-account" -> FirstOwner.SERVICE_ACCOUNT;
      default -> throw new IllegalArgumentException("must be key or service-account, not " + text);
    };
  }

  /**
   * Reads a project: its id in the form that the paths of this server use, after the name of its
   * organization if that is not the first one.
   */
  private static OwnedProject project(String text) {
    int end = text.lastIndexOf('=');
    String id = text.substring(end + 1);
    if (!id.matches("[0-9a-f]{24}")) {
      throw new IllegalArgumentException("must be 24 digits of 0-9a-f, not " + id);
    }
    Optional<String> organization =
        end < 0 ? Optional.empty() : Optional.of(text.substring(0, end));
    return new OwnedProject(organization, new ProjectId(id));
  }

  private static RateLimit rateLimit(String text) {
    Matcher parts = Pattern.compile("([1-9][0-9]{0,8})/([1-9][0-9]{0,4})").matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "must be requests and seconds, such as 600/60, not " + text);
    }
    return new RateLimit(
        Integer.parseInt(parts.group(1)), Duration.ofSeconds(Integer.parseInt(parts.group(2))));
  }

  /**
   * Reads a block that can be on a whitelist. The library would refuse other blocks only after the
   * port is bound.
   */
  static final class OwnerBlock implements ITypeConverter<CidrBlock> {
    @Override
    public CidrBlock convert(String text) {
      CidrBlock block = CidrBlock.parse(text, CidrBlock.HostBits.CLEAR);
      boolean unspecified = block.singleAddress().isPresent() && block.network().isUnspecified();
      if (block.prefixLength() == 0 || unspecified) {
        throw new IllegalArgumentException(block + " cannot be on a whitelist");
      }
      return block;
    }
  }

  /** Reads a block of proxies. The library would refuse some of them only later. */
  static final class Proxy implements ITypeConverter<CidrBlock> {
    @Override
    public CidrBlock convert(String text) {
      CidrBlock block = CidrBlock.parse(text);
      TrustedProxies.xForwardedFor(block);
      return block;
    }
  }

  /** Reads the name of an organization besides the first. */
  static final class OrganizationName implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (text.equals(Bootstrap.FIRST)) {
        throw new IllegalArgumentException(
            "must not be " + Bootstrap.FIRST + ", the name of the first one");
      }
      return NewOrganization.named(text).name();
    }
  }
}
