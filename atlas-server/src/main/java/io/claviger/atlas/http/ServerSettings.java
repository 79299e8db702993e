package io.claviger.atlas.http;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The address of a server, and how it treats connections.
 *
 * @param address the address to listen on; port 0 takes a free port
 * @param limits the limits for clients
 * @param tls returns the context for each new connection; empty for plain HTTP
 * @param observer is told about every response
 */
public record ServerSettings(
    InetSocketAddress address,
    HttpLimits limits,
    Optional<Supplier<SSLContext>> tls,
    RequestObserver observer) {
  /** Returns settings for plain HTTP with the standard limits. */
  public static ServerSettings at(InetSocketAddress address) {
    return new ServerSettings(
        address, HttpLimits.standard(), Optional.empty(), (status, duration) -> {});
  }

  /** Returns the same settings with these limits. */
  public ServerSettings with(HttpLimits newLimits) {
    return new ServerSettings(address, newLimits, tls, observer);
  }

  /** Returns the same settings with TLS, if there is a context. */
  public ServerSettings with(Optional<? extends Supplier<SSLContext>> context) {
    return new ServerSettings(address, limits, context.map(supplier -> supplier), observer);
  }

  /** Returns the same settings with this observer. */
  public ServerSettings with(RequestObserver newObserver) {
    return new ServerSettings(address, limits, tls, newObserver);
  }
}
