package io.claviger.atlas.http;

import io.claviger.model.IpAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request of a client: whole, or its head alone.
 *
 * @param target path and query of the request target byte for byte, escapes as they were sent
 * @param headers by their names in lower case, values in their order
 * @param address who sent it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record Request(
    String method,
    String target,
    Map<String, List<String>> headers,
    byte[] body,
    IpAddress address) {
  /** The target without its query. */
  public String path() {
    int end = target.indexOf('?');
    return end < 0 ? target : target.substring(0, end);
  }

  /** What follows the first question mark, escapes as they were sent; empty where none does. */
  public String query() {
    int end = target.indexOf('?');
    return end < 0 ? "" : target.substring(end + 1);
  }

  /** All values of this header. */
  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The first value of this header. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** Returns the same request with this body. */
  public Request with(byte[] newBody) {
    return new Request(method, target, headers, newBody, address);
  }

  /** Without headers and body, which may hold secrets. */
  @Override
  public String toString() {
    return method + " " + target + " from " + address;
  }
}
