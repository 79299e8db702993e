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
public record Judged(Optional<String> sender, Function<Request, Reply> answer) {
  /** Creates a decision whose reply does not depend on the body. */
  public static Judged answered(Supplier<Reply> reply) {
    return new Judged(Optional.empty(), request -> reply.get());
  }

  /** Creates a decision whose reply needs the body. All bodies of one sender share one bound. */
  public static Judged admitted(String sender, Function<Request, Reply> answer) {
    return new Judged(Optional.of(sender), answer);
  }
}
