package io.claviger.spring.autoconfigure;

import io.claviger.http.access.HttpAccess;
import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.internal.actuator.ActuatorPaths;
import io.claviger.spring.internal.properties.OAuthPaths;
import io.claviger.spring.internal.servlet.OAuthEndpoints;
import io.claviger.spring.internal.start.OptionalType;
import io.claviger.spring.security.ApiKeyConfigurer;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Protects an application that declares no {@code SecurityFilterChain}: every request needs a key.
 * Keys belong to customers, so they read no endpoint of the actuator. The health endpoint is open
 * to everybody, and so are all endpoints on a port of their own ({@code management.server.port}).
 * Where the endpoints are is read from Spring Boot, so they can have any path.
 *
 * <p>It comes before the configuration of Spring Boot, which would ask for the password of a user
 * instead.
 */
@AutoConfiguration(
    after = ClavigerHttpAutoConfiguration.class,
    beforeName = {
      "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
      "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({HttpSecurity.class, SecurityFilterChain.class})
@ConditionalOnBean(HttpAccess.class)
public final class ClavigerSecurityAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean(SecurityFilterChain.class)
  SecurityFilterChain clavigerSecurity(
      HttpSecurity http, Environment environment, ListableBeanFactory beans) throws Exception {
    return http.with(ApiKeyConfigurer.claviger(), keys -> {})
        .authorizeHttpRequests(
            requests -> {
              requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
              if (OptionalType.ACTUATOR.isPresent()) {
                ActuatorPaths actuator = new ActuatorPaths(environment, beans);
                requests.requestMatchers((RequestMatcher) actuator::isOpen).permitAll();
                requests.requestMatchers((RequestMatcher) actuator::isEndpoint).denyAll();
              }
              requests.anyRequest().authenticated();
            })
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }

  /**
   * Lets every request of the endpoints for access tokens through to their handler. Other chains
   * would take a client for a user who logs in, or for a key that sends a request. It comes after
   * the method above, whose condition it would spoil.
   */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @ConditionalOnProperty(ClavigerOAuthAutoConfiguration.PROPERTY)
  SecurityFilterChain clavigerOAuthSecurity(
      HttpSecurity http, ClavigerProperties properties, Environment environment) throws Exception {
    return http.securityMatcher(
            new OAuthEndpoints(OAuthPaths.endpoints(properties.oauth()), environment))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }

  /**
   * Keeps Spring Boot from creating a user with a generated password in an application that has no
   * users. Users of the application, or of {@code spring.security.user}, replace it.
   */
  @Bean
  @ConditionalOnMissingBean({
    AuthenticationManager.class,
    AuthenticationProvider.class,
    UserDetailsService.class
  })
  @Conditional(NoUserInProperties.class)
  AuthenticationManager clavigerNoUsers() {
    return authentication -> {
      throw new ProviderNotFoundException(
          "the application has no users, only API keys; declare a UserDetailsService");
    };
  }
}
