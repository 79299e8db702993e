package io.claviger.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.core.env.Environment;
import org.springframework.http.server.PathContainer;
import org.springframework.util.function.SingletonSupplier;

/**
 * The endpoints of the actuator, as the starter's own chain distinguishes them. Spring Boot says
 * where they are. Is loaded only if the application has the actuator.
 */
final class ActuatorPaths {
  private static final EndpointId HEALTH = EndpointId.of("health");

  private final Environment environment;
  private final String servlet;
  private final Supplier<Served> served;

  /**
   * What the port of the application serves, below the path of Spring MVC's servlet.
   *
   * @param health the path of the health endpoint, with all below it, if it is there
   * @param groups paths of groups of health, each without what is below it
   * @param endpoints the paths of all endpoints
   */
  private record Served(Optional<String> health, Set<String> groups, Set<String> endpoints) {
    boolean isHealth(String path) {
      return groups.contains(path) || health.filter(prefix -> isBelow(prefix, path)).isPresent();
    }
  }

  /**
   * Reads the endpoints at the first request, since to ask for them earlier creates their beans.
   */
  ActuatorPaths(Environment environment, ListableBeanFactory beans) {
    this.environment = environment;
    String path = environment.getProperty("spring.mvc.servlet.path", "");
    this.servlet = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    this.served = SingletonSupplier.of(() -> served(beans));
  }

  private Served served(ListableBeanFactory beans) {
    ManagementPortType port = ManagementPortType.get(environment);
    PathMappedEndpoints endpoints = beans.getBeanProvider(PathMappedEndpoints.class).getIfUnique();
    if (endpoints == null || port == ManagementPortType.DISABLED) {
      return new Served(Optional.empty(), Set.of(), Set.of());
    }
    // They can be here although the endpoints have a port of their own.
    Set<String> groups = paths(endpoints.getAdditionalPaths(WebServerNamespace.SERVER, HEALTH));
    if (port == ManagementPortType.DIFFERENT) {
      return new Served(Optional.empty(), groups, Set.of());
    }
    Set<String> all = new HashSet<>(paths(endpoints.getAllPaths()));
    if (!endpoints.getBasePath().isEmpty()) {
      all.add(endpoints.getBasePath());
    }
    Optional<String> health = Optional.ofNullable(endpoints.getPath(HEALTH));
    return new Served(health.map(ActuatorPaths::path), groups, all);
  }

  private static Set<String> paths(Collection<String> all) {
    return all.stream().map(ActuatorPaths::path).collect(Collectors.toSet());
  }

  /** A configured path may begin with a slash, which Spring Boot then writes twice. */
  private static String path(String path) {
    return path.replace("//", "/");
  }

  /**
   * Checks for an endpoint that everybody may read: health, and all on a port of their own.
   *
   * <p>It requires the health endpoint of the path as the client wrote it, by which Spring MVC
   * chooses a controller, and of the one by which the container chooses a servlet. They differ for
   * a path such as {@code /actuator/health/..;/..;/reports}, if the firewall of the application
   * lets it through. A servlet of the application can have an exact path below that of health.
   */
  boolean isOpen(HttpServletRequest request) {
    return isOnOwnPort(request)
        || (request.getHttpServletMapping().getMappingMatch() != MappingMatch.EXACT
            && served.get().isHealth(inside(servlet, written(request)))
            && served.get().isHealth(inside(servlet, mapped(request))));
  }

  /**
   * Checks for any endpoint, below any servlet: the application can put Spring MVC or Jersey at a
   * path of its own.
   */
  boolean isEndpoint(HttpServletRequest request) {
    String its = request.getPathInfo() == null ? "" : request.getServletPath();
    return Stream.of(decoded(written(request)), mapped(request))
        .map(path -> inside(its, path))
        .anyMatch(path -> served.get().endpoints().stream().anyMatch(each -> isBelow(each, path)));
  }

  private static String written(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  private static String mapped(HttpServletRequest request) {
    return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
  }

  /** Returns a path as Spring MVC reads it, part by part. */
  private static String decoded(String path) {
    return PathContainer.parsePath(path).elements().stream()
        .map(
            part ->
                part instanceof PathContainer.PathSegment segment
                    ? segment.valueToMatch()
                    : part.value())
        .collect(Collectors.joining());
  }

  private static String inside(String servlet, String path) {
    return path.startsWith(servlet + "/") ? path.substring(servlet.length()) : path;
  }

  private static boolean isBelow(String prefix, String path) {
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
