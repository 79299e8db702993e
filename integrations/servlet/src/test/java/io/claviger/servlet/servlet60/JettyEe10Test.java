package io.claviger.servlet.servlet60;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.servlet.DispatchTests;
import io.claviger.servlet.FilterContract;
import io.claviger.servlet.TestApplication;
import io.claviger.test.http.RunningServer;
import jakarta.servlet.ServletContainerInitializer;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The filter on Jetty with Servlet 6.0. */
class JettyEe10Test {
  @Nested
  class Contract extends FilterContract {
    @Override
    protected RunningServer serve(ServletContainerInitializer application) throws Exception {
      return run(application);
    }
  }

  @Nested
  class Dispatch extends DispatchTests {
    @Override
    protected RunningServer serve(ServletContainerInitializer application) throws Exception {
      return run(application);
    }
  }

  /** The contract above runs without the module that only the servlet for management needs. */
  @Test
  void theFilterNeedsNoManagement() {
    assertThrows(
        ClassNotFoundException.class,
        () -> Class.forName("io.claviger.management.ManagementHandler"));
  }

  private static RunningServer run(ServletContainerInitializer application) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/app");
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    errors.addErrorPage(400, 599, TestApplication.ERROR_PAGE);
    context.setErrorHandler(errors);
    context.addServletContainerInitializer(application);
    server.setHandler(context);
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/app");
    return new RunningServer(uri, server::stop);
  }
}
