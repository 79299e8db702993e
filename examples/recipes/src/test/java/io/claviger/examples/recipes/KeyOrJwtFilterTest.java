package io.claviger.examples.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.claviger.http.access.HttpAccess;
import io.claviger.model.Role;
import io.claviger.test.http.HttpAdapterContract;
import io.claviger.test.http.RunningServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/** Keys are admitted as they are without JWTs beside them, and so are users with theirs. */
class KeyOrJwtFilterTest extends HttpAdapterContract {
  private static final String ISSUER = "https://login.example";
  private static final byte[] SECRET = new SecureRandom().generateSeed(32);

  @Override
  protected RunningServer start(HttpAccess access) throws Exception {
    DefaultJWTProcessor<SecurityContext> jwts = new DefaultJWTProcessor<>();
    jwts.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, new ImmutableSecret<>(SECRET)));
    jwts.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            "reports", new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("sub", "exp")));
    return serve(new KeyOrJwtFilter(access, jwts));
  }

  @Test
  void aUserIsKnownByTheSubjectAndTheScopesOfTheJwt() throws Exception {
    try (Keys keys = new Keys()) {
      RunningServer server = start(keys.access());
      try {
        Duration hour = Duration.ofHours(1);
        HttpResponse<String> read =
            Keys.get(server, "/reports", jwt("reports.read", "reports", hour));
        assertEquals("200 ada", read.statusCode() + " " + read.body());
        assertEquals(403, Keys.get(server, "/reports", jwt("other", "reports", hour)).statusCode());
        assertEquals(
            401, Keys.get(server, "/reports", jwt("reports.read", "others", hour)).statusCode());
        String expired = jwt("reports.read", "reports", hour.negated());
        assertEquals(401, Keys.get(server, "/reports", expired).statusCode());
        String forged = jwt("reports.read", "reports", hour).replaceFirst("[^.]*$", "AAAA");
        assertEquals(401, Keys.get(server, "/reports", forged).statusCode());
        assertEquals(
            200, Keys.get(server, "/reports", keys.token(Role.ORG_READ_ONLY)).statusCode());
      } finally {
        server.server().close();
      }
    }
  }

  @Test
  void aRequestWithAKeyAndAJwtIsOneOfTheKey() throws Exception {
    try (Keys keys = new Keys()) {
      RunningServer server = start(keys.access());
      try {
        String key = keys.token(Role.ORG_READ_ONLY);
        String jwt = jwt("reports.read", "reports", Duration.ofHours(1));
        assertEquals(200, Keys.get(server, "/reports", key).statusCode());
        assertEquals(200, Keys.get(server, "/reports", jwt).statusCode());
        var both = Keys.get(server, "/reports", jwt, "X-API-Key", key);
        assertEquals(Keys.get(server, "/reports", key).body(), both.body());
        String wrong = key.substring(0, key.length() - 1) + "_";
        assertEquals(401, Keys.get(server, "/reports", jwt, "X-API-Key", wrong).statusCode());
      } finally {
        server.server().close();
      }
    }
  }

  private static String jwt(String scope, String audience, Duration life) throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(audience)
                .subject("ada")
                .claim("scope", scope)
                .expirationTime(Date.from(Instant.now().plus(life)))
                .build());
    jwt.sign(new MACSigner(SECRET));
    return jwt.serialize();
  }

  private static RunningServer serve(KeyOrJwtFilter filter) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler handler = new ServletContextHandler("/");
    handler.addServletContainerInitializer((types, context) -> register(filter, context));
    server.setHandler(handler);
    server.start();
    return new RunningServer(
        URI.create("http://127.0.0.1:" + connector.getLocalPort()), server::stop);
  }

  private static void register(KeyOrJwtFilter filter, ServletContext context) {
    FilterRegistration.Dynamic registration = context.addFilter("api", filter);
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    context.addServlet("reports", new Reports()).addMapping("/reports", "/reports/*", "/fail");
  }

  private static final class Reports extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getServletPath().equals("/fail")) {
        throw new IllegalStateException("fails on purpose");
      }
      boolean post = request.getMethod().equals("POST");
      if (!request.isUserInRole(post ? "reports.write" : "reports.read")) {
        response.sendError(403);
        return;
      }
      request.getInputStream().readAllBytes();
      response.getOutputStream().print(request.getUserPrincipal().getName());
    }
  }
}
