package io.claviger.atlas.http;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The decision of an application about the head of a request.
 *
 * @param sender the sender whose body is kept until it is whole; if empty, the body is read and
 *     dropped
 * @param answer creates the reply once the body has arrived, from the request as it was kept
 */
public record Judged(Optional<Sender> sender, Function<Request, Reply> answer) {
  /**
   * Whose body is kept.
   *
   * @param name shared by all whose bodies have one bound, such as an organization or an address
   * @param known whether the head proves who it is; if not, the body takes no room from senders
   *     that are known
   */
  public record Sender(String name, boolean known) {}

  /** Creates a decision whose reply does not depend on the body. */
  public static Judged answered(Supplier<Reply> reply) {
    return new Judged(Optional.empty(), request -> reply.get());
  }

  /** Creates a decision whose reply needs the body. All bodies of one sender share one bound. */
  public static Judged admitted(String sender, Function<Request, Reply> answer) {
    return new Judged(Optional.of(new Sender(sender, true)), answer);
  }

  /** Creates the same decision for a request whose body says who sends it. */
  public static Judged unproved(String sender, Function<Request, Reply> answer) {
    return new Judged(Optional.of(new Sender(sender, false)), answer);
  }
}
