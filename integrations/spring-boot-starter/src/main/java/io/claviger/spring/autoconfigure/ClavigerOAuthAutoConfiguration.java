package io.claviger.spring.autoconfigure;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.http.TrustedProxies;
import io.claviger.http.access.HttpAccess;
import io.claviger.oauth.AccessTokens;
import io.claviger.oauth.AccessTokensBuilder;
import io.claviger.oauth.OAuthHandler;
import io.claviger.oauth.OAuthHandlerBuilder;
import io.claviger.servlet.OAuthServlet;
import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.internal.properties.KeyRules;
import io.claviger.spring.internal.properties.OAuthPaths;
import io.claviger.spring.internal.properties.PepperProperties;
import io.claviger.spring.internal.servlet.MountedServlet;
import io.claviger.spring.internal.start.OptionalType;
import io.claviger.spring.internal.start.StartException;
import io.claviger.spring.internal.webflux.BlockingCalls;
import io.claviger.spring.internal.webflux.ReactiveBodies;
import io.claviger.spring.internal.webflux.ReactiveExchange;
import io.claviger.spring.internal.webflux.ReactiveMount;
import java.time.Duration;
import java.util.Objects;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import reactor.core.publisher.Mono;

/**
 * Exchanges keys for access tokens below {@code claviger.oauth.path}, if {@code
 * claviger.oauth.audience} is set. The {@link HttpAccess} takes the tokens as {@code Bearer}.
 *
 * <p>With Spring Security, the starter lets the requests of the two endpoints through.
 */
@AutoConfiguration(after = ClavigerAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnProperty(ClavigerOAuthAutoConfiguration.PROPERTY)
public final class ClavigerOAuthAutoConfiguration {
  static final String PROPERTY = "claviger.oauth.audience";

  @Bean
  static BeanFactoryPostProcessor clavigerOAuthCheck() {
    return beans -> {
      OptionalType.OAUTH.require(PROPERTY, "io.claviger:claviger-oauth");
      ClavigerHttpAutoConfiguration.requireSpringWeb(PROPERTY, beans);
    };
  }

  /** Is loaded only if the application has the module. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(OAuthHandler.class)
  static final class Handler {
    @Bean
    @ConditionalOnMissingBean
    AccessTokens clavigerAccessTokens(
        Claviger claviger, Peppers peppers, ClavigerProperties properties) {
      ClavigerProperties.OAuth options = properties.oauth();
      Peppers own =
          new PepperProperties("claviger.oauth", options.peppers(), options.currentPepper()).read();
      Peppers chosen = options.peppers().isEmpty() ? peppers : own;
      if (chosen.currentVersion().isEmpty()) {
        throw StartException.inProperty(
            PROPERTY,
            "needs a current pepper",
            "Set claviger.oauth.peppers.1 or claviger.peppers.1");
      }
      AccessTokensBuilder builder =
          AccessTokens.builder(claviger, chosen, Objects.requireNonNull(options.audience()));
      StartException.reading("claviger.oauth.lifetime", () -> builder.lifetime(options.lifetime()));
      return StartException.reading(PROPERTY, builder::build);
    }

    @Bean
    @ConditionalOnMissingBean
    OAuthHandler clavigerOAuth(
        Claviger claviger, AccessTokens tokens, ClavigerProperties properties) {
      OAuthHandlerBuilder builder =
          OAuthHandler.builder(claviger, tokens).proxies(KeyRules.proxies(properties.http()));
      return StartException.reading(
          "claviger.http.realm", () -> builder.realm(properties.http().realm()).build());
    }
  }

  /** Is loaded only if the application has the module and Spring MVC. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass({OAuthHandler.class, SimpleUrlHandlerMapping.class})
  static final class Mounted {
    @Bean
    SimpleUrlHandlerMapping clavigerOAuthMapping(
        ClavigerProperties properties, OAuthHandler handler) {
      String path = OAuthPaths.mount(properties.oauth());
      return path.isEmpty()
          ? new SimpleUrlHandlerMapping()
          : new MountedServlet(path, new OAuthServlet(handler)).mapping();
    }
  }

  /** Is loaded only if the application has the module and WebFlux. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
  @ConditionalOnClass(OAuthHandler.class)
  static final class MountedOnWebFlux {
    /** Many clients can share an address. */
    private static final int BODIES = 256;

    @Bean
    HandlerMapping clavigerOAuthMapping(
        ClavigerProperties properties, OAuthHandler handler, BlockingCalls calls) {
      String path = OAuthPaths.mount(properties.oauth());
      ReactiveBodies bodies =
          new ReactiveBodies(handler.maxBodyBytes(), BODIES, Duration.ofSeconds(10));
      TrustedProxies proxies = KeyRules.proxies(properties.http());
      ReactiveMount.Handler endpoints =
          (exchange, incoming, below) ->
              bodies
                  .receive(exchange.getRequest().getBody(), incoming.clientBehind(proxies))
                  .flatMap(body -> calls.call(() -> handler.handle(incoming, below, body)))
                  .flatMap(answer -> ReactiveExchange.write(answer, exchange));
      return path.isEmpty()
          ? exchange -> Mono.empty()
          : new ReactiveMount(path, endpoints).mapping();
    }
  }
}
