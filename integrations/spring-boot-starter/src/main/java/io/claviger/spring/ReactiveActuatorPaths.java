package io.claviger.spring;

import java.net.InetSocketAddress;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The endpoints of the actuator, as the starter's own chain for WebFlux distinguishes them. Is
 * loaded only if the application has the actuator.
 */
record ReactiveActuatorPaths(ActuatorEndpoints endpoints) {
  /** Checks for an endpoint that everybody may read: health, and all on a port of their own. */
  boolean isOpen(ServerHttpRequest request) {
    InetSocketAddress local = request.getLocalAddress();
    return (local != null && endpoints.isOwnPort(local.getPort()))
        || endpoints.isHealth(request.getPath().pathWithinApplication().value());
  }

  /** Checks for any endpoint. */
  boolean isEndpoint(ServerHttpRequest request) {
    return endpoints.isEndpoint(
        ActuatorEndpoints.decoded(request.getPath().pathWithinApplication()));
  }
}
