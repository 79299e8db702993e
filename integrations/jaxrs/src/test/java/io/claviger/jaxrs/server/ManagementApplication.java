package io.claviger.jaxrs.server;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.http.access.HttpAccess;
import io.claviger.jaxrs.ManagementFilter;
import io.claviger.jaxrs.ServletPeer;
import io.claviger.management.ManagementHandler;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.glassfish.jersey.server.ResourceConfig;

/** The application of {@code docs/management-over-http.md}. */
final class ManagementApplication extends ResourceConfig {
  ManagementApplication(Claviger claviger, HttpAccess access) {
    var handler = ManagementHandler.builder(claviger).access(access).build();
    ServletPeer peer = new ServletPeer();
    register(peer);
    register(new ManagementFilter("/account/api-keys", handler, this::caller, peer));
  }

  private Optional<Caller> caller(ContainerRequestContext request) {
    return Optional.ofNullable(request.getSecurityContext().getUserPrincipal())
        .map(user -> Caller.user(user.getName(), new OrganizationId("acme"), Role.ORG_OWNER));
  }
}
