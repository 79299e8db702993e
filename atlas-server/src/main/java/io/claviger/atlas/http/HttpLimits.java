package io.claviger.atlas.http;

import java.time.Duration;

/**
 * The limits for clients.
 *
 * @param headerBytes bytes of request line and headers together
 * @param bodies the limits of bodies
 * @param connections connections at the same time; further ones wait to be accepted
 * @param idle how long a connection may be silent, or take to send a complete head
 */
public record HttpLimits(int headerBytes, Bodies bodies, int connections, Duration idle) {
  /**
   * The limits of bodies, which stay in memory until they are whole.
   *
   * @param most bytes of one body
   * @param mostOfUnknown bytes of one body of a sender that is not known yet
   * @param together bytes of all incomplete bodies; beyond them, the oldest one of the sender with
   *     most is refused with 503
   * @param each bytes of the incomplete bodies of one sender; or of all senders that are not known
   *     yet, of which each may have {@code most}
   * @param slowest bytes a second; a body may take {@code idle}, and the time that its received
   *     bytes need at this rate
   */
  public record Bodies(int most, int mostOfUnknown, int together, int each, int slowest) {}

  /** Returns generous limits for this resource. */
  public static HttpLimits standard() {
    return new HttpLimits(
        16 * 1024,
        new Bodies(256 * 1024, 8 * 1024, 32 * 1024 * 1024, 4 * 1024 * 1024, 2_000),
        12_000,
        Duration.ofSeconds(30));
  }
}
