package io.claviger.servlet;

import io.claviger.http.MountPath;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.oauth.OAuthHandler;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Serves the endpoints that exchange keys for access tokens, and end these, below a path of the
 * application. It needs {@code claviger-oauth}:
 *
 * <pre>{@code
 * new OAuthServlet(handler).register(servletContext, "/oauth");
 * }</pre>
 *
 * <p>The token endpoint is {@code /oauth/token} then, and the revocation endpoint {@code
 * /oauth/revoke}. Filters of the application must let their requests through, and must not ask for
 * parameters, since that reads the body. Map no {@link ApiKeyFilter} to the endpoints: it would
 * judge whitelists, and answer a wrong secret itself. Conditions as for that filter hold for {@code
 * getRemoteAddr()} and {@code getRequestURI()}.
 *
 * <p>Everybody can send a body, so no thread waits for one: a request becomes asynchronous if all
 * filters in front of it support that. A body that takes longer than 10 seconds is answered with
 * 408. A request can block while the store is read. Immutable and thread-safe.
 */
public final class OAuthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient OAuthHandler handler;

  /** Creates a servlet. */
  public OAuthServlet(OAuthHandler handler) {
    this.handler = Objects.requireNonNull(handler, "handler");
  }

  /**
   * Maps this servlet to everything below a path. Call it while the context starts, for example in
   * {@code ServletContextListener.contextInitialized}.
   *
   * @param path the path within the context, such as {@code /oauth}
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
    IncomingRequest incoming = ServletExchange.incoming(request);
    String path = Mount.pathBelow(request);
    AsyncBody.Answer answer = (body, to) -> answer(incoming, path, body, to);
    if (request.isAsyncSupported() && !request.isAsyncStarted()) {
      AsyncBody.receive(request, handler.maxBodyBytes(), answer);
    } else {
      answer.write(request.getInputStream(), response);
    }
  }

  private void answer(
      IncomingRequest incoming, String path, InputStream body, HttpServletResponse response)
      throws IOException {
    HttpResponse answer;
    try {
      answer = handler.handle(incoming, path, body);
    } catch (UncheckedIOException e) {
      throw e.getCause(); // The server knows its own exceptions, and answers some with 400.
    }
    ServletExchange.write(answer, response);
  }
}
