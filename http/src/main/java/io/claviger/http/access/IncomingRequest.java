package io.claviger.http.access;

import io.claviger.http.ClientAddress;
import io.claviger.http.TrustedProxies;
import io.claviger.internal.text.Quoted;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parts of a request that an adapter hands over. {@code toString} contains neither headers, the
 * query, nor the user in a target that is a whole URI, because these can contain secrets.
 *
 * @param headers reads the headers
 * @param method the method as the request spells it, such as {@code GET}
 * @param target the target in the first line of the request, byte for byte, with its query: {@code
 *     /orgs/acme?pretty=true}. HTTP Digest compares it with the one that the client hashed
 * @param peer the address at the other end of the connection, as the server reports it; IPv6 may
 *     have brackets and a zone. It is empty for a connection without an address, such as a Unix
 *     socket; that request is refused with 400
 */
public record IncomingRequest(
    RequestHeaders headers, String method, String target, Optional<String> peer) {
  /**
   * The header that a script of a page sends, with the value 1. The response to such a request has
   * no challenge of Basic or Digest, since the browser would open its own dialog.
   */
  public static final String PAGE_HEADER = "Claviger-Request";

  private static final Pattern USER = Pattern.compile("^([^/]*//)[^/]*@");

  /** Checks that no part is null. */
  public IncomingRequest {
    Objects.requireNonNull(headers, "headers");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(peer, "peer");
  }

  /**
   * Returns the address of the client behind these proxies; unknown if the connection has no valid
   * address, or if a proxy did not name the client.
   */
  public ClientAddress clientBehind(TrustedProxies proxies) {
    if (peer.isEmpty()) {
      return new ClientAddress.Unknown("the connection has no address");
    }
    try {
      IpAddress address = IpAddress.ofPeer(peer.get());
      Optional<String> header = proxies.header();
      List<String> values = header.isPresent() ? headers.values(header.get()) : List.of();
      return proxies.clientOf(address, values);
    } catch (InvalidValueException e) {
      return new ClientAddress.Unknown("the peer of the connection: " + e.getMessage());
    }
  }

  /** Checks whether a script of a page sends the request. */
  boolean isOfPage() {
    return !headers.values(PAGE_HEADER).isEmpty();
  }

  /** Returns the method and the path, of a whole URI also its scheme and host. */
  @Override
  public String toString() {
    int query = target.indexOf('?');
    String path = USER.matcher(query < 0 ? target : target.substring(0, query)).replaceFirst("$1");
    return Quoted.shorten(method) + " " + Quoted.shorten(path);
  }
}
