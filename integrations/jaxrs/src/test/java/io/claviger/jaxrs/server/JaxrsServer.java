package io.claviger.jaxrs.server;

import io.claviger.test.http.RunningServer;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An implementation of Jakarta REST on a server. */
interface JaxrsServer {
  /** Creates a function for the address of the peer, which is also a provider. */
  Function<ContainerRequestContext, Optional<String>> peer();

  /** Serves {@link Reports} and reads {@code RolesAllowed}, with these instances of providers. */
  RunningServer serve(List<Object> providers) throws Exception;
}
