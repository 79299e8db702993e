package io.claviger.servlet;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.http.access.HttpAccess;
import io.claviger.management.ManagementHandler;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The application of {@code docs/management-over-http.md}. */
public final class ManagementListener implements ServletContextListener {
  private final Claviger claviger;
  private final HttpAccess access;

  /** Creates a listener that lets the owners of acme manage these keys. */
  public ManagementListener(Claviger claviger, HttpAccess access) {
    this.claviger = claviger;
    this.access = access;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    var handler = ManagementHandler.builder(claviger).access(access).build();
    new ManagementServlet(handler, this::caller)
        .register(event.getServletContext(), "/account/api-keys");
  }

  private Optional<Caller> caller(HttpServletRequest request) {
    return Optional.ofNullable(request.getRemoteUser())
        .map(user -> Caller.user(user, new OrganizationId("acme"), Role.ORG_OWNER));
  }
}
