package io.claviger.servlet;

import io.claviger.http.MountPath;
import io.claviger.http.access.HttpHeader;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Maps a servlet to everything below a path, and sends its answers. */
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

  /** Sends the headers and the body of a response whose status is set. */
  static void send(
      HttpServletRequest request,
      HttpServletResponse response,
      List<HttpHeader> headers,
      String text)
      throws IOException {
    for (HttpHeader header : headers) {
      if (header.name().equals("WWW-Authenticate")) {
        response.addHeader(header.name(), header.value());
      } else {
        response.setHeader(header.name(), header.value()); // A filter may have set a default.
      }
    }
    if (!text.isEmpty()) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      response.setContentLength(body.length);
      if (!request.getMethod().equals("HEAD")) {
        response.getOutputStream().write(body);
      }
    }
  }
}
