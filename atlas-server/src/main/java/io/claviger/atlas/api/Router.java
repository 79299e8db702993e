package io.claviger.atlas.api;

import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.http.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the route of a request by its raw path, so that a segment may contain an escaped slash. */
final class Router {
  /** The result of a search. */
  sealed interface Found {}

  /** A matching route, with the segments in place of its stars. */
  record Match(Base base, Route route, List<String> parameters) implements Found {}

  /** The path exists, but only for these methods. */
  record OtherMethods(List<String> methods) implements Found {}

  private final Map<Base, List<Route>> routes;

  /** Creates a router with the routes below each base. */
  Router(Map<Base, List<Route>> routes) {
    this.routes = Map.copyOf(routes);
  }

  /** Returns the route. Throws the error for the client if nothing has this path. */
  Found find(Request request) {
    Base base = Base.of(request.path()).orElseThrow(() -> notFound(request));
    List<String> segments = segments(request, base);
    // HEAD is answered like GET, and Jetty leaves out the body.
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    List<String> others = new ArrayList<>();
    for (Route route : routes.getOrDefault(base, List.of())) {
      Optional<List<String>> parameters = route.match(segments);
      if (parameters.isPresent() && route.method().equals(method)) {
        return new Match(base, route, parameters.get());
      }
      parameters.ifPresent(fits -> others.addAll(methods(route)));
    }
    if (others.isEmpty()) {
      throw notFound(request);
    }
    return new OtherMethods(others);
  }

  private static List<String> methods(Route route) {
    return route.method().equals("GET") ? List.of("GET", "HEAD") : List.of(route.method());
  }

  private static List<String> segments(Request request, Base base) {
    String below = request.path().substring(base.prefix().length());
    String path = below.startsWith("/") ? below.substring(1) : below;
    return Arrays.stream(path.split("/", -1))
        .map(raw -> Percent.decode(raw).orElseThrow(() -> notFound(request)))
        .toList();
  }

  private static ApiError notFound(Request request) {
    return new ApiError("RESOURCE_NOT_FOUND", request.path());
  }
}
