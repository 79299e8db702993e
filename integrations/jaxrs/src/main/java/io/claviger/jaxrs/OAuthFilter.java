package io.claviger.jaxrs;

import io.claviger.http.MountPath;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.oauth.OAuthHandler;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Serves the endpoints that exchange keys for access tokens, and end these, below a path of the
 * application. It needs {@code claviger-oauth}. Register one instance in the application; in a
 * servlet container:
 *
 * <pre>{@code
 * ServletPeer peer = new ServletPeer();
 * register(peer);
 * register(new OAuthFilter("/oauth", handler, peer));
 * }</pre>
 *
 * <p>The token endpoint is {@code /oauth/token} then, and the revocation endpoint {@code
 * /oauth/revoke}. The filter answers before the server looks for a resource, so {@link
 * ApiKeyRequestFilter} and other filters are not called for these paths.
 *
 * <p>A request can block while the store is read, so do not let a server call the filter on its
 * event loop. Immutable and thread-safe.
 */
@PreMatching
@Priority(Priorities.USER)
public final class OAuthFilter implements ContainerRequestFilter {
  private final MountPath path;
  private final OAuthHandler handler;
  private final Function<ContainerRequestContext, Optional<String>> peer;

  /**
   * Creates a filter.
   *
   * @param path the path below that of the application, such as {@code /oauth}
   * @param peer returns the address of the peer, as for {@link ApiKeyRequestFilter#required}.
   *     Without an address, each request is refused with 400
   * @throws io.claviger.model.InvalidValueException if the path is no {@link MountPath}
   */
  public OAuthFilter(
      String path, OAuthHandler handler, Function<ContainerRequestContext, Optional<String>> peer) {
    this.path = new MountPath(path);
    this.handler = Objects.requireNonNull(handler, "handler");
    this.peer = Objects.requireNonNull(peer, "peer");
  }

  /** Aborts a request below the path with its response, and lets others through. */
  @Override
  public void filter(ContainerRequestContext context) throws IOException {
    Optional<String> below = Mount.below(path, context);
    if (below.isEmpty()) {
      return;
    }
    IncomingRequest request = ApiKeyRequestFilter.incoming(context, peer);
    try {
      HttpResponse answer = handler.handle(request, below.get(), context.getEntityStream());
      context.abortWith(Mount.response(context, answer));
    } catch (UncheckedIOException e) {
      throw e.getCause(); // The server knows its own exceptions, and answers some with 400.
    }
  }
}
