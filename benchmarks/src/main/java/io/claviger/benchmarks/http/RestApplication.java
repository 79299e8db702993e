package io.claviger.benchmarks.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** A Jersey application with one resource. */
final class RestApplication extends ResourceConfig {
  static final String PATH = "/reports";

  /** Creates the application with these components. */
  RestApplication(Object... components) {
    // Otherwise, Jersey logs between the lines of progress.
    property(ServerProperties.WADL_FEATURE_DISABLE, true);
    property(CommonProperties.PROVIDER_DEFAULT_DISABLE, "DATASOURCE");
    register(Reports.class);
    registerInstances(components);
  }

  /** Creates the application with a filter that does nothing. */
  static RestApplication withEmptyFilter() {
    ContainerRequestFilter empty = request -> {};
    return new RestApplication(empty);
  }

  /** Answers the measured requests. */
  @Path(PATH)
  public static class Reports {
    @GET
    @Produces("application/json")
    public String reports() {
      return ServletServer.TEXT;
    }
  }
}
