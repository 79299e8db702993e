package io.claviger.spring.security;

import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.servlet.ServletExchange;
import io.claviger.spring.internal.web.KeyAnswers;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * Lets the requests of a {@code SecurityFilterChain} be authenticated by an API key, beside other
 * ways such as a login page or JWT:
 *
 * <pre>{@code
 * http.with(claviger(), keys -> {})
 *     .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("reports.read"));
 * }</pre>
 *
 * <ul>
 *   <li>A request that {@linkplain HttpAccess#presentsCredential presents a key} is decided by the
 *       {@link HttpAccess}: it is admitted with an {@link ApiKeyAuthentication}, or answered with a
 *       problem document. It needs no CSRF token, and neither reads nor creates a session.
 *   <li>If the chain requires authentication, a request without a credential is answered with 401
 *       and the challenges of the {@link HttpAccess}. A browser that asks for a page goes to the
 *       login page instead, if the chain has one.
 *   <li>A request whose key lacks the required authority is answered with 403.
 * </ul>
 *
 * <p>The peer is {@code getRemoteAddr()}, so set {@code server.forward-headers-strategy} to none,
 * and declare proxies in {@code claviger.http.proxies}. This object is not thread-safe; create one
 * for each chain.
 */
public final class ApiKeyConfigurer extends AbstractHttpConfigurer<ApiKeyConfigurer, HttpSecurity> {
  private @Nullable HttpAccess chosen;

  private ApiKeyConfigurer() {}

  /** Creates a configurer that uses the {@link HttpAccess} of the application context. */
  public static ApiKeyConfigurer claviger() {
    return new ApiKeyConfigurer();
  }

  /** Uses this access instead of the bean, for example one with other proxies. */
  public ApiKeyConfigurer access(HttpAccess access) {
    this.chosen = Objects.requireNonNull(access, "access");
    return this;
  }

  /**
   * Registers the responses now, before the other configurers do so in {@link #init}. So the order
   * in which an application adds them has no effect.
   */
  @Override
  @SuppressWarnings("unchecked") // The class of a configurer does not say of which builder.
  public void setBuilder(HttpSecurity http) {
    super.setBuilder(http);
    ExceptionHandlingConfigurer<HttpSecurity> answers =
        http.getConfigurer(ExceptionHandlingConfigurer.class);
    if (answers != null) {
      answers.defaultAuthenticationEntryPointFor(
          this::challenge, request -> !KeyAnswers.wantsPage(ServletExchange.incoming(request)));
      answers.defaultAccessDeniedHandlerFor(this::deny, request -> isKey());
    }
  }

  @Override
  @SuppressWarnings("unchecked") // The class of a configurer does not say of which builder.
  public void init(HttpSecurity http) {
    CsrfConfigurer<HttpSecurity> csrf = http.getConfigurer(CsrfConfigurer.class);
    if (csrf != null) {
      // A test can set the authentication without a key in the request.
      csrf.ignoringRequestMatchers(
          request -> isKey() || access().presentsCredential(ServletExchange.incoming(request)));
    }
    RequestCache requests = http.getSharedObject(RequestCache.class);
    if (requests != null) {
      http.setSharedObject(RequestCache.class, new PageRequestCache(requests));
    }
  }

  /**
   * Comes before all filters that log in or out. Those for JWT and for passwords would refuse a
   * key. A bad key needs no CSRF token, so it must not reach the session of a user.
   */
  @Override
  public void configure(HttpSecurity http) {
    http.addFilterBefore(new ApiKeyAuthenticationFilter(access()), LogoutFilter.class);
  }

  private HttpAccess access() {
    HttpAccess access = chosen;
    if (access == null) {
      access = getBuilder().getSharedObject(ApplicationContext.class).getBean(HttpAccess.class);
      chosen = access;
    }
    return access;
  }

  private void challenge(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException unused)
      throws IOException {
    HttpDecision decision = access().decide(ServletExchange.incoming(request));
    ServletExchange.write(KeyAnswers.toUnauthenticated(decision), response);
  }

  private void deny(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException, ServletException {
    if (isKey()) {
      ServletExchange.write(KeyAnswers.FORBIDDEN, response);
    } else {
      new AccessDeniedHandlerImpl().handle(request, response, denied);
    }
  }

  private static boolean isKey() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof ApiKeyAuthentication;
  }
}
