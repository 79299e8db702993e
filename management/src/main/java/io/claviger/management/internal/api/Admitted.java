package io.claviger.management.internal.api;

import io.claviger.access.Caller;
import io.claviger.management.internal.json.JsonException;
import java.util.Optional;

/** A request that its sender may send, as far as its head tells. Its body is still to come. */
public final class Admitted {
  private final Route route;
  private final Call head;

  Admitted(Route route, Call head) {
    this.route = route;
    this.head = head;
  }

  /** Returns who sends the body; empty if the route reads none. */
  public Optional<Caller> sender() {
    return route.beforeBody().map(unused -> head.caller());
  }

  /**
   * Serves the request.
   *
   * @throws Problem if the request is not served
   * @throws io.claviger.model.ClavigerException if the call of management is refused, or a value is
   *     not valid
   */
  public Reply serve(Content content) {
    try {
      return route.serve().apply(head.with(content));
    } catch (JsonException e) {
      throw Problem.of(e);
    }
  }
}
