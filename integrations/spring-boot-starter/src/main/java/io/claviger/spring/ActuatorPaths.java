package io.claviger.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.core.env.Environment;

/**
 * The endpoints of the actuator, as the starter's own chain distinguishes them. It compares texts,
 * since a pattern would need Spring MVC.
 *
 * @param servlet the path of Spring MVC's servlet, or an empty text
 * @param base the path of the endpoints below that, or an empty text
 */
record ActuatorPaths(String servlet, String base, Environment environment) {
  static ActuatorPaths of(Environment environment) {
    String base = environment.getProperty("management.endpoints.web.base-path", "/actuator");
    String servlet = environment.getProperty("spring.mvc.servlet.path", "");
    return new ActuatorPaths(withoutSlash(servlet), withoutSlash(base), environment);
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /**
   * Checks for an endpoint that everybody may read: health, and all on a port of their own.
   *
   * <p>It requires the health endpoint of the path as the client wrote it, by which Spring MVC
   * chooses a controller, and of the one by which the container chooses a servlet. They differ for
   * a path such as {@code /actuator/health/..;/..;/reports}, if the firewall of the application
   * lets it through.
   */
  boolean isOpen(HttpServletRequest request) {
    boolean health =
        isBelow(base + "/health", written(request)) && isBelow(base + "/health", mapped(request));
    return health || isOnOwnPort(request);
  }

  /**
   * Checks for any endpoint. Returns false without a base path: then endpoints look like other
   * paths.
   */
  boolean isEndpoint(HttpServletRequest request) {
    return !base.isEmpty() && (isBelow(base, written(request)) || isBelow(base, mapped(request)));
  }

  private static String written(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  private static String mapped(HttpServletRequest request) {
    return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
  }

  private boolean isBelow(String prefix, String path) {
    String inside = path.startsWith(servlet + "/") ? path.substring(servlet.length()) : path;
    return inside.equals(prefix) || inside.startsWith(prefix + "/");
  }

  /** Reads the ports at each request, since they are known only after the start. */
  private boolean isOnOwnPort(HttpServletRequest request) {
    String own = environment.getProperty("local.management.port");
    return own != null
        && !own.equals(environment.getProperty("local.server.port"))
        && own.equals(Integer.toString(request.getLocalPort()));
  }
}
