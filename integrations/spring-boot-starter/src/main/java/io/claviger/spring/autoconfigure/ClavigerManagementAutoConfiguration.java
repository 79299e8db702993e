package io.claviger.spring.autoconfigure;

import io.claviger.Claviger;
import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpResponse;
import io.claviger.management.ManagementHandler;
import io.claviger.management.ManagementHandlerBuilder;
import io.claviger.management.PendingResponse;
import io.claviger.management.spi.CallerSource;
import io.claviger.management.spi.DisplayNames;
import io.claviger.servlet.ManagementServlet;
import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.internal.properties.KeyRules;
import io.claviger.spring.internal.servlet.MountedServlet;
import io.claviger.spring.internal.start.OptionalType;
import io.claviger.spring.internal.start.StartException;
import io.claviger.spring.internal.webflux.BlockingCalls;
import io.claviger.spring.internal.webflux.ReactiveBodies;
import io.claviger.spring.internal.webflux.ReactiveExchange;
import io.claviger.spring.internal.webflux.ReactiveMount;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Serves the management of keys below {@code claviger.management.path}, if it is set. A bean {@code
 * CallerSource<HttpServletRequest>} of the application, or {@code CallerSource<ServerWebExchange>}
 * on WebFlux, says which user is logged in, and a bean {@link DisplayNames} may name roles and
 * projects. Keys present themselves as to the {@link HttpAccess}.
 *
 * <p>A chain of Spring Security must let all requests below the path through, since the handler
 * judges them.
 */
@AutoConfiguration(after = ClavigerHttpAutoConfiguration.class)
@ConditionalOnWebApplication
@Conditional(ManagementPath.class)
public final class ClavigerManagementAutoConfiguration {
  @Bean
  static BeanFactoryPostProcessor clavigerManagementCheck() {
    return beans -> {
      OptionalType.MANAGEMENT.require(ManagementPath.PROPERTY, "io.claviger:claviger-management");
      ClavigerHttpAutoConfiguration.requireSpringWeb(ManagementPath.PROPERTY, beans);
    };
  }

  /** Is loaded only if the application has the module. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ManagementHandler.class)
  static final class Handler {
    @Bean
    @ConditionalOnMissingBean
    ManagementHandler clavigerManagement(
        Claviger claviger, ClavigerProperties properties, ListableBeanFactory beans) {
      ManagementHandlerBuilder builder =
          ManagementHandler.builder(claviger).proxies(KeyRules.proxies(properties.http()));
      beans.getBeanProvider(HttpAccess.class).ifAvailable(builder::access);
      beans.getBeanProvider(DisplayNames.class).ifAvailable(builder::names);
      return builder.build();
    }

    static <R> CallerSource<R> required(ObjectProvider<CallerSource<R>> callers) {
      return callers.getIfAvailable(
          () -> {
            throw StartException.inProperty(
                ManagementPath.PROPERTY,
                "needs a bean of the application that says which user is logged in",
                "Declare a bean CallerSource<HttpServletRequest>, on WebFlux"
                    + " CallerSource<ServerWebExchange>; for keys only, it returns"
                    + " Optional.empty()");
          });
    }
  }

  /** Is loaded only if the application has the module and Spring MVC. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass({ManagementHandler.class, SimpleUrlHandlerMapping.class})
  static final class Mounted {
    @Bean
    SimpleUrlHandlerMapping clavigerManagementMapping(
        ClavigerProperties properties,
        ManagementHandler handler,
        ObjectProvider<CallerSource<HttpServletRequest>> callers) {
      String path = ManagementPath.of(properties);
      ManagementServlet servlet = new ManagementServlet(handler, Handler.required(callers));
      return new MountedServlet(path, servlet).mapping();
    }
  }

  /** Is loaded only if the application has the module and WebFlux. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
  @ConditionalOnClass(ManagementHandler.class)
  static final class MountedOnWebFlux {
    /** Changes of an organization take turns, so more of them at once make none faster. */
    private static final int BODIES = 32;

    @Bean
    HandlerMapping clavigerManagementMapping(
        ClavigerProperties properties,
        ManagementHandler handler,
        BlockingCalls calls,
        ObjectProvider<CallerSource<ServerWebExchange>> callers) {
      CallerSource<ServerWebExchange> source = Handler.required(callers);
      ReactiveBodies bodies =
          new ReactiveBodies(handler.maxBodyBytes(), BODIES, Duration.ofSeconds(10));
      ReactiveMount.Handler mounted =
          (exchange, incoming, below) -> {
            ApiKeyPrincipal key = exchange.getAttribute(ReactiveExchange.KEY);
            Flux<DataBuffer> body = exchange.getRequest().getBody();
            Supplier<Mono<HttpResponse>> answer =
                () -> {
                  PendingResponse pending =
                      key == null
                          ? handler.judge(incoming, below, () -> source.callerOf(exchange))
                          : handler.judge(incoming, below, key);
                  return pending.sender().isEmpty()
                      ? Mono.just(pending.respond(InputStream.nullInputStream()))
                      : bodies
                          .receive(body, pending.sender().get().actor())
                          .flatMap(each -> calls.call(() -> pending.respond(each)));
                };
            return calls
                .call(answer)
                .flatMap(later -> later)
                .flatMap(each -> ReactiveExchange.write(each, exchange));
          };
      return new ReactiveMount(ManagementPath.of(properties), mounted).mapping();
    }
  }
}
