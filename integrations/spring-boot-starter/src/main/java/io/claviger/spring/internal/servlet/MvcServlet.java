package io.claviger.spring.internal.servlet;

import org.springframework.core.env.Environment;

/** The servlet of Spring MVC. */
public final class MvcServlet {
  private MvcServlet() {}

  /** Returns its path in the application, without a slash at the end. */
  public static String path(Environment environment) {
    String path = environment.getProperty("spring.mvc.servlet.path", "");
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
