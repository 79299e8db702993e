package io.claviger.spring.internal.web;

import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.internal.start.OptionalType;
import io.claviger.spring.internal.start.StartException;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * Looks at what Spring Boot does about proxies, since it can replace the address of the peer by one
 * from a header. The headers of {@code claviger.http.proxies} then mean nothing, because the peer
 * is no longer the proxy. So only {@code claviger.http.trust-server-headers} allows it, and both
 * properties together are refused.
 */
public final class ForwardedAddresses {
  private static final String STRATEGY = "server.forward-headers-strategy";
  private static final String TRUST = "claviger.http.trust-server-headers";
  private static final String PRETEND = "can pretend to be at an address of a whitelist";

  /** Each of these makes Tomcat take addresses from headers, whatever the strategy is. */
  private static final List<String> TOMCAT =
      List.of("server.tomcat.remoteip.remote-ip-header", "server.tomcat.remoteip.protocol-header");

  private static final String NONE =
      "Set server.forward-headers-strategy=none, and declare the proxies in claviger.http.proxies";

  private final Environment environment;
  private final ListableBeanFactory beans;
  private final ClavigerProperties.Http http;
  private final String strategy;

  public ForwardedAddresses(
      Environment environment, ListableBeanFactory beans, ClavigerProperties.Http http) {
    this.environment = environment;
    this.beans = beans;
    this.http = http;
    this.strategy = environment.getProperty(STRATEGY, "").toLowerCase(Locale.ROOT);
  }

  /**
   * Refuses what believes every client: Spring's filter before the filters of Spring Security, and
   * its transformer on WebFlux. Refuses also that the server reads the headers, unless the
   * application says that it trusts them.
   */
  public void check() {
    refuseSpringsOwn();
    if (http.trustServerHeaders() && !http.proxies().isEmpty()) {
      throw StartException.inProperty(
          TRUST,
          "is true, and claviger.http.proxies is set, so it is not clear who reads the headers",
          "Remove one of both");
    }
    if (!http.trustServerHeaders() && OptionalType.WEB_SERVER.isPresent()) {
      servers().forEach(this::refuse);
    }
  }

  private void refuseSpringsOwn() {
    if (strategy.equals("framework")) {
      throw StartException.inProperty(
          STRATEGY, "is framework, with which every client " + PRETEND, NONE);
    }
    if (beans.containsBean("forwardedHeaderTransformer")) {
      throw new StartException(
          "the bean forwardedHeaderTransformer replaces the addresses of clients, or removes the"
              + " headers of proxies",
          "Remove it, and declare the proxies in claviger.http.proxies",
          null);
    }
    if (OptionalType.FORWARDED_HEADER_FILTER.isPresent()
        && OptionalType.SERVLET_FILTER.isPresent()
        && Filters.comeFirst(environment, beans)) {
      throw new StartException(
          "a ForwardedHeaderFilter is registered, with which every client " + PRETEND, NONE, null);
    }
  }

  /** Returns the classes that start the servers of the application: none if it serves nothing. */
  private List<String> servers() {
    Class<?> factory = ClassUtils.resolveClassName(OptionalType.WEB_SERVER.className(), null);
    return List.of(beans.getBeanNamesForType(factory, true, false)).stream()
        .map(name -> String.valueOf(beans.getType(name, false)))
        .toList();
  }

  private void refuse(String server) {
    boolean tomcat = server.contains("Tomcat");
    String reason = reason(tomcat);
    if (!reason.isEmpty()) {
      throw new StartException(
          reason
              + ", so the server replaces the address of a client by the one in a header. "
              + (tomcat ? "Every machine with a private address, such as a pod, " : "Every client ")
              + PRETEND
              + (http.proxies().isEmpty() ? "" : ", also with claviger.http.proxies"),
          answers(tomcat),
          null);
    }
  }

  /** Returns why the server replaces addresses; empty if it does not. */
  private String reason(boolean tomcat) {
    if (strategy.equals("native")) {
      return "property " + STRATEGY + " is native";
    }
    CloudPlatform platform = CloudPlatform.getActive(environment);
    if (strategy.isEmpty() && platform != null && platform.isUsingForwardHeaders()) {
      return "property " + STRATEGY + " is not set, and is native on " + platform;
    }
    return TOMCAT.stream()
        .filter(name -> tomcat && StringUtils.hasText(environment.getProperty(name)))
        .findFirst()
        .map(name -> "property " + name + " is set")
        .orElse("");
  }

  private static String answers(boolean tomcat) {
    return "Either let only your proxies, such as those in 10.0.3.0/28, name addresses, in the header"
        + " that they append to; redirects then no longer know that a proxy was asked by https:\n\n"
        + "    server.forward-headers-strategy=none\n"
        + "    claviger.http.proxies=10.0.3.0/28\n\n"
        + "Or, if only proxies that replace the header can reach this port, trust the server:\n\n"
        + "    claviger.http.trust-server-headers=true\n\n"
        + "If there is no proxy, the first line alone is enough"
        + (tomcat
            ? "; with it, set no server.tomcat.remoteip.remote-ip-header or protocol-header"
            : "");
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
