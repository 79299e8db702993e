package io.claviger.spring.internal.actuator;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.core.env.Environment;
import org.springframework.http.server.PathContainer;
import org.springframework.util.function.SingletonSupplier;

/**
 * Where the endpoints of the actuator are, as Spring Boot says. Is loaded only if the application
 * has the actuator.
 */
final class ActuatorEndpoints {
  private static final EndpointId HEALTH = EndpointId.of("health");

  private final Environment environment;
  private final Supplier<Served> served;

  /**
   * The endpoints on the port of the application, below the path of Spring MVC's servlet or of
   * WebFlux.
   *
   * @param health the path of the health endpoint, with all below it, if it is there
   * @param groups paths of groups of health, each without what is below it
   * @param endpoints the paths of all endpoints
   */
  private record Served(Optional<String> health, Set<String> groups, Set<String> endpoints) {}

  /**
   * Reads the endpoints at the first request, since to ask for them earlier creates their beans.
   */
  ActuatorEndpoints(Environment environment, ListableBeanFactory beans) {
    this.environment = environment;
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
    return new Served(health.map(ActuatorEndpoints::path), groups, all);
  }

  private static Set<String> paths(Collection<String> all) {
    return all.stream().map(ActuatorEndpoints::path).collect(Collectors.toSet());
  }

  /** A configured path may begin with a slash, which Spring Boot then writes twice. */
  private static String path(String path) {
    return path.replace("//", "/");
  }

  /** Checks whether the health endpoint, or a group of it, is at this path. */
  boolean isHealth(String path) {
    return served.get().groups().contains(path)
        || served.get().health().filter(prefix -> isBelow(prefix, path)).isPresent();
  }

  /** Checks whether any endpoint is at this decoded path. */
  boolean isEndpoint(String path) {
    return served.get().endpoints().stream().anyMatch(each -> isBelow(each, path));
  }

  private static boolean isBelow(String prefix, String path) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }

  /**
   * Checks whether this is the port that only the endpoints have. Reads the ports at each request,
   * since they are known only after the start.
   */
  boolean isOwnPort(int port) {
    String own = environment.getProperty("local.management.port");
    return own != null
        && !own.equals(environment.getProperty("local.server.port"))
        && own.equals(Integer.toString(port));
  }

  /** Returns a path as Spring MVC and WebFlux read it, part by part. */
  static String decoded(PathContainer path) {
    return path.elements().stream()
        .map(
            part ->
                part instanceof PathContainer.PathSegment segment
                    ? segment.valueToMatch()
                    : part.value())
        .collect(Collectors.joining());
  }
}
