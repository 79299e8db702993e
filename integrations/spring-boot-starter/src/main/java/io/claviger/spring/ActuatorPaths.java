package io.claviger.spring;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.env.Environment;

/** The endpoints of the actuator, as the starter's own chain distinguishes them. */
record ActuatorPaths(String basePath, Environment environment) {
  static ActuatorPaths of(Environment environment) {
    return new ActuatorPaths(
        environment.getProperty("management.endpoints.web.base-path", "/actuator"), environment);
  }

  /** Checks for an endpoint that everybody may read. */
  boolean isOpen(HttpServletRequest request) {
    return isBelow(basePath + "/health", request) || isOnOwnPort(request);
  }

  /** Checks for any endpoint. They cannot be told from other paths if they have no path before. */
  boolean isEndpoint(HttpServletRequest request) {
    return basePath.length() > 1 && isBelow(basePath, request);
  }

  /** Compares the text: a pattern would need Spring MVC. The firewall refuses paths with "..". */
  private static boolean isBelow(String prefix, HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }

  /** Reads the ports at each request, since they are known only after the start. */
  private boolean isOnOwnPort(HttpServletRequest request) {
    String own = environment.getProperty("local.management.port");
    return own != null
        && !own.equals(environment.getProperty("local.server.port"))
        && own.equals(Integer.toString(request.getLocalPort()));
  }
}
