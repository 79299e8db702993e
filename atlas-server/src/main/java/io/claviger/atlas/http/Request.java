package io.claviger.atlas.http;

import io.claviger.model.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request of a client, or its head alone.
 *
 * @param target path and query of the request target, byte for byte as sent
 * @param headers by name in lower case, with the values in their order
 * @param address the address of the sender
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record Request(
    String method,
    String target,
    Map<String, List<String>> headers,
    byte[] body,
    IpAddress address) {
  private static final Set<String> FORWARDING = Set.of("forwarded", "x-forwarded-for");

  /** Returns the target without its query. */
  public String path() {
    int end = target.indexOf('?');
    return end < 0 ? target : target.substring(0, end);
  }

  /** Returns the text after the first question mark, as it was sent; empty if there is none. */
  public String query() {
    int end = target.indexOf('?');
    return end < 0 ? "" : target.substring(end + 1);
  }

  /** Returns all values of this header. */
  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** Returns the first value of this header. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** Returns the same request with this body. */
  public Request with(byte[] newBody) {
    return new Request(method, target, headers, newBody, address);
  }

  /**
   * Returns the same request as this client sent it to a proxy, without the headers that proxies
   * add.
   */
  public Request from(IpAddress client) {
    if (client.equals(address)) {
      return this;
    }
    Map<String, List<String>> own = new HashMap<>(headers);
    own.keySet().removeAll(FORWARDING);
    return new Request(method, target, own, body, client);
  }

  /** Leaves out headers and body, which may hold secrets. */
  @Override
  public String toString() {
    return method + " " + target + " from " + address;
  }
}
