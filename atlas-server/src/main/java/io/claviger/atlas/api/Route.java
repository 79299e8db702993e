package io.claviger.atlas.api;

import io.claviger.atlas.errors.Era;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A method on a path below a base.
 *
 * @param path the segments; {@code *} stands for any segment, which the handler receives
 */
record Route(String method, List<String> path, Era era, Handler handler) {
  /** Creates a route. Its errors use the word for whitelists of this era. */
  static Route of(String method, String path, Era era, Handler handler) {
    return new Route(method, List.of(path.split("/")), era, handler);
  }

  /** Creates a route on a path without either word. Its errors use today's word. */
  static Route of(String method, String path, Handler handler) {
    return of(method, path, Era.ACCESS_LIST, handler);
  }

  /** Returns the segments in place of the stars, or empty if the path does not match. */
  Optional<List<String>> match(List<String> segments) {
    if (segments.size() != path.size()) {
      return Optional.empty();
    }
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      if (path.get(i).equals("*") && !segments.get(i).isEmpty()) {
        parameters.add(segments.get(i));
      } else if (!path.get(i).equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }
}
