package io.claviger.servlet.servlet61;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.oauth.AccessTokens;
import io.claviger.oauth.OAuthHandler;
import io.claviger.servlet.OAuthServlet;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.http.RunningServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContainerInitializer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slow bodies for access tokens, more of them than the server has threads. */
class SlowBodiesTest {
  private static final int THREADS = 8;
  private static final String BODY = "grant_type=client_credentials";

  @TempDir static Path directory;

  private RunningServer running;

  @AfterEach
  void stop() throws Exception {
    if (running != null) {
      running.server().close();
    }
  }

  private static OAuthServlet servlet() {
    Peppers peppers = Peppers.of(1, new SecureRandom().generateSeed(32));
    Claviger claviger = Claviger.builder(new InMemoryApiKeyStore()).peppers(peppers).build();
    AccessTokens tokens = AccessTokens.builder(claviger, peppers, "https://a.example").build();
    return new OAuthServlet(OAuthHandler.builder(claviger, tokens).build());
  }

  private static final ServletContainerInitializer APPLICATION =
      (types, context) -> servlet().register(context, "/oauth");

  /** A filter like most: it does not support asynchronous requests. */
  private static final ServletContainerInitializer FILTERED =
      (types, context) -> {
        servlet().register(context, "/oauth");
        context
            .addFilter("sync", (request, response, chain) -> chain.doFilter(request, response))
            .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
      };

  private static RunningServer tomcat(ServletContainerInitializer application) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.toString());
    tomcat.setSilent(true);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxThreads", Integer.toString(THREADS));
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    ((StandardContext) context).setClearReferencesRmiTargets(false);
    ((StandardContext) context).setClearReferencesThreadLocals(false);
    context.addServletContainerInitializer(application, Set.of());
    tomcat.start();
    return new RunningServer(
        URI.create("http://127.0.0.1:" + connector.getLocalPort()),
        () -> {
          tomcat.stop();
          tomcat.destroy();
        });
  }

  private static RunningServer jetty(ServletContainerInitializer application) throws Exception {
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServletContainerInitializer(application);
    Server server = new Server(new QueuedThreadPool(THREADS));
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
    return new RunningServer(server.getURI(), server::stop);
  }

  @Test
  void theyHoldNoThreadOfTomcat() throws Exception {
    running = tomcat(APPLICATION);
    assertNoneHoldsAThread(running.uri());
  }

  @Test
  void theyHoldNoThreadOfJetty() throws Exception {
    running = jetty(APPLICATION);
    assertNoneHoldsAThread(running.uri());
  }

  @Test
  void aServerWithoutAsynchronousRequestsWaitsForThem() throws Exception {
    running = tomcat(FILTERED);
    try (Socket client = begin(running.uri())) {
      assertTrue(answerToTheRest(client).contains(" 401"));
    }
  }

  /** Another client is served while all of them still wait. Then each is served, too. */
  private static void assertNoneHoldsAThread(URI server) throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * THREADS; i++) {
        slow.add(begin(server));
      }
      try (Socket client = begin(server)) {
        assertTrue(answerToTheRest(client).contains(" 401"));
      }
      for (Socket client : slow) {
        assertEquals(0, client.getInputStream().available());
        assertTrue(answerToTheRest(client).contains(" 401"));
      }
    } finally {
      for (Socket client : slow) {
        client.close();
      }
    }
  }

  /** Sends a request without the end of its body. */
  private static Socket begin(URI server) throws IOException {
    Socket client = new Socket(server.getHost(), server.getPort());
    client.setSoTimeout(60_000);
    String head =
        "POST /oauth/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + BODY.length()
            + "\r\n\r\n";
    send(client, head + BODY.substring(0, 10));
    return client;
  }

  private static String answerToTheRest(Socket client) throws IOException {
    send(client, BODY.substring(10));
    var in = new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII);
    return String.valueOf(new BufferedReader(in).readLine());
  }

  private static void send(Socket client, String text) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
