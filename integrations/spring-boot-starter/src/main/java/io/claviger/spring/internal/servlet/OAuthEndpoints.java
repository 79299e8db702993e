package io.claviger.spring.internal.servlet;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches the requests of the endpoints for access tokens. It compares whole paths as they were
 * sent, so it lets nothing through to another part of the application.
 */
public final class OAuthEndpoints implements RequestMatcher {
  private final Set<String> paths;

  public OAuthEndpoints(Set<String> endpoints, Environment environment) {
    String servlet = MvcServlet.path(environment);
    this.paths = endpoints.stream().map(servlet::concat).collect(toUnmodifiableSet());
  }

  @Override
  public boolean matches(HttpServletRequest request) {
    String sent = request.getRequestURI();
    String context = request.getContextPath();
    return sent.startsWith(context) && paths.contains(sent.substring(context.length()));
  }
}
