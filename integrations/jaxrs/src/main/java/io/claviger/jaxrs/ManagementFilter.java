package io.claviger.jaxrs;

import io.claviger.http.MountPath;
import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.management.ManagementHandler;
import io.claviger.management.spi.CallerSource;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serves the management of keys below a path of the application. It needs {@code
 * claviger-management}. Register one instance in the application; in a servlet container:
 *
 * <pre>{@code
 * ServletPeer peer = new ServletPeer();
 * register(peer);
 * register(new ManagementFilter("/account/api-keys", handler, callers, peer));
 * }</pre>
 *
 * <p>It answers before the server looks for a resource, and after the other filters that are called
 * before that. So a {@link CallerSource} sees the security context of the container, and of filters
 * with {@link PreMatching}; {@link ApiKeyRequestFilter} and other filters are not called for these
 * paths. What such a filter admitted with an {@link ApiKeyPrincipal} is not checked again.
 *
 * <p>A request can block while the store is read, so do not let a server call the filter on its
 * event loop. Immutable and thread-safe.
 */
@PreMatching
@Priority(Priorities.USER)
public final class ManagementFilter implements ContainerRequestFilter {
  private final MountPath path;
  private final ManagementHandler handler;
  private final CallerSource<ContainerRequestContext> callers;
  private final Function<ContainerRequestContext, Optional<String>> peer;

  /**
   * Creates a filter.
   *
   * @param path the path below that of the application, such as {@code /account/api-keys}
   * @param callers says which user is logged in
   * @param peer returns the address of the peer, as for {@link ApiKeyRequestFilter#required}.
   *     Without an address, keys are refused with 400
   * @throws io.claviger.model.InvalidValueException if the path is no {@link MountPath}
   */
  public ManagementFilter(
      String path,
      ManagementHandler handler,
      CallerSource<ContainerRequestContext> callers,
      Function<ContainerRequestContext, Optional<String>> peer) {
    this.path = new MountPath(path);
    this.handler = Objects.requireNonNull(handler, "handler");
    this.callers = Objects.requireNonNull(callers, "callers");
    this.peer = Objects.requireNonNull(peer, "peer");
  }

  /** Aborts a request below the path with its response, and lets others through. */
  @Override
  public void filter(ContainerRequestContext context) throws IOException {
    Optional<String> below = Mount.below(path, context);
    if (below.isEmpty()) {
      return;
    }
    try {
      HttpResponse answer = answer(context, below.get());
      context.abortWith(Mount.response(context, answer));
    } catch (UncheckedIOException e) {
      throw e.getCause(); // The server knows its own exceptions, and answers some with 400.
    }
  }

  private HttpResponse answer(ContainerRequestContext context, String below) {
    IncomingRequest request = ApiKeyRequestFilter.incoming(context, peer);
    InputStream body = context.getEntityStream();
    SecurityContext security = context.getSecurityContext();
    return principal(security) instanceof ApiKeyPrincipal key
        ? handler.handle(request, below, body, key)
        : handler.handle(request, below, body, () -> callers.callerOf(context));
  }

  /** Some servers have no security context of their own. */
  private static @Nullable Object principal(@Nullable SecurityContext security) {
    return security == null ? null : security.getUserPrincipal();
  }
}
