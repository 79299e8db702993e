package io.claviger.testing.http;

import java.net.URI;
import java.util.List;

/**
 * A running application that serves the management of the organization {@code acme}.
 *
 * @param uri the path of the API, without a slash at its end
 * @param user the headers with which the owner jane of the organization is logged in: names and
 *     values in turn
 * @param token a key of the organization, for {@code X-API-Key}
 * @param server stops the application
 */
public record Mounted(URI uri, List<String> user, String token, AutoCloseable server) {
  /** Returns the address of a page of the application, {@code keys} beside the path of the API. */
  public URI page() {
    return uri.resolve("../keys");
  }
}
