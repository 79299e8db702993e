package io.claviger.servlet;

import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets requests with a valid API key through, and answers the others. Later filters and servlets
 * see the key: {@code getUserPrincipal()} returns an {@link ApiKeyPrincipal}, and {@code
 * isUserInRole(name)} checks a role or a permission of the key on its organization.
 *
 * <pre>{@code
 * ApiKeyFilter.required(access).register(servletContext, "/api/*");
 * }</pre>
 *
 * <p>It decides once for a request. Dispatches inside the server (asynchronous, forward, include,
 * error) keep the principal of that decision. If an error occurs before the decision, a protected
 * error page is shown only to a valid key. Others get the status of the error, not a 401, without a
 * body.
 *
 * <p>The filter protects paths. A dispatch to a servlet by its name ({@code getNamedDispatcher})
 * has no path of its own, so it passes the filter: code that dispatches so must have checked the
 * key.
 *
 * <p>The filter writes refusals itself, with the headers of the {@link HttpDecision}. It does not
 * call {@code sendError}, so error pages do not replace them. It creates no session. Do not include
 * protected paths in other pages: a refusal would appear within the page.
 *
 * <p>The filter believes two things that the container and filters before it can change:
 *
 * <ul>
 *   <li>The peer is {@code getRemoteAddr()}, which must be the other end of the connection. Switch
 *       off whatever replaces it by the address in a header, because a client can write that
 *       header: Tomcat's {@code RemoteIpValve} and {@code RemoteIpFilter}, Jetty's {@code
 *       ForwardedRequestCustomizer}, Spring's {@code ForwardedHeaderFilter}. Declare proxies with
 *       {@link io.claviger.http.access.HttpAccessBuilder#proxies} instead.
 *   <li>HTTP Digest compares {@code getRequestURI()} and {@code getQueryString()} with the target
 *       that the client sent. A filter before this one must not change them. A request that the
 *       filter first sees as a forward or include has another target, so Digest is refused there.
 * </ul>
 *
 * <p>Map only one such filter to a path, since a second one would reject the same answer to a
 * Digest challenge. A decision can block while the store is read. The filter does not close the
 * {@link io.claviger.Claviger}. Immutable and thread-safe.
 */
public final class ApiKeyFilter implements Filter {
  /** The value of {@code getAuthType()} for a request with a key. */
  public static final String AUTH_TYPE = "ApiKey";

  private final HttpAccess access;
  private final boolean optional;

  /** Differs for each filter: another one may have decided otherwise about the same request. */
  private final String attribute = ApiKeyFilter.class.getName() + "." + UUID.randomUUID();

  private ApiKeyFilter(HttpAccess access, boolean optional) {
    this.access = Objects.requireNonNull(access, "access");
    this.optional = optional;
  }

  /** Creates a filter that refuses requests without a valid key. */
  public static ApiKeyFilter required(HttpAccess access) {
    return new ApiKeyFilter(access, false);
  }

  /**
   * Creates a filter that also lets requests without a credential of a key through ({@link
   * HttpAccess#presentsCredential}). They have no {@link ApiKeyPrincipal}: the application must
   * protect itself, for example by a login. A request with a credential that is not valid is
   * refused.
   */
  public static ApiKeyFilter optional(HttpAccess access) {
    return new ApiKeyFilter(access, true);
  }

  /**
   * Registers this filter before those of the deployment descriptor, for every kind of dispatch and
   * for asynchronous requests. Call it while the context starts, for example in {@code
   * ServletContextListener.contextInitialized}.
   *
   * @param urlPatterns the protected paths, such as {@code /api/*}
   * @throws IllegalStateException if this filter is registered already, or if the context is
   *     already initialized
   */
  public void register(ServletContext context, String... urlPatterns) {
    FilterRegistration.Dynamic registration = context.addFilter(attribute, this);
    if (registration == null) {
      throw new IllegalStateException(
          "this ApiKeyFilter is registered already; name all patterns in one call");
    }
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, urlPatterns);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse out) {
      filter(http, out, chain);
    } else {
      throw new ServletException("ApiKeyFilter protects HTTP only");
    }
  }

  private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getAttribute(attribute) instanceof ApiKeyPrincipal decided) {
      chain.doFilter(ApiKeyRequest.of(request, decided), response);
      return;
    }
    IncomingRequest incoming = ServletExchange.incoming(request);
    Optional<HttpDecision> decision =
        optional ? access.decideIfPresented(incoming) : Optional.of(access.decide(incoming));
    if (decision.isEmpty()) {
      chain.doFilter(request, response);
    } else if (decision.get() instanceof HttpDecision.Admitted admitted) {
      request.setAttribute(attribute, admitted.principal());
      chain.doFilter(new ApiKeyRequest(request, admitted.principal()), response);
    } else if (request.getDispatcherType() != DispatcherType.ERROR) {
      // Tomcat also calls a forward from an error page an error, so nothing may be let through.
      ServletExchange.write(((HttpDecision.Refused) decision.get()).response(), response);
    }
  }
}
