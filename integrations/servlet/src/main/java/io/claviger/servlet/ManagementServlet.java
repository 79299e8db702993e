package io.claviger.servlet;

import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.IncomingRequest;
import io.claviger.management.ManagementHandler;
import io.claviger.management.ManagementResponse;
import io.claviger.management.spi.CallerSource;
import io.claviger.model.InvalidValueException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Serves the management of keys below a path of the application. It needs {@code
 * claviger-management}:
 *
 * <pre>{@code
 * new ManagementServlet(handler, callers).register(servletContext, "/account/api-keys");
 * }</pre>
 *
 * <p>It decides who may do what, so filters of the application must let requests without a login
 * through, or refuse them themselves. An {@link ApiKeyFilter} in front of it must be an {@linkplain
 * ApiKeyFilter#optional optional} one; what that admits is not checked again. The same conditions
 * as for that filter hold for {@code getRemoteAddr()} and {@code getRequestURI()}.
 *
 * <p>It creates no session, but a {@link CallerSource} may. A request can block while the store is
 * read. Immutable and thread-safe.
 */
public final class ManagementServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Characters that the path of a request has as they are. */
  private static final String PATH = "(/[A-Za-z0-9._~-]+)+";

  private final transient ManagementHandler handler;
  private final transient CallerSource<HttpServletRequest> callers;

  /**
   * Creates a servlet.
   *
   * @param callers says which user is logged in
   */
  public ManagementServlet(ManagementHandler handler, CallerSource<HttpServletRequest> callers) {
    this.handler = Objects.requireNonNull(handler, "handler");
    this.callers = Objects.requireNonNull(callers, "callers");
  }

  /**
   * Maps this servlet to everything below a path, also for asynchronous requests. Call it while the
   * context starts, for example in {@code ServletContextListener.contextInitialized}.
   *
   * @param path the path within the context, such as {@code /account/api-keys}
   * @throws InvalidValueException if the path is none, or has other characters than letters, digits
   *     and {@code . _ ~ -}
   * @throws IllegalStateException if the path has a servlet already, or if the context is already
   *     initialized
   */
  public void register(ServletContext context, String path) {
    if (!path.matches(PATH)) {
      throw InvalidValueException.of(
          "path",
          path,
          "must have segments of letters, digits and . _ ~ -, each after a slash, as /api-keys");
    }
    String name = ManagementServlet.class.getName() + " " + path;
    ServletRegistration.Dynamic registration = context.addServlet(name, this);
    if (registration == null || !registration.addMapping(path + "/*").isEmpty()) {
      throw new IllegalStateException("there is already a servlet for " + path + "/*");
    }
    registration.setAsyncSupported(true);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ManagementResponse answer;
    try {
      answer = answer(request);
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
    response.setStatus(answer.status());
    for (HttpHeader header : answer.headers()) {
      response.addHeader(header.name(), header.value());
    }
    if (!answer.body().isEmpty()) {
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      response.setContentLength(body.length);
      if (!request.getMethod().equals("HEAD")) {
        response.getOutputStream().write(body);
      }
    }
  }

  private ManagementResponse answer(HttpServletRequest request) throws IOException {
    IncomingRequest incoming = ServletExchange.incoming(request);
    String path = pathBelow(request);
    return request.getUserPrincipal() instanceof ApiKeyPrincipal key
        ? handler.handle(incoming, path, request.getInputStream(), key)
        : handler.handle(incoming, path, request.getInputStream(), () -> callers.callerOf(request));
  }

  /**
   * Returns the path as it was sent, because {@code getPathInfo()} is decoded. A client that writes
   * the path of the servlet in another way, such as with {@code %61} for a letter, finds nothing.
   */
  private static String pathBelow(HttpServletRequest request) {
    String mount = request.getContextPath() + request.getServletPath();
    String path = request.getRequestURI();
    return path.startsWith(mount + "/") ? path.substring(mount.length()) : "";
  }
}
