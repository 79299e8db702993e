package io.claviger.spring;

import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * Looks at what Spring Boot does about proxies, since it can replace the address of the peer by one
 * from a header.
 */
final class ForwardedAddresses {
  private static final System.Logger LOGGER = System.getLogger("io.claviger.spring");
  private static final String STRATEGY = "server.forward-headers-strategy";
  private static final String PRETEND =
      "with which every client can pretend to be at an address of a whitelist. ";

  /** Each of these makes Tomcat take addresses from headers, whatever the strategy is. */
  private static final List<String> TOMCAT =
      List.of("server.tomcat.remoteip.remote-ip-header", "server.tomcat.remoteip.protocol-header");

  private static final String FIX =
      "Set server.forward-headers-strategy=none, and declare the proxies in claviger.http.proxies";

  private ForwardedAddresses() {}

  /**
   * Refuses what believes every client: Spring's filter before the filters of Spring Security, its
   * transformer on WebFlux, and the own way of Jetty, Undertow and reactive servers. Warns of that
   * of Tomcat with servlets.
   */
  static void refuse(Environment environment, ListableBeanFactory beans) {
    String strategy = environment.getProperty(STRATEGY, "").toLowerCase(Locale.ROOT);
    if (strategy.equals("framework")) {
      throw StartException.inProperty(STRATEGY, "is framework, " + PRETEND + FIX);
    }
    if (beans.containsBean("forwardedHeaderTransformer")) {
      throw new StartException(
          "the bean forwardedHeaderTransformer replaces the addresses of clients, or removes the"
              + " headers of proxies. Remove it, and declare the proxies in claviger.http.proxies",
          null);
    }
    if (OptionalType.FORWARDED_HEADER_FILTER.isPresent()
        && OptionalType.SERVLET_FILTER.isPresent()
        && Filters.comeFirst(environment, beans)) {
      throw new StartException("a ForwardedHeaderFilter is registered, " + PRETEND + FIX, null);
    }
    boolean tomcat = OptionalType.TOMCAT.isPresent() && !beans.containsBean(BlockingCalls.BEAN);
    if (!isByServer(environment, strategy)
        && !(tomcat && TOMCAT.stream().anyMatch(environment::containsProperty))) {
      return;
    }
    if (!tomcat) {
      throw StartException.inProperty(
          STRATEGY, "is native, or a cloud platform made it so, " + PRETEND + FIX);
    }
    LOGGER.log(
        System.Logger.Level.WARNING,
        "the server takes the address of clients from a header of any machine with a private"
            + " address, so such a machine can pretend to be at an address of a whitelist. "
            + FIX
            + ". Set no server.tomcat.remoteip.remote-ip-header or protocol-header");
  }

  private static boolean isByServer(Environment environment, String strategy) {
    CloudPlatform platform = CloudPlatform.getActive(environment);
    return strategy.equals("native")
        || (strategy.isEmpty() && platform != null && platform.isUsingForwardHeaders());
  }

  /** Is loaded only if the application has servlets. */
  private static final class Filters {
    private static final int SECURITY = -100;

    static boolean comeFirst(Environment environment, ListableBeanFactory beans) {
      int security =
          environment.getProperty("spring.security.filter.order", Integer.class, SECURITY);
      return beans.getBeansOfType(FilterRegistrationBean.class).values().stream()
          .filter(registration -> registration.getFilter() instanceof ForwardedHeaderFilter)
          .anyMatch(registration -> registration.getOrder() < security);
    }
  }
}
