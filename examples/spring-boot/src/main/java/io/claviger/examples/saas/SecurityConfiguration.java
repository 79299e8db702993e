package io.claviger.examples.saas;

import static io.claviger.spring.ApiKeyConfigurer.claviger;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.security.authorization.AuthorizationManagers.anyOf;
import static org.springframework.security.web.access.IpAddressAuthorizationManager.hasIpAddress;

import io.claviger.spi.OwnerDirectory;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** Says who may do what: keys use the API, users use the page, and this machine reads meters. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final String CONTENT_POLICY = "default-src 'self'; form-action 'self'";

  @Bean
  @Order(1)
  SecurityFilterChain api(HttpSecurity http) throws Exception {
    return http.securityMatcher("/reports/**")
        .with(claviger(), keys -> {})
        .authorizeHttpRequests(rules -> rules.requestMatchers(POST).hasAuthority("reports.write"))
        .authorizeHttpRequests(rules -> rules.anyRequest().hasAuthority("reports.read"))
        .csrf(AbstractHttpConfigurer::disable)
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pages(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/login", "/sign-up", "/error", "/assets/**")
                    .permitAll()
                    .requestMatchers(EndpointRequest.toAnyEndpoint())
                    .access(anyOf(hasIpAddress("127.0.0.0/8"), hasIpAddress("::1")))
                    .anyRequest()
                    .authenticated())
        .formLogin(form -> form.loginPage("/login").defaultSuccessUrl("/keys").permitAll())
        .headers(all -> all.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_POLICY)))
        .build();
  }

  /**
   * A tenant is created with its first user, who owns it. So no organization needs an owner key.
   */
  @Bean
  OwnerDirectory owners() {
    return organization -> true;
  }
}
