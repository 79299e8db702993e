package io.claviger.spring.security;

import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.servlet.ServletExchange;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Decides about requests that present a key, once for each request. Others go on: another way to
 * authenticate, or the authorization of the chain, decides about them.
 */
final class ApiKeyAuthenticationFilter extends OncePerRequestFilter {
  private final HttpAccess access;

  /** Keeps the key for later dispatches of the same request, and for no other request. */
  private final SecurityContextRepository contexts =
      new RequestAttributeSecurityContextRepository();

  ApiKeyAuthenticationFilter(HttpAccess access) {
    this.access = access;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<HttpDecision> decision = access.decideIfPresented(ServletExchange.incoming(request));
    if (decision.isEmpty()) {
      chain.doFilter(request, response);
    } else if (decision.get() instanceof HttpDecision.Admitted admitted) {
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(new ApiKeyAuthentication(admitted.principal()));
      SecurityContextHolder.setContext(context);
      contexts.saveContext(context, request, response);
      chain.doFilter(new WithoutAuthorization(request), response);
    } else {
      ServletExchange.write(((HttpDecision.Refused) decision.get()).response(), response);
    }
  }

  /**
   * Hides the Authorization header of an admitted request, so that no later filter takes the key
   * for a JWT or for the password of a user.
   */
  private static final class WithoutAuthorization extends HttpServletRequestWrapper {
    WithoutAuthorization(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
      return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    private static boolean isHidden(String name) {
      return name.equalsIgnoreCase("Authorization");
    }
  }
}
