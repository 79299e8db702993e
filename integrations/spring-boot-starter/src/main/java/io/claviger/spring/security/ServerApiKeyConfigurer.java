package io.claviger.spring.security;

import io.claviger.http.access.HttpAccess;
import org.springframework.security.config.web.server.ServerHttpSecurity;

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
 *   <li>What can block, such as a lookup of a key, runs on threads of the starter. Controllers run
 *       on threads of Reactor that must not block, as usual.
 *   <li>A browser that asks for a page without a key gets the response of the chain itself: its
 *       login page or, if it has none, the challenge of HTTP Basic. So an entry point and an access
 *       denied handler of the chain answer only browsers and users.
 *   <li>A request with a key has an empty session, which ends with the request.
 * </ul>
 *
 * <p>The peer is {@code getRemoteAddress()}, so set {@code server.forward-headers-strategy} to
 * none, and declare proxies in {@code claviger.http.proxies}. Immutable and thread-safe.
 *
 * <p>The starter implements it. Later versions may add methods.
 */
public interface ServerApiKeyConfigurer {
  /** Returns one that uses this access instead of the bean, for example one with other proxies. */
  ServerApiKeyConfigurer access(HttpAccess other);

  /**
   * Adds the filters for keys to a chain, and returns it. The order of this and other calls has no
   * effect.
   */
  ServerHttpSecurity configure(ServerHttpSecurity http);
}
