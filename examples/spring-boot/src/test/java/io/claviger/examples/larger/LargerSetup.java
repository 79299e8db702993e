package io.claviger.examples.larger;

import static org.springframework.security.core.authority.AuthorityUtils.createAuthorityList;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.claviger.Claviger;
import io.claviger.access.RequestLimiter;
import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** The glue of a larger application, beside that of the example. Its lines are counted. */
@TestConfiguration
class LargerSetup {
  /** The health of the store. */
  @Bean
  HealthIndicator clavigerHealthIndicator(Claviger claviger) {
    return () -> (claviger.isReachable() ? Health.up() : Health.down()).build();
  }

  /** At most 100 requests of a key in a minute. */
  @Bean
  RequestLimiter hundredInAMinute() {
    Cache<ApiKeyId, AtomicInteger> used =
        Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();
    return (key, address) ->
        used.get(key.id(), id -> new AtomicInteger()).incrementAndGet() > 100
            ? Optional.of(Duration.ofMinutes(1))
            : Optional.empty();
  }

  /** Keys that the application made itself, before it had the library. */
  @Bean
  @Order(0)
  SecurityFilterChain oldKeys(HttpSecurity http, JdbcClient jdbc) throws Exception {
    AuthenticationManager manager = sent -> authenticate(sent.getName(), jdbc);
    AuthenticationFilter filter = new AuthenticationFilter(manager, LargerSetup::sent);
    filter.setSuccessHandler((request, response, authentication) -> {});
    return http.securityMatcher(request -> sent(request).getName().startsWith("old_"))
        .addFilterBefore(filter, AuthorizationFilter.class)
        .authorizeHttpRequests(rules -> rules.anyRequest().hasAuthority("reports.read"))
        .csrf(AbstractHttpConfigurer::disable)
        .build();
  }

  private static Authentication sent(HttpServletRequest request) {
    String key = Objects.toString(request.getHeader("X-API-Key"), "");
    return new PreAuthenticatedAuthenticationToken(key, "");
  }

  private static Authentication authenticate(String key, JdbcClient jdbc) {
    return jdbc.sql("select tenant from old_key where hash = hash('SHA-256', stringtoutf8(?))")
        .param(key)
        .query(String.class)
        .optional()
        .map(
            tenant ->
                new PreAuthenticatedAuthenticationToken(
                    tenant, "", createAuthorityList("reports.read")))
        .orElseThrow(() -> new BadCredentialsException("unknown key"));
  }

  /** The tenant of a new or an old key. */
  static OrganizationId tenant(Authentication key) {
    return key.getPrincipal() instanceof ApiKeyPrincipal principal
        ? principal.key().organization()
        : new OrganizationId(key.getName());
  }
}
