package io.claviger.atlas.start;

import io.claviger.atlas.tls.TlsFiles;
import io.claviger.model.CidrBlock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
        address(given, "--host", given.one("--port", Values.port("--port")).orElseThrow()),
        given.one("--site", Values::site),
        tls(given),
        given.all("--trusted-proxy", Values::proxy),
        given
            .one("--metrics-port", Values.port("--metrics-port"))
            .map(port -> address(given, "--metrics-host", port)));
  }

  private static InetSocketAddress address(Arguments given, String name, int port) {
    InetAddress host = given.one(name, Values::host).orElseGet(() -> Values.host("127.0.0.1"));
    return new InetSocketAddress(host, port);
  }

  private static Optional<TlsFiles> tls(Arguments given) {
    given.requireTogether("--tls-cert", "--tls-key");
    if (given.has("--metrics-host") && !given.has("--metrics-port")) {
      throw new IllegalArgumentException("--metrics-host needs --metrics-port");
    }
    return given
        .one("--tls-cert", Values::path)
        .map(file -> new TlsFiles(file, given.one("--tls-key", Values::path).orElseThrow()));
  }
}
