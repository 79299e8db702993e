package io.claviger.servlet;

import io.claviger.http.MountPath;
import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.management.ManagementHandler;
import io.claviger.management.spi.CallerSource;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
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
   * @throws io.claviger.model.InvalidValueException if the path is no {@link MountPath}
   * @throws IllegalStateException if the path has a servlet already, or if the context is already
   *     initialized
   */
  public void register(ServletContext context, String path) {
    Mount.register(this, context, new MountPath(path));
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpResponse answer;
    try {
      answer = answer(request);
    } catch (UncheckedIOException e) {
      throw e.getCause(); // The server knows its own exceptions, and answers some with 400.
    }
    ServletExchange.write(answer, response);
  }

  private HttpResponse answer(HttpServletRequest request) throws IOException {
    IncomingRequest incoming = ServletExchange.incoming(request);
    String path = Mount.pathBelow(request);
    return request.getUserPrincipal() instanceof ApiKeyPrincipal key
        ? handler.handle(incoming, path, request.getInputStream(), key)
        : handler.handle(incoming, path, request.getInputStream(), () -> callers.callerOf(request));
  }
}
