package io.claviger.spring;

import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
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
 * Lets the requests of a {@code SecurityWebFilterChain} on WebFlux be authenticated by an API key,
 * beside other ways such as a login page or JWT. It is a bean:
 *
 * <pre>{@code
 * @Bean
 * SecurityWebFilterChain security(ServerHttpSecurity http, ServerApiKeyConfigurer keys) {
 *   return keys.configure(http)
 *       .authorizeExchange(requests -> requests.anyExchange().hasAuthority("reports.read"))
 *       .build();
 * }
 * }</pre>
 *
 * <p>It does what {@link ApiKeyConfigurer} does for servlets, with these differences:
 *
 * <ul>
 *   <li>What can block, such as a look-up of a key, runs on threads of the starter. Controllers run
 *       on threads of Reactor that must not block, as usual.
 *   <li>A browser that asks for a page without a key gets the answer of the chain itself: its login
 *       page or, if it has none, the challenge of HTTP Basic. So an entry point and an access
 *       denied handler of the chain answer only browsers and users.
 *   <li>A request with a key has an empty session, which ends with the request.
 * </ul>
 *
 * <p>The peer is {@code getRemoteAddress()}, so set {@code server.forward-headers-strategy} to
 * none, and declare proxies in {@code claviger.http.proxies}. Immutable and thread-safe.
 */
public final class ServerApiKeyConfigurer {
  private static final Authentication NOBODY =
      new AnonymousAuthenticationToken(
          "nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

  private final HttpAccess access;
  private final BlockingCalls calls;

  ServerApiKeyConfigurer(HttpAccess access, BlockingCalls calls) {
    this.access = access;
    this.calls = calls;
  }

  /** Returns one that uses this access instead of the bean, for example one with other proxies. */
  public ServerApiKeyConfigurer access(HttpAccess other) {
    return new ServerApiKeyConfigurer(Objects.requireNonNull(other, "access"), calls);
  }

  /**
   * Adds the filters for keys to a chain, and returns it. The order of this and other calls has no
   * effect.
   */
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
  Mono<Void> challenge(ServerWebExchange exchange) {
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
