package io.claviger.servlet.servlet61;

import io.claviger.servlet.DispatchTests;
import io.claviger.servlet.FilterContract;
import io.claviger.servlet.TestApplication;
import io.claviger.test.http.RunningServer;
import jakarta.servlet.ServletContainerInitializer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The filter on Tomcat 11. */
class TomcatTest {
  @TempDir static Path directory;

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

  private static RunningServer run(ServletContainerInitializer application) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.toString());
    tomcat.setSilent(true);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("/app", null);
    ErrorPage errors = new ErrorPage();
    errors.setLocation(TestApplication.ERROR_PAGE);
    context.addErrorPage(errors);
    // It would look for leaks at each stop, and log why it cannot.
    ((StandardContext) context).setClearReferencesRmiTargets(false);
    ((StandardContext) context).setClearReferencesThreadLocals(false);
    context.addServletContainerInitializer(application, Set.of());
    tomcat.start();
    URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/app");
    return new RunningServer(
        uri,
        () -> {
          tomcat.stop();
          tomcat.destroy();
        });
  }
}
