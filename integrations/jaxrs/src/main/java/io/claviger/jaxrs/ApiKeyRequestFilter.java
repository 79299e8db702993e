package io.claviger.jaxrs;

import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Admits requests of API keys, and answers all others with a problem document. Register one
 * instance in the application; in a servlet container:
 *
 * <pre>{@code
 * HttpAccess access = HttpAccess.builder(claviger, grants).build();
 * ServletPeer peer = new ServletPeer();
 * register(peer);
 * register(ApiKeyRequestFilter.required(access, peer));
 * }</pre>
 *
 * <p>Resources get the {@link ApiKeyPrincipal} from the {@link SecurityContext}. A role of that
 * context is one of its {@linkplain ApiKeyPrincipal#authorities authorities}, so {@code
 * RolesAllowed} takes names of roles and of permissions. Servers ignore that annotation unless it
 * is switched on: in Jersey by its {@code RolesAllowedDynamicFeature}, in RESTEasy by the parameter
 * {@code resteasy.role.based.security}.
 *
 * <p>In a servlet container, an application can use the filter of {@code claviger-servlet} instead;
 * the {@code RolesAllowed} of Jersey works with it. That filter decides before the server chooses
 * the resource, and knows the peer and the target.
 *
 * <p>To protect only some resources, let a {@link jakarta.ws.rs.container.DynamicFeature} register
 * the filter for them. Name binding works too: annotate a filter of the application that calls
 * {@link #filter}.
 *
 * <p>Jakarta REST does not provide two parts of a request:
 *
 * <ul>
 *   <li>The address of the peer. In a servlet container, {@link ServletPeer} knows it. For other
 *       servers, the application writes a function. Jersey on Grizzly injects a {@code
 *       Provider<org.glassfish.grizzly.http.server.Request>} into registered components, whose
 *       {@code getRemoteAddr()} is the address.
 *   <li>The target as the client sent it. The filter takes the raw path and query of the request
 *       URI. That differs from the sent target if this was not a valid URI, was absolute, or ended
 *       with an empty query ({@code /reports?}). It also differs if an earlier filter changed the
 *       URI or the method. HTTP Digest then rejects the request.
 * </ul>
 *
 * <p>The server chooses the resource before it calls the filter, as Jakarta REST demands. So some
 * things happen for a request without a key, too:
 *
 * <ul>
 *   <li>It gets 404 if no resource matches its path, and 405, 406 or 415 if none takes its method
 *       or media type. A resource with the path <code>{other: .*}</code> hides which paths exist.
 *   <li>Code of the application may run: sub-resource locators, constructors of resource classes,
 *       and constructors or {@code valueOf} of the types of their parameters, such as those with
 *       {@code @QueryParam}. Such code must change nothing and show nothing. Otherwise, call {@link
 *       #filter} in a filter with {@link jakarta.ws.rs.container.PreMatching}, which the server
 *       calls first.
 * </ul>
 *
 * <p>A decision can block on the store, so do not let a server call the filter on its event loop.
 * Immutable and thread-safe.
 */
@Priority(Priorities.AUTHENTICATION)
public final class ApiKeyRequestFilter implements ContainerRequestFilter {
  /** The authentication scheme in the security context of a key. */
  public static final String AUTHENTICATION_SCHEME = "ApiKey";

  private final HttpAccess access;
  private final Function<ContainerRequestContext, Optional<String>> peer;
  private final boolean optional;

  private ApiKeyRequestFilter(
      HttpAccess access,
      Function<ContainerRequestContext, Optional<String>> peer,
      boolean optional) {
    this.access = Objects.requireNonNull(access, "access");
    this.peer = Objects.requireNonNull(peer, "peer");
    this.optional = optional;
  }

  /**
   * Creates a filter that refuses requests without a valid key.
   *
   * @param peer returns the address at the other end of the connection, as the server reports it,
   *     never one from a header. Without an address, the request is refused with 400
   */
  public static ApiKeyRequestFilter required(
      HttpAccess access, Function<ContainerRequestContext, Optional<String>> peer) {
    return new ApiKeyRequestFilter(access, peer, false);
  }

  /**
   * Creates a filter that also lets requests without a credential of a key through ({@link
   * HttpAccess#presentsCredential}). They keep the security context of the server: the application
   * must protect its resources itself, for example by {@code RolesAllowed}. A request with a
   * credential that is not valid is refused.
   *
   * @param peer returns the address of the peer, as for {@link #required}
   */
  public static ApiKeyRequestFilter optional(
      HttpAccess access, Function<ContainerRequestContext, Optional<String>> peer) {
    return new ApiKeyRequestFilter(access, peer, true);
  }

  /**
   * Sets the security context if the request is admitted; otherwise aborts the request with the
   * response.
   */
  @Override
  public void filter(ContainerRequestContext context) {
    IncomingRequest request = incoming(context, peer);
    Optional<HttpDecision> decision =
        optional ? access.decideIfPresented(request) : Optional.of(access.decide(request));
    if (decision.isEmpty()) {
      return;
    }
    if (decision.get() instanceof HttpDecision.Admitted admitted) {
      context.setSecurityContext(
          new KeySecurityContext(admitted.principal(), isSecure(context.getSecurityContext())));
    } else {
      context.abortWith(
          Mount.response(context, ((HttpDecision.Refused) decision.get()).response()));
    }
  }

  /** Some servers have no security context of their own. */
  private static boolean isSecure(@Nullable SecurityContext ofServer) {
    return ofServer != null && ofServer.isSecure();
  }

  static IncomingRequest incoming(
      ContainerRequestContext context, Function<ContainerRequestContext, Optional<String>> peer) {
    return new IncomingRequest(
        name -> values(context, name),
        context.getMethod(),
        target(context.getUriInfo().getRequestUri()),
        peer.apply(context));
  }

  private static List<String> values(ContainerRequestContext context, String name) {
    List<String> values = context.getHeaders().getOrDefault(name, List.of());
    // HTTP/2 has an authority instead (RFC 9113, 8.3.1).
    return values.isEmpty() && name.equals("Host")
        ? List.of(context.getUriInfo().getRequestUri().getRawAuthority())
        : values;
  }

  private static String target(URI uri) {
    String query = uri.getRawQuery();
    return query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query;
  }
}
