package io.claviger.spring.autoconfigure;

import io.claviger.http.access.HttpAccess;
import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.internal.actuator.ReactiveActuatorPaths;
import io.claviger.spring.internal.properties.OAuthPaths;
import io.claviger.spring.internal.start.OptionalType;
import io.claviger.spring.internal.start.StartException;
import io.claviger.spring.internal.webflux.BlockingCalls;
import io.claviger.spring.internal.webflux.ReactiveApiKeyConfigurer;
import io.claviger.spring.internal.webflux.ReactiveExceptionHandler;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import reactor.core.publisher.Mono;

/**
 * Protects an application on WebFlux that declares no {@code SecurityWebFilterChain}: every request
 * needs a key, with the same exceptions for the actuator as {@link
 * ClavigerSecurityAutoConfiguration} makes. An application without Spring Security does not start,
 * since nothing would check its requests. One that checks them itself excludes this
 * auto-configuration.
 */
@AutoConfiguration(
    after = ClavigerHttpAutoConfiguration.class,
    beforeName = {
      "org.springframework.boot.autoconfigure.security.reactive.ReactiveSecurityAutoConfiguration",
      "org.springframework.boot.autoconfigure.security.reactive.ReactiveUserDetailsServiceAutoConfiguration",
      "org.springframework.boot.autoconfigure.security.oauth2.resource.reactive.ReactiveOAuth2ResourceServerAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.security.reactive.ReactiveManagementWebSecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration",
      "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration"
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(HttpAccess.class)
public final class ClavigerWebFluxAutoConfiguration {
  @Bean
  ReactiveExceptionHandler clavigerReactiveExceptionHandler(HttpAccess access) {
    return new ReactiveExceptionHandler(access);
  }

  @Bean
  @ConditionalOnMissingClass("org.springframework.security.web.server.SecurityWebFilterChain")
  static BeanFactoryPostProcessor clavigerUnprotectedRefusal() {
    return beans -> {
      throw new StartException(
          "no request would need a key, since Spring Security is missing",
          "Add spring-boot-starter-security, or check the keys with HttpAccess yourself and"
              + (" exclude " + ClavigerWebFluxAutoConfiguration.class.getName())
              + " in spring.autoconfigure.exclude",
          null);
    };
  }

  /** Is loaded only if the application has Spring Security. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({ServerHttpSecurity.class, SecurityWebFilterChain.class})
  static final class Security {
    @Bean
    ReactiveApiKeyConfigurer clavigerServerConfigurer(HttpAccess access, BlockingCalls calls) {
      return new ReactiveApiKeyConfigurer(access, calls);
    }

    @Bean
    @ConditionalOnMissingBean(SecurityWebFilterChain.class)
    SecurityWebFilterChain clavigerServerSecurity(
        ServerHttpSecurity http,
        ReactiveApiKeyConfigurer keys,
        Environment environment,
        ListableBeanFactory beans) {
      return keys.configure(stateless(http))
          .authorizeExchange(
              requests -> {
                if (OptionalType.ACTUATOR.isPresent()) {
                  ReactiveActuatorPaths actuator = new ReactiveActuatorPaths(environment, beans);
                  requests.matchers(matching(actuator::isOpen)).permitAll();
                  requests.matchers(matching(actuator::isEndpoint)).denyAll();
                }
                requests.anyExchange().authenticated();
              })
          .exceptionHandling(
              answers ->
                  answers.authenticationEntryPoint((exchange, unused) -> keys.challenge(exchange)))
          .build();
    }

    /**
     * Lets every request of the endpoints for access tokens through to their handler, as {@link
     * ClavigerSecurityAutoConfiguration} does. It comes after the method above, whose condition it
     * would spoil.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnProperty(ClavigerOAuthAutoConfiguration.PROPERTY)
    SecurityWebFilterChain clavigerServerOAuthSecurity(
        ServerHttpSecurity http, ClavigerProperties properties) {
      Set<String> endpoints = OAuthPaths.endpoints(properties.oauth());
      return stateless(http)
          .securityMatcher(
              matching(
                  request -> endpoints.contains(request.getPath().pathWithinApplication().value())))
          .authorizeExchange(requests -> requests.anyExchange().permitAll())
          .build();
    }

    private static ServerHttpSecurity stateless(ServerHttpSecurity http) {
      return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
          .logout(ServerHttpSecurity.LogoutSpec::disable)
          .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
          .securityContextRepository(NoOpServerSecurityContextRepository.getInstance());
    }

    private static ServerWebExchangeMatcher matching(Predicate<ServerHttpRequest> requests) {
      return exchange ->
          requests.test(exchange.getRequest()) ? MatchResult.match() : MatchResult.notMatch();
    }

    /**
     * Keeps Spring Boot from creating a user with a generated password in an application that has
     * no users. Users of the application, or of {@code spring.security.user}, replace it.
     */
    @Bean
    @ConditionalOnMissingBean({
      ReactiveAuthenticationManager.class,
      ReactiveUserDetailsService.class
    })
    @Conditional(NoUserInProperties.class)
    ReactiveAuthenticationManager clavigerNoReactiveUsers() {
      return authentication -> Mono.error(new UsernameNotFoundException("there are only API keys"));
    }
  }
}
