package io.claviger.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The address of the peer as a servlet container reports it, for an {@link ApiKeyRequestFilter}.
 * Register it beside the filter, since the server injects its requests only into registered
 * components:
 *
 * <pre>{@code
 * ServletPeer peer = new ServletPeer();
 * register(peer);
 * register(ApiKeyRequestFilter.required(access, peer));
 * }</pre>
 *
 * <p>{@code getRemoteAddr()} must be the other end of the connection. Switch off whatever replaces
 * it by the address in a header, because a client can write that header. Declare proxies with
 * {@link io.claviger.http.access.HttpAccessBuilder#proxies} instead.
 *
 * <p>Use one instance for one application. Thread-safe.
 */
public final class ServletPeer
    implements Feature, Function<ContainerRequestContext, Optional<String>> {
  private @Nullable HttpServletRequest current;

  /** Creates the component; it works once it is registered. */
  public ServletPeer() {}

  /** Sets a proxy that leads to the current request. Only the server calls this. */
  @Context
  public void setServletRequest(HttpServletRequest proxy) {
    this.current = proxy;
  }

  /** Adds nothing to the application. */
  @Override
  public boolean configure(FeatureContext context) {
    return true;
  }

  /**
   * Returns the address of the peer of the current request.
   *
   * @throws IllegalStateException if this is not registered, or the server is no servlet container
   */
  @Override
  public Optional<String> apply(ContainerRequestContext context) {
    if (current == null) {
      throw new IllegalStateException(
          "the server gave ServletPeer no HttpServletRequest; register the instance in the "
              + "application, and use it in a servlet container only");
    }
    return Optional.ofNullable(current.getRemoteAddr());
  }
}
