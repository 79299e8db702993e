package io.claviger.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/**
 * Remembers only requests for pages until the login. To remember a request of a client without a
 * key would create a session.
 */
record PageRequestCache(RequestCache delegate) implements RequestCache {
  @Override
  public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
    if (wantsPage(request)) {
      delegate.saveRequest(request, response);
    }
  }

  @Override
  public @Nullable SavedRequest getRequest(
      HttpServletRequest request, HttpServletResponse response) {
    return delegate.getRequest(request, response);
  }

  @Override
  public @Nullable HttpServletRequest getMatchingRequest(
      HttpServletRequest request, HttpServletResponse response) {
    return delegate.getMatchingRequest(request, response);
  }

  @Override
  public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
    delegate.removeRequest(request, response);
  }

  /** Checks whether the client is a browser that shows pages, and so can show a login page. */
  static boolean wantsPage(HttpServletRequest request) {
    Enumeration<String> accepted = request.getHeaders("Accept");
    return accepted != null
        && Collections.list(accepted).stream().anyMatch(value -> value.contains("text/html"));
  }
}
