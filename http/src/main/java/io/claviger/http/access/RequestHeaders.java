package io.claviger.http.access;

import java.util.List;

/** Reads the headers of one request. */
@FunctionalInterface
public interface RequestHeaders {
  /**
   * Returns the values of this header in the order of the request, one for each line, or an empty
   * list if there are none.
   *
   * @param name the name, which is compared without regard to case
   */
  List<String> values(String name);
}
