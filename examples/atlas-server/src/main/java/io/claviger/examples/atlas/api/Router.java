package io.claviger.examples.atlas.api;

import io.claviger.examples.atlas.errors.ApiError;
import io.claviger.examples.atlas.http.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the route of a request: by its raw path, so that a slash may be within a segment. */
final class Router {
  /** A route that fits, and what it stands for. */
  record Match(Base base, Route route, List<String> parameters) {}

  private final List<Route> routes;

  Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  Match find(Request request) {
    Base base = Base.of(request.path()).orElseThrow(() -> notFound(request));
    List<String> segments = segments(request, base);
    boolean otherMethod = false;
    for (Route route : routes) {
      Optional<List<String>> parameters = route.match(segments);
      if (parameters.isPresent() && route.method().equals(request.method())) {
        return new Match(base, route, parameters.get());
      }
      otherMethod |= parameters.isPresent();
    }
    throw otherMethod ? new ApiError("METHOD_NOT_ALLOWED", request.path()) : notFound(request);
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
