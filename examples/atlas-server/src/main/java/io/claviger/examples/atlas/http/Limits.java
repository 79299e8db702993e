package io.claviger.examples.atlas.http;

import java.time.Duration;

/**
 * What one client may take of the server.
 *
 * @param headerBytes request line and headers together
 * @param bodyBytes of one request
 * @param connections at the same time; further ones wait to be accepted
 * @param idle how long a connection may say nothing
 * @param slowestBody bytes a second, below which a request is given up
 */
public record Limits(
    int headerBytes, int bodyBytes, int connections, Duration idle, int slowestBody) {
  /** Roomy for this resource. */
  public static Limits standard() {
    return new Limits(16 * 1024, 256 * 1024, 12_000, Duration.ofSeconds(30), 100);
  }
}
