package io.claviger.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;

/** Distinguishes browsers that ask for a page from other clients. */
final class PageRequests {
  private PageRequests() {}

  /** Checks whether the client shows pages, and so can show a login page or an error page. */
  static boolean wantsPage(HttpServletRequest request) {
    Enumeration<String> accepted = request.getHeaders("Accept");
    return accepted != null
        && Collections.list(accepted).stream().anyMatch(value -> value.contains("text/html"));
  }
}
