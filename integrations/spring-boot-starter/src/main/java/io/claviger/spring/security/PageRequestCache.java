package io.claviger.spring.security;

import io.claviger.servlet.ServletExchange;
import io.claviger.spring.internal.web.KeyAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
    if (KeyAnswers.wantsPage(ServletExchange.incoming(request))) {
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
}
