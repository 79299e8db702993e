package io.claviger.spring.internal.actuator;

import java.net.InetSocketAddress;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The endpoints of the actuator, as the starter's own chain for WebFlux distinguishes them. Is
 * loaded only if the application has the actuator.
 */
public final class ReactiveActuatorPaths {
  private final ActuatorEndpoints endpoints;

  /** Reads the endpoints at the first request. */
  public ReactiveActuatorPaths(Environment environment, ListableBeanFactory beans) {
    this.endpoints = new ActuatorEndpoints(environment, beans);
  }

  /** Checks for an endpoint that everybody may read: health, and all on a port of their own. */
  public boolean isOpen(ServerHttpRequest request) {
    InetSocketAddress local = request.getLocalAddress();
    return (local != null && endpoints.isOwnPort(local.getPort()))
        || endpoints.isHealth(request.getPath().pathWithinApplication().value());
  }

  /** Checks for any endpoint. */
  public boolean isEndpoint(ServerHttpRequest request) {
    return endpoints.isEndpoint(
        ActuatorEndpoints.decoded(request.getPath().pathWithinApplication()));
  }
}
