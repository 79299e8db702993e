package io.claviger.spring.webflux;

import io.claviger.http.access.HttpAccess;
import io.claviger.spring.support.TestApplication;
import io.claviger.test.http.HttpAdapterContract;
import io.claviger.test.http.RunningServer;
import java.security.Principal;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** The default chain of WebFlux passes the contract of adapters, on a Netty. */
class WebFluxContractTest extends HttpAdapterContract {
  @Override
  protected RunningServer start(HttpAccess access) {
    SpringApplication application = WebFluxApplications.of(Application.class);
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("access", access));
    TestApplication running = TestApplication.start(application);
    return new RunningServer(running.uri(), running);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @EnableReactiveMethodSecurity
  @RestController
  static class Application {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter defaults() {
      return (exchange, chain) -> {
        exchange.getResponse().getHeaders().set("Cache-Control", "private");
        return chain.filter(exchange);
      };
    }

    @GetMapping("/reports")
    @PreAuthorize("hasAuthority('reports.read')")
    Mono<String> reports(Principal principal) {
      return Mono.just(principal.getName());
    }

    @GetMapping("/reports/{name}")
    @PreAuthorize("hasAuthority('reports.read')")
    Mono<String> report(@PathVariable("name") String name, Principal principal) {
      return Mono.just(principal.getName());
    }

    @PostMapping("/reports")
    @PreAuthorize("hasAuthority('reports.write')")
    Mono<String> add(@RequestBody String text, Principal principal) {
      return Mono.just(principal.getName());
    }

    @GetMapping("/fail")
    String fail() {
      throw new IllegalStateException("as the contract wants it");
    }
  }
}
