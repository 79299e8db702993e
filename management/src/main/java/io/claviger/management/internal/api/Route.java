package io.claviger.management.internal.api;

import io.claviger.ManagementCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A method on a path.
 *
 * @param path the segments; {@code *} stands for one that the route receives
 * @param query the parameters that the query may have
 * @param beforeBody refuses callers whose body is not worth receiving; empty for a route that reads
 *     none
 * @param serve makes the reply
 */
record Route(
    String method,
    List<String> path,
    Set<String> query,
    Optional<Consumer<Call>> beforeBody,
    Function<Call, Reply> serve) {
  static Route of(String method, String path, Function<Call, Reply> serve) {
    return new Route(method, List.of(path.split("/")), Set.of(), Optional.empty(), serve);
  }

  /** Returns this route, whose query may have these parameters. */
  Route withQuery(String... parameters) {
    return new Route(method, path, Set.of(parameters), beforeBody, serve);
  }

  /** Returns this route, which reads a body of callers that have a role in the organization. */
  Route withBody() {
    return reading(call -> call.keys().getOrganization(call.organization()));
  }

  /** Returns this route, which reads a body of callers that may make this call. */
  Route withBodyFor(Function<Call, ManagementCall> asked) {
    return reading(call -> call.keys().check(call.organization(), asked.apply(call)));
  }

  private Route reading(Consumer<Call> check) {
    return new Route(method, path, query, Optional.of(check), serve);
  }

  /** Returns the segments in place of the stars; empty if the path does not match. */
  Optional<List<String>> match(List<String> segments) {
    if (segments.size() != path.size()) {
      return Optional.empty();
    }
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      if (path.get(i).equals("*")) {
        parameters.add(segments.get(i));
      } else if (!path.get(i).equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }
}
