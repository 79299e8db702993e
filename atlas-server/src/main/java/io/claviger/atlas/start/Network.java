package io.claviger.atlas.start;

import io.claviger.atlas.tls.TlsFiles;
import io.claviger.model.CidrBlock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where and how the server listens.
 *
 * @param site the scheme, host and port that clients use; empty if they use the address that the
 *     server listens on
 * @param tls the files of its certificate; empty for plain HTTP
 * @param trustedProxies proxies that report the address of the client
 * @param metrics the address for the numbers of the server; empty if it has none
 */
public record Network(
    InetSocketAddress address,
    Optional<String> site,
    Optional<TlsFiles> tls,
    List<CidrBlock> trustedProxies,
    Optional<InetSocketAddress> metrics) {
  static Network of(Arguments given) {
    return new Network(
        address(given.host, given.port.orElseThrow()),
        given.site.map(URI::toString),
        tls(given),
        List.copyOf(given.trustedProxies),
        metrics(given));
  }

  private static InetSocketAddress address(Optional<InetAddress> host, int port) {
    return new InetSocketAddress(host.orElseGet(() -> Converters.address("127.0.0.1")), port);
  }

  private static Optional<InetSocketAddress> metrics(Arguments given) {
    if (given.metricsHost.isPresent() && given.metricsPort.isEmpty()) {
      throw new IllegalArgumentException("--metrics-host needs --metrics-port");
    }
    return given.metricsPort.map(port -> address(given.metricsHost, port));
  }

  private static Optional<TlsFiles> tls(Arguments given) {
    if (given.certificate.isPresent() != given.certificateKey.isPresent()) {
      throw new IllegalArgumentException("--tls-cert and --tls-key need each other");
    }
    return given.certificate.map(file -> new TlsFiles(file, given.certificateKey.orElseThrow()));
  }
}
