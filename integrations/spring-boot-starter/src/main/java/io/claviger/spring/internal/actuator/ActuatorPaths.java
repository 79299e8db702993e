package io.claviger.spring.internal.actuator;

import io.claviger.spring.internal.servlet.MvcServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.http.server.PathContainer;

/**
 * The endpoints of the actuator, as the starter's own chain for servlets distinguishes them. Is
 * loaded only if the application has the actuator.
 */
public final class ActuatorPaths {
  private final ActuatorEndpoints endpoints;
  private final String servlet;

  public ActuatorPaths(Environment environment, ListableBeanFactory beans) {
    this.endpoints = new ActuatorEndpoints(environment, beans);
    this.servlet = MvcServlet.path(environment);
  }

  /**
   * Checks for an endpoint that everybody may read: health, and all on a port of their own.
   *
   * <p>It requires the health endpoint of the path as the client wrote it, by which Spring MVC
   * chooses a controller, and of the one by which the container chooses a servlet. They differ for
   * a path such as {@code /actuator/health/..;/..;/reports}, if the firewall of the application
   * lets it through. A servlet of the application can have an exact path below that of health.
   */
  public boolean isOpen(HttpServletRequest request) {
    return endpoints.isOwnPort(request.getLocalPort())
        || (request.getHttpServletMapping().getMappingMatch() != MappingMatch.EXACT
            && endpoints.isHealth(inside(servlet, written(request)))
            && endpoints.isHealth(inside(servlet, mapped(request))));
  }

  /**
   * Checks for any endpoint, below any servlet: the application can put Spring MVC or Jersey at a
   * path of its own.
   */
  public boolean isEndpoint(HttpServletRequest request) {
    String its = request.getPathInfo() == null ? "" : request.getServletPath();
    String decoded = ActuatorEndpoints.decoded(PathContainer.parsePath(written(request)));
    return Stream.of(decoded, mapped(request))
        .anyMatch(path -> endpoints.isEndpoint(inside(its, path)));
  }

  private static String written(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  private static String mapped(HttpServletRequest request) {
    return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
  }

  private static String inside(String servlet, String path) {
    return path.startsWith(servlet + "/") ? path.substring(servlet.length()) : path;
  }
}
