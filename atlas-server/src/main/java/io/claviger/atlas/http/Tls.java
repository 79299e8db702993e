package io.claviger.atlas.http;

import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** TLS 1.2 and 1.3 for HTTP/1.1. */
final class Tls {
  private Tls() {}

  /** Creates connections that begin with TLS and go on with this protocol. */
  static SslConnectionFactory before(String protocol, Supplier<SSLContext> context) {
    SslConnectionFactory connections =
        new SslConnectionFactory(new ContextFactory(context), protocol);
    // It would compare the Host header with the certificate. The server has one site only, and
    // probes call it by its address.
    connections.setEnsureSecureRequestCustomizer(false);
    return connections;
  }

  /**
   * Asks for the context at each connection. Jetty's own reload closes the old context before it
   * has the new one, and refuses connections meanwhile.
   */
  private static final class ContextFactory extends SslContextFactory.Server {
    private final Supplier<SSLContext> context;

    ContextFactory(Supplier<SSLContext> context) {
      this.context = context;
      setSslContext(context.get());
      setIncludeProtocols("TLSv1.2", "TLSv1.3");
      setRenegotiationAllowed(false);
    }

    @Override
    public SSLEngine newSSLEngine() {
      return customized(context.get().createSSLEngine());
    }

    @Override
    public SSLEngine newSSLEngine(String host, int port) {
      return customized(context.get().createSSLEngine(host, port));
    }

    private SSLEngine customized(SSLEngine engine) {
      customize(engine);
      return engine;
    }
  }
}
