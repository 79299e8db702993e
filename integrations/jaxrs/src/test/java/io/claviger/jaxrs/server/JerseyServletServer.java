package io.claviger.jaxrs.server;

import io.claviger.jaxrs.ServletPeer;
import io.claviger.test.http.RunningServer;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;
import org.glassfish.jersey.servlet.ServletContainer;

/** Jersey in a servlet container. */
final class JerseyServletServer implements JaxrsServer {
  @Override
  public Function<ContainerRequestContext, Optional<String>> peer() {
    return new ServletPeer();
  }

  @Override
  public RunningServer serve(List<Object> providers) throws Exception {
    return serve(
        new ResourceConfig(Reports.class, RolesAllowedDynamicFeature.class)
            .registerInstances(Set.copyOf(providers)));
  }

  RunningServer serve(ResourceConfig config) throws Exception {
    // RESTEasy is on the class path too.
    RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
    Servlet jersey = new ServletContainer(config);
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment(jersey));
    manager.deploy();
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(Handlers.path().addPrefixPath("/app", manager.start()))
            .build();
    server.start();
    int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    return new RunningServer(URI.create("http://127.0.0.1:" + port + "/app"), server::stop);
  }

  private DeploymentInfo deployment(Servlet jersey) {
    ServletInfo servlet =
        Servlets.servlet("jersey", jersey.getClass(), new ImmediateInstanceFactory<>(jersey))
            .addMapping("/*");
    return Servlets.deployment()
        .setClassLoader(getClass().getClassLoader())
        .setContextPath("/app")
        .setDeploymentName("app")
        .addFilter(Servlets.filter("defaults", Defaults.class))
        .addFilterUrlMapping("defaults", "/*", DispatcherType.REQUEST)
        .addServlet(servlet);
  }
}
