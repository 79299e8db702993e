package io.claviger.jaxrs.server;

import io.claviger.test.http.RunningServer;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;

/** Jersey on Grizzly, which is no servlet container. */
final class GrizzlyServer implements JaxrsServer {
  /** Jersey injects the request of the server into a provider of the application. */
  private static final class GrizzlyPeer
      implements Feature, Function<ContainerRequestContext, Optional<String>> {
    @Inject private Provider<Request> request;

    @Override
    public boolean configure(FeatureContext context) {
      return true;
    }

    @Override
    public Optional<String> apply(ContainerRequestContext context) {
      return Optional.of(request.get().getRemoteAddr());
    }
  }

  @Override
  public Function<ContainerRequestContext, Optional<String>> peer() {
    return new GrizzlyPeer();
  }

  @Override
  public RunningServer serve(List<Object> providers) {
    // RESTEasy is on the class path too.
    RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
    ResourceConfig config =
        new ResourceConfig(Reports.class, RolesAllowedDynamicFeature.class)
            .registerInstances(Set.copyOf(providers));
    HttpServer server =
        GrizzlyHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0/app"), config);
    int port = server.getListener("grizzly").getPort();
    return new RunningServer(URI.create("http://127.0.0.1:" + port + "/app"), server::shutdownNow);
  }
}
