package io.claviger.servlet;

import io.claviger.http.MountPath;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;

/** Maps a servlet to everything below a path. */
final class Mount {
  private Mount() {}

  /**
   * Maps a servlet, also for asynchronous requests.
   *
   * @throws IllegalStateException if the path has a servlet already, or if the context is already
   *     initialized
   */
  static void register(HttpServlet servlet, ServletContext context, MountPath path) {
    String mapping = path.value() + "/*";
    String name = servlet.getClass().getName() + " " + path.value();
    ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
    if (registration == null || !registration.addMapping(mapping).isEmpty()) {
      throw new IllegalStateException("there is already a servlet for " + mapping);
    }
    registration.setAsyncSupported(true);
  }

  /**
   * Returns the path as it was sent, because {@code getPathInfo()} is decoded. A client that writes
   * the path of the servlet in another way, such as with {@code %61} for a letter, finds nothing.
   */
  static String pathBelow(HttpServletRequest request) {
    String mount = request.getContextPath() + request.getServletPath();
    String path = request.getRequestURI();
    return path.startsWith(mount + "/") ? path.substring(mount.length()) : "";
  }
}
