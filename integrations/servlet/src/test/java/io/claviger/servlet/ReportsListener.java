package io.claviger.servlet;

import io.claviger.Claviger;
import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpAccess;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The application of {@code docs/servlet-and-jaxrs.md}. */
public final class ReportsListener implements ServletContextListener {
  private final Claviger claviger;

  /** Creates a listener that protects the application with these keys. */
  public ReportsListener(Claviger claviger) {
    this.claviger = claviger;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    RoleGrants grants = RoleGrants.none().grant(Role.ORG_READ_ONLY, new Permission("reports.read"));
    HttpAccess access = HttpAccess.builder(claviger, grants).tokenHeader("X-API-Key").build();
    ApiKeyFilter.required(access).register(event.getServletContext(), "/api/*");
  }

  /** The resource that is protected. */
  public static final class Reports extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.isUserInRole("reports.read")) {
        ApiKeyPrincipal key = (ApiKeyPrincipal) request.getUserPrincipal();
        response.getWriter().print("reports of " + key.key().organization());
      } else {
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
      }
    }
  }
}
