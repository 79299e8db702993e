package io.claviger.jaxrs.server;

import io.claviger.jaxrs.ServletPeer;
import io.claviger.test.http.RunningServer;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import jakarta.servlet.DispatcherType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;
import org.jboss.resteasy.plugins.server.undertow.UndertowJaxrsServer;
import org.jboss.resteasy.spi.ResteasyDeployment;

/** RESTEasy in a servlet container. */
final class RestEasyServer implements JaxrsServer {
  private static final class Server extends UndertowJaxrsServer {
    int port() {
      return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }
  }

  @Override
  public Function<ContainerRequestContext, Optional<String>> peer() {
    return new ServletPeer();
  }

  @Override
  public RunningServer serve(List<Object> providers) {
    // Jersey is on the class path too.
    RuntimeDelegate.setInstance(new ResteasyProviderFactoryImpl());
    ResteasyDeployment deployment = new ResteasyDeploymentImpl();
    deployment.setResourceClasses(List.of(Reports.class.getName()));
    deployment.setProviders(providers);
    deployment.setSecurityEnabled(true);
    Server server = new Server();
    server.start(Undertow.builder().addHttpListener(0, "127.0.0.1"));
    server.deploy(
        server
            .undertowDeployment(deployment, "/")
            .setContextPath("/app")
            .setDeploymentName("app")
            .addFilter(Servlets.filter("defaults", Defaults.class))
            .addFilterUrlMapping("defaults", "/*", DispatcherType.REQUEST)
            .setClassLoader(getClass().getClassLoader()));
    return new RunningServer(
        URI.create("http://127.0.0.1:" + server.port() + "/app"), server::stop);
  }
}
