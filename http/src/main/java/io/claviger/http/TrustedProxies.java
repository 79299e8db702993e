package io.claviger.http;

import io.claviger.http.ClientAddress.Known;
import io.claviger.http.ClientAddress.Unknown;
import io.claviger.internal.text.Quoted;
import io.claviger.model.CidrBlock;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the address of a client behind proxies. It knows the proxies in front of the application,
 * and the one header to which they append the address that they forward for:
 *
 * <pre>{@code
 * TrustedProxies proxies = TrustedProxies.xForwardedFor(CidrBlock.parse("10.0.3.0/28"));
 * ClientAddress client = proxies.clientOf(peer, request.headers("X-Forwarded-For"));
 * }</pre>
 *
 * <p>The header is read from its end, where the nearest proxy wrote. Entries that are declared
 * proxies are skipped, and the first other entry is the client. Entries to the left of it come from
 * the client, which can write anything there. They are not read and have no effect.
 *
 * <p>A declared proxy is never the client itself. A client can make a proxy drop the header, for
 * example with {@code Connection: X-Forwarded-For}. The address of the proxy may be on a whitelist,
 * so it must not count as the client's.
 *
 * <p>The application must make sure of two things:
 *
 * <ul>
 *   <li>The blocks contain proxies only. Any other machine in them can claim any address.
 *   <li>The proxies write this header and not the other one. Proxies pass the other one on as the
 *       client sent it.
 * </ul>
 *
 * <p>DNS is never asked. Immutable and thread-safe.
 */
public final class TrustedProxies {
  private static final int MAX_LENGTH = 8192;
  private static final int MAX_HOPS = 32;
  private static final TrustedProxies NONE =
      new TrustedProxies(new XForwardedForHeader(), List.of());

  private final HopHeader header;
  private final BlockSet proxies;

  private TrustedProxies(HopHeader header, Collection<CidrBlock> proxies) {
    proxies.forEach(TrustedProxies::requireNotEveryone);
    this.header = header;
    this.proxies = new BlockSet(proxies);
  }

  /** Returns settings without proxies: the peer is the client, and no header is read. */
  public static TrustedProxies none() {
    return NONE;
  }

  /** Declares proxies as {@link #xForwardedFor(Collection)} does. */
  public static TrustedProxies xForwardedFor(CidrBlock... proxies) {
    return xForwardedFor(List.of(Objects.requireNonNull(proxies, "proxies")));
  }

  /**
   * Declares proxies in these blocks that append to {@code X-Forwarded-For}. An entry is {@code
   * 192.0.2.43}, {@code 2001:db8::1} or {@code [2001:db8::1]}. The first and the last form may be
   * followed by a port.
   *
   * @param proxies the blocks; an empty collection means the same as {@link #none()}
   * @throws InvalidValueException for a block of all addresses
   */
  public static TrustedProxies xForwardedFor(Collection<CidrBlock> proxies) {
    Objects.requireNonNull(proxies, "proxies");
    return new TrustedProxies(new XForwardedForHeader(), proxies);
  }

  /** Declares proxies as {@link #forwarded(Collection)} does. */
  public static TrustedProxies forwarded(CidrBlock... proxies) {
    return forwarded(List.of(Objects.requireNonNull(proxies, "proxies")));
  }

  /**
   * Declares proxies in these blocks that append to {@code Forwarded} (RFC 7239). Only its
   * parameter {@code for} is read. As the RFC demands, an IPv6 address is in brackets, and an
   * address in brackets or with a port is quoted: {@code for=192.0.2.43}, {@code
   * for="192.0.2.43:8080"}, {@code for="[2001:db8::1]"}.
   *
   * <p>A proxy must quote text that it copies from the client into other parameters, such as {@code
   * host}.
   *
   * @param proxies the blocks; an empty collection means the same as {@link #none()}
   * @throws InvalidValueException for a block of all addresses
   */
  public static TrustedProxies forwarded(Collection<CidrBlock> proxies) {
    return new TrustedProxies(new ForwardedHeader(), Objects.requireNonNull(proxies, "proxies"));
  }

  /** Returns the name of the header to pass to {@link #clientOf}, or empty if none is read. */
  public Optional<String> header() {
    return proxies.isEmpty() ? Optional.empty() : Optional.of(header.name());
  }

  /**
   * Returns the client of a request. If the peer is not a declared proxy, it is the client, and the
   * header is not read. Otherwise the client is the last entry that is not a declared proxy.
   *
   * <p>If the peer is a declared proxy, the client is {@link Unknown} in these cases:
   *
   * <ul>
   *   <li>The header is missing or names declared proxies only.
   *   <li>An entry that has to be read is not one plain address, for example {@code unknown}.
   *   <li>More than 32 entries would have to be read.
   *   <li>The header is longer than 8192 characters.
   * </ul>
   *
   * @param peer the address at the other end of the connection
   * @param headerValues all values of {@link #header()} in the order of the request, one for each
   *     line; empty if the request has no such header
   */
  public ClientAddress clientOf(IpAddress peer, List<String> headerValues) {
    Objects.requireNonNull(peer, "peer");
    Objects.requireNonNull(headerValues, "headerValues");
    List<String> values = List.copyOf(headerValues);
    if (!proxies.contains(peer)) {
      return new Known(peer);
    }
    long length = values.stream().mapToLong(value -> value.length() + 1L).sum() - 1;
    return length > MAX_LENGTH
        ? new Unknown(header.name() + " is longer than " + MAX_LENGTH + " characters")
        : walk(peer, new Hops(header, String.join(",", values)));
  }

  /** Goes from each declared proxy to its caller, until the caller is not a declared proxy. */
  private ClientAddress walk(IpAddress peer, Hops hops) {
    int count = 0;
    for (String hop = hops.next(); hop != null; hop = hops.next()) {
      if (++count > MAX_HOPS) {
        return new Unknown(
            header.name() + " has more than " + MAX_HOPS + " entries before the client");
      }
      Optional<IpAddress> address = header.address(hop);
      if (address.isEmpty()) {
        return new Unknown(
            String.format(
                "entry %s from the end of %s is not one plain address: %s",
                count, header.name(), Quoted.text(hop)));
      }
      if (!proxies.contains(address.get())) {
        return new Known(address.get());
      }
    }
    String reason = count == 0 ? "is missing" : "names proxies only";
    return new Unknown(
        String.format("proxy %s did not name the client: %s %s", peer, header.name(), reason));
  }

  /** Returns the name of the header and the blocks. */
  @Override
  public String toString() {
    return proxies.isEmpty() ? "no proxies" : header.name() + " of " + proxies;
  }

  private static void requireNotEveryone(CidrBlock block) {
    if (block.prefixLength() == 0) {
      throw InvalidValueException.of(
          "trusted proxy",
          block,
          "contains all addresses, so that every client could claim any address;"
              + " name the blocks of your proxies only");
    }
  }
}
