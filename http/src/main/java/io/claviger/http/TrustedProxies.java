package io.claviger.http;

import io.claviger.http.ClientAddress.Known;
import io.claviger.http.ClientAddress.Unknown;
import io.claviger.internal.text.Quoted;
import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The proxies in front of the host, and the one header to which they append whom they forward for.
 * From that it tells the address of the client:
 *
 * <pre>{@code
 * TrustedProxies proxies = TrustedProxies.xForwardedFor(CidrBlock.parse("10.0.3.0/28"));
 * ClientAddress client = proxies.clientOf(peer, request.headers("X-Forwarded-For"));
 * }</pre>
 *
 * <p>The header is read from its end, where the nearest proxy wrote: past entries that are declared
 * proxies, up to the first that is none. That is the client. What stands left of it came from the
 * client, which may write there what it likes: it is not read, and changes nothing.
 *
 * <p>A declared proxy is never the client itself. It forwards; and where it did not tell for whom,
 * since a client made it drop the header (with {@code Connection: X-Forwarded-For}, say), its own
 * address must not count, which may be on a whitelist.
 *
 * <p>This rests on two things that only the host can see to. The blocks hold proxies and nobody
 * else: whoever calls from there can claim any address. And the proxies write this header, not the
 * other: the other one comes from the client.
 *
 * <p>Never asks DNS. Immutable and thread-safe.
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

  /** No proxies: the peer is the client, and no header is looked at. */
  public static TrustedProxies none() {
    return NONE;
  }

  /** As {@link #xForwardedFor(Collection)}. */
  public static TrustedProxies xForwardedFor(CidrBlock... proxies) {
    return xForwardedFor(List.of(proxies));
  }

  /**
   * Proxies in these blocks that append to {@code X-Forwarded-For}. An entry is {@code 192.0.2.43},
   * {@code 2001:db8::1} or {@code [2001:db8::1]}; behind the first and the last, a port may follow.
   *
   * @param proxies as {@link #none()} if it is empty
   * @throws InvalidValueException for a block of all addresses
   */
  public static TrustedProxies xForwardedFor(Collection<CidrBlock> proxies) {
    return new TrustedProxies(new XForwardedForHeader(), proxies);
  }

  /** As {@link #forwarded(Collection)}. */
  public static TrustedProxies forwarded(CidrBlock... proxies) {
    return forwarded(List.of(proxies));
  }

  /**
   * Proxies in these blocks that append to {@code Forwarded} (RFC 7239), whose {@code for} is read.
   * As there, an IPv6 address is in brackets, and it and whatever has a port is quoted: {@code
   * for=192.0.2.43}, {@code for="192.0.2.43:8080"}, {@code for="[2001:db8::1]"}. What a proxy
   * copies from the client into other parameters, such as {@code host}, it has to quote.
   *
   * @param proxies as {@link #none()} if it is empty
   * @throws InvalidValueException for a block of all addresses
   */
  public static TrustedProxies forwarded(Collection<CidrBlock> proxies) {
    return new TrustedProxies(new ForwardedHeader(), proxies);
  }

  /** The name of the one header whose values are wanted; empty where none is looked at. */
  public Optional<String> header() {
    return proxies.isEmpty() ? Optional.empty() : Optional.of(header.name());
  }

  /**
   * The client of a request.
   *
   * <ul>
   *   <li>The peer is no declared proxy: it is the client, whatever the header says.
   *   <li>Otherwise the last entry that is no declared proxy is the client.
   *   <li>There is none, as the header is missing or names declared proxies only: {@link Unknown}.
   *   <li>On the way there is an entry that is not one plain address, such as {@code unknown}; or
   *       more than 32 entries; or the header is longer than 8192 characters: {@link Unknown}.
   * </ul>
   *
   * @param peer the other end of the connection
   * @param headerValues all values of {@link #header()} in the order of the request, one for each
   *     line; empty if the request has no such header
   */
  public ClientAddress clientOf(IpAddress peer, List<String> headerValues) {
    List<String> values = List.copyOf(headerValues);
    if (!proxies.contains(peer)) {
      return new Known(peer);
    }
    long length = values.stream().mapToLong(value -> value.length() + 1L).sum() - 1;
    return length > MAX_LENGTH
        ? new Unknown(header.name() + " is longer than " + MAX_LENGTH + " characters")
        : walk(peer, new Hops(header, String.join(",", values)));
  }

  /** From one declared proxy to whoever called it, until that is no declared proxy. */
  private ClientAddress walk(IpAddress peer, Hops hops) {
    int count = 0;
    for (String hop = hops.next(); hop != null; hop = hops.next()) {
      if (++count > MAX_HOPS) {
        return new Unknown(header.name() + " has more than " + MAX_HOPS + " entries on the way");
      }
      Optional<IpAddress> address = header.address(hop);
      if (address.isEmpty()) {
        return unreadable(count, hop);
      }
      if (!proxies.contains(address.get())) {
        return new Known(address.get());
      }
    }
    return new Unknown(
        "proxy "
            + peer
            + " did not tell for whom it forwards: "
            + header.name()
            + (count == 0 ? " is missing" : " names proxies only"));
  }

  private Unknown unreadable(int count, String hop) {
    return new Unknown(
        "entry "
            + count
            + " from the end of "
            + header.name()
            + " is not one plain address: "
            + Quoted.text(hop));
  }

  /** The header and the blocks. */
  @Override
  public String toString() {
    return proxies.isEmpty() ? "no proxies" : header.name() + " of " + proxies;
  }

  private static void requireNotEveryone(CidrBlock block) {
    if (block.prefixLength() == 0) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "trusted proxy",
          block.toString(),
          "makes everybody a proxy, so that everybody could claim any address;"
              + " name the blocks of your proxies only");
    }
  }
}
