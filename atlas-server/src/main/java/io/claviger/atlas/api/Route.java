package io.claviger.atlas.api;

import io.claviger.atlas.errors.Era;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A method on a path below a base.
 *
 * @param path the segments; {@code *} stands for any segment, which the handler receives, and
 *     {@code *:x} for one that ends in {@code :x}, of which it receives the rest
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
      String wanted = path.get(i);
      String segment = segments.get(i);
      if (wanted.startsWith("*") && isLonger(segment, wanted.substring(1))) {
        parameters.add(segment.substring(0, segment.length() - wanted.length() + 1));
      } else if (!wanted.equals(segment)) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  private static boolean isLonger(String segment, String end) {
    return segment.length() > end.length() && segment.endsWith(end);
  }
}
