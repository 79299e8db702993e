package io.claviger.spring.internal.servlet;

import io.claviger.servlet.ApiKeyFilter;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

/** Warns of an application without Spring Security, in which nothing may check the requests. */
public final class Unprotected {
  private static final System.Logger LOGGER = System.getLogger("io.claviger.spring");

  private Unprotected() {}

  public static void warn(ListableBeanFactory beans) {
    boolean filtered =
        beans.getBeanNamesForType(ApiKeyFilter.class).length > 0
            || beans.getBeansOfType(FilterRegistrationBean.class).values().stream()
                .anyMatch(registration -> registration.getFilter() instanceof ApiKeyFilter);
    if (!filtered) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "no request needs a key, since Spring Security is missing: add"
              + " spring-boot-starter-security, or register an ApiKeyFilter");
    }
  }
}
