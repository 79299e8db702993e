package io.claviger.spring.webflux;

import io.claviger.model.ContentionException;
import io.claviger.model.OrganizationId;
import io.claviger.spring.security.ServerApiKeyConfigurer;
import io.claviger.spring.support.TestApplication;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Keys beside other ways to authenticate; each profile has its own chains. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class ReactiveCombined {
  /** A token that the decoder takes. */
  static final String JWT = "head.body.signature";

  static TestApplication start(String profile) {
    SpringApplication application = WebFluxApplications.of(ReactiveCombined.class);
    application.setAdditionalProfiles(profile);
    return TestApplication.start(application);
  }

  @GetMapping({"/me", "/api/me"})
  Mono<String> me(Principal principal) {
    return Mono.just(principal.getName());
  }

  @PostMapping("/me")
  Mono<String> change(Principal principal) {
    return Mono.just(principal.getName());
  }

  @GetMapping("/refused")
  Mono<String> refused() {
    return Mono.error(new ContentionException(new OrganizationId("acme"), 1));
  }

  @Bean
  ReactiveJwtDecoder jwtDecoder() {
    return token -> {
      if (!token.equals(JWT)) {
        return Mono.error(new BadJwtException("bad"));
      }
      Instant now = Instant.now();
      return Mono.just(
          new Jwt(token, now, now.plusSeconds(60), Map.of("alg", "none"), Map.of("sub", "jane")));
    };
  }

  @Bean
  MapReactiveUserDetailsService users() {
    return new MapReactiveUserDetailsService(
        User.withUsername("jane").password("{noop}secret").authorities("x").build());
  }

  @Bean
  @Profile("keys-first")
  SecurityWebFilterChain keysFirst(ServerHttpSecurity http, ServerApiKeyConfigurer keys) {
    return keys.configure(http)
        .oauth2ResourceServer(jwt -> jwt.jwt(Customizer.withDefaults()))
        .authorizeExchange(requests -> requests.anyExchange().authenticated())
        .build();
  }

  @Bean
  @Profile("keys-last")
  SecurityWebFilterChain keysLast(ServerHttpSecurity http, ServerApiKeyConfigurer keys) {
    http.oauth2ResourceServer(jwt -> jwt.jwt(Customizer.withDefaults()))
        .authorizeExchange(requests -> requests.anyExchange().authenticated());
    return keys.configure(http).build();
  }

  /** Programs are asked for a key below a path, and users for a password elsewhere. */
  @Bean
  @Profile("two")
  @Order(1)
  SecurityWebFilterChain programs(ServerHttpSecurity http, ServerApiKeyConfigurer keys) {
    return keys.configure(http)
        .securityMatcher(ServerWebExchangeMatchers.pathMatchers("/api/**"))
        .authorizeExchange(requests -> requests.anyExchange().authenticated())
        .build();
  }

  @Bean
  @Profile("two")
  SecurityWebFilterChain pages(ServerHttpSecurity http) {
    return http.httpBasic(Customizer.withDefaults())
        .authorizeExchange(requests -> requests.anyExchange().authenticated())
        .build();
  }

  @Bean
  @Profile("login")
  SecurityWebFilterChain login(ServerHttpSecurity http, ServerApiKeyConfigurer keys) {
    return keys.configure(http)
        .authorizeExchange(
            requests ->
                requests
                    .pathMatchers("/actuator/**")
                    .hasRole("OPERATOR")
                    .anyExchange()
                    .authenticated())
        .formLogin(Customizer.withDefaults())
        .build();
  }
}
