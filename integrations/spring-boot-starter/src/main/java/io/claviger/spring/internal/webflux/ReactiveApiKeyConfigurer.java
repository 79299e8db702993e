package io.claviger.spring.internal.webflux;

import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import io.claviger.spring.internal.web.KeyAnswers;
import io.claviger.spring.security.ApiKeyAuthentication;
import io.claviger.spring.security.ServerApiKeyConfigurer;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import reactor.core.publisher.Mono;

/**
 * The filters for keys in a {@code SecurityWebFilterChain}. Runs what can block on threads of the
 * starter. Immutable and thread-safe.
 */
public final class ReactiveApiKeyConfigurer implements ServerApiKeyConfigurer {
  private static final Authentication NOBODY =
      new AnonymousAuthenticationToken(
          "nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

  private final HttpAccess access;
  private final BlockingCalls calls;

  /** Decides with this access, on the threads of these calls. */
  public ReactiveApiKeyConfigurer(HttpAccess access, BlockingCalls calls) {
    this.access = access;
    this.calls = calls;
  }

  @Override
  public ServerApiKeyConfigurer access(HttpAccess other) {
    return new ReactiveApiKeyConfigurer(Objects.requireNonNull(other, "access"), calls);
  }

  @Override
  public ServerHttpSecurity configure(ServerHttpSecurity http) {
    return http.addFilterBefore(this::authenticate, SecurityWebFiltersOrder.CSRF)
        .addFilterAfter(this::answerDenied, SecurityWebFiltersOrder.EXCEPTION_TRANSLATION);
  }

  /**
   * Decides about requests that present a key. It comes before all filters that read a session or
   * log in or out: a request with a key needs no CSRF token, so they must not change the session of
   * a user.
   */
  private Mono<Void> authenticate(ServerWebExchange exchange, WebFilterChain chain) {
    IncomingRequest incoming = ReactiveExchange.incoming(exchange.getRequest());
    if (!access.presentsCredential(incoming)) {
      // A test can set the authentication without a key in the request.
      return ReactiveSecurityContextHolder.getContext()
          .filter(context -> context.getAuthentication() instanceof ApiKeyAuthentication)
          .doOnNext(unused -> CsrfWebFilter.skipExchange(exchange))
          .then(chain.filter(exchange));
    }
    return calls
        .call(() -> access.decide(incoming))
        .flatMap(
            decision ->
                decision instanceof HttpDecision.Admitted admitted
                    ? admit(admitted, exchange, chain)
                    : ReactiveExchange.write(
                        ((HttpDecision.Refused) decision).response(), exchange));
  }

  /**
   * Hides the Authorization header, so that no later filter takes the key for a JWT or for the
   * password of a user. Hides the session, so that none logs a user in or out.
   */
  private static Mono<Void> admit(
      HttpDecision.Admitted admitted, ServerWebExchange exchange, WebFilterChain chain) {
    CsrfWebFilter.skipExchange(exchange);
    exchange.getAttributes().put(ReactiveExchange.KEY, admitted.principal());
    Authentication key = new ApiKeyAuthentication(admitted.principal());
    return chain
        .filter(
            new OwnSession(
                exchange.mutate().request(to -> to.header(HttpHeaders.AUTHORIZATION)).build()))
        .contextWrite(ReactiveSecurityContextHolder.withAuthentication(key));
  }

  /** Answers what the chain, or the security of a method, has denied. */
  private Mono<Void> answerDenied(ServerWebExchange exchange, WebFilterChain chain) {
    return chain
        .filter(exchange)
        .onErrorResume(
            error ->
                error instanceof AccessDeniedException && !exchange.getResponse().isCommitted(),
            denied ->
                ReactiveSecurityContextHolder.getContext()
                    .mapNotNull(SecurityContext::getAuthentication)
                    .defaultIfEmpty(NOBODY)
                    .flatMap(sender -> answer(exchange, denied, sender)));
  }

  private Mono<Void> answer(ServerWebExchange exchange, Throwable denied, Authentication sender) {
    if (sender instanceof ApiKeyAuthentication) {
      return ReactiveExchange.write(KeyAnswers.FORBIDDEN, exchange);
    }
    boolean anonymous = sender instanceof AnonymousAuthenticationToken;
    return anonymous && !KeyAnswers.wantsPage(ReactiveExchange.incoming(exchange.getRequest()))
        ? challenge(exchange)
        : Mono.error(denied);
  }

  /** Answers a request without a key. */
  public Mono<Void> challenge(ServerWebExchange exchange) {
    return calls
        .call(() -> access.decide(ReactiveExchange.incoming(exchange.getRequest())))
        .map(KeyAnswers::toUnauthenticated)
        .flatMap(refused -> ReactiveExchange.write(refused, exchange));
  }

  /** Has an empty session, instead of the one whose cookie the request may have. */
  private static final class OwnSession extends ServerWebExchangeDecorator {
    private final Mono<WebSession> session =
        Mono.defer(() -> new InMemoryWebSessionStore().createWebSession()).cache();

    OwnSession(ServerWebExchange exchange) {
      super(exchange);
    }

    @Override
    public Mono<WebSession> getSession() {
      return session;
    }
  }
}
