package io.claviger.spring.webflux;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.management.spi.CallerSource;
import io.claviger.model.ApiKeyId;
import io.claviger.model.GracePeriod;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.spring.security.ApiKeyAuthentication;
import io.claviger.spring.security.ServerApiKeyConfigurer;
import java.time.Duration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The application of {@code docs/spring-boot-webflux.md}. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableReactiveMethodSecurity
@RestController
class ReactiveReports {
  private final Claviger claviger;

  ReactiveReports(Claviger claviger) {
    this.claviger = claviger;
  }

  @GetMapping("/reports")
  @PreAuthorize("hasAuthority('reports.read')")
  Mono<String> reports(ApiKeyAuthentication key) {
    return Mono.just("42 reports for " + key.getPrincipal().key().organization());
  }

  @PostMapping("/keys/{id}/rotate")
  Mono<String> rotate(ApiKeyAuthentication key, @PathVariable("id") ApiKeyId id) {
    Caller.Key caller = key.getPrincipal().caller();
    OrganizationId organization = key.getPrincipal().key().organization();
    GracePeriod anHour = GracePeriod.afterFirstUse(Duration.ofHours(1));
    return Mono.fromCallable(() -> claviger.actingAs(caller).rotate(organization, id, anHour))
        .subscribeOn(Schedulers.boundedElastic())
        .map(rotated -> rotated.privateKey().reveal());
  }

  /** Is a class of its own, since the application above needs its beans. */
  @Configuration(proxyBeanMethods = false)
  static class Beans {
    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, ServerApiKeyConfigurer keys) {
      return keys.configure(http)
          .formLogin(Customizer.withDefaults()) // or .oauth2ResourceServer(...)
          .authorizeExchange(
              requests ->
                  requests
                      .pathMatchers("/actuator/health/**")
                      .permitAll()
                      .pathMatchers("/actuator/**")
                      .hasRole("OPERATOR")
                      .pathMatchers("/account/api-keys/**")
                      .permitAll()
                      .anyExchange()
                      .authenticated())
          .build();
    }

    @Bean
    CallerSource<ServerWebExchange> callers() {
      return exchange ->
          exchange
              .getPrincipal()
              .map(user -> Caller.user(user.getName(), new OrganizationId("acme"), Role.ORG_OWNER))
              .blockOptional();
    }

    @Bean
    @ConfigurationProperties("keys.datasource") // keys.datasource.jdbc-url, .username, .password
    HikariDataSource keyDataSource() {
      return new HikariDataSource();
    }
  }
}
