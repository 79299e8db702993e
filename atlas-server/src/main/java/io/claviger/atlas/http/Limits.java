package io.claviger.atlas.http;

import java.time.Duration;

/**
 * What clients may take of the server.
 *
 * @param headerBytes request line and headers together
 * @param connections at the same time; further ones wait to be accepted
 * @param idle how long a connection may say nothing, or not all of a head
 */
public record Limits(int headerBytes, Bodies bodies, int connections, Duration idle) {
  /**
   * Of bodies, which are held in memory until they are whole.
   *
   * @param most bytes of one
   * @param together bytes that are kept of all that are under way; whose come then is refused with
   *     503
   * @param each bytes of these that one sender may have
   * @param slowest bytes a second: one is given up that is not whole after {@code idle} and a
   *     second for so many of the bytes that came
   */
  public record Bodies(int most, int together, int each, int slowest) {}

  /** Roomy for this resource. */
  public static Limits standard() {
    return new Limits(
        16 * 1024,
        new Bodies(256 * 1024, 32 * 1024 * 1024, 4 * 1024 * 1024, 2_000),
        12_000,
        Duration.ofSeconds(30));
  }
}
