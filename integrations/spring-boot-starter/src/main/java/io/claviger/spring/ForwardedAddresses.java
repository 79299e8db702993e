package io.claviger.spring;

import java.util.Locale;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;

/**
 * Looks at what Spring Boot does about proxies, since it can replace the address of the peer by one
 * from a header.
 */
final class ForwardedAddresses {
  private static final System.Logger LOGGER = System.getLogger("io.claviger.spring");
  private static final String STRATEGY = "server.forward-headers-strategy";
  private static final String FIX =
      "Set server.forward-headers-strategy=none, and declare the proxies in claviger.http.proxies";

  private ForwardedAddresses() {}

  /** Refuses Spring's filter, which believes every client; warns of the container's own way. */
  static void refuse(Environment environment) {
    String strategy = environment.getProperty(STRATEGY, "").toLowerCase(Locale.ROOT);
    if (strategy.equals("framework")) {
      throw StartException.inProperty(
          STRATEGY,
          "is framework, with which every client can pretend to be at an address of a whitelist. "
              + FIX);
    }
    CloudPlatform platform = CloudPlatform.getActive(environment);
    boolean byPlatform = strategy.isEmpty() && platform != null && platform.isUsingForwardHeaders();
    if (strategy.equals("native") || byPlatform) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "the server takes the address of clients from a header of any machine with a private"
              + " address, so such a machine can pretend to be at an address of a whitelist. "
              + FIX);
    }
  }
}
