package io.claviger.atlas.http;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The verdict of an application on the head of a request.
 *
 * @param sender whose body is kept until it is whole; empty: the body is read to its end, and
 *     dropped as it comes
 * @param answer asked when the body has come to its end, with the request as it was kept
 */
public record Judged(Optional<String> sender, Function<Request, Reply> answer) {
  /** The request will be answered so, whatever its body says. */
  public static Judged answered(Supplier<Reply> reply) {
    return new Judged(Optional.empty(), request -> reply.get());
  }

  /** The body belongs to the answer. All bodies of one sender share one bound. */
  public static Judged admitted(String sender, Function<Request, Reply> answer) {
    return new Judged(Optional.of(sender), answer);
  }
}
