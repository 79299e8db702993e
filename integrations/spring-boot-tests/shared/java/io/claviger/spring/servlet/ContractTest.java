package io.claviger.spring.servlet;

import io.claviger.http.access.HttpAccess;
import io.claviger.spring.support.TestApplication;
import io.claviger.test.http.HttpAdapterContract;
import io.claviger.test.http.RunningServer;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The default chain passes the contract of adapters, on a Tomcat. */
class ContractTest extends HttpAdapterContract {
  @Override
  protected RunningServer start(HttpAccess access) {
    SpringApplication application = new SpringApplication(Application.class);
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("access", access));
    TestApplication running = TestApplication.start(application);
    return new RunningServer(running.uri(), running);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @EnableMethodSecurity
  @RestController
  static class Application {
    @Bean
    FilterRegistrationBean<Filter> defaults() {
      FilterRegistrationBean<Filter> first =
          new FilterRegistrationBean<>(
              (request, response, chain) -> {
                ((HttpServletResponse) response).setHeader("Cache-Control", "private");
                chain.doFilter(request, response);
              });
      first.setOrder(Ordered.HIGHEST_PRECEDENCE);
      return first;
    }

    @GetMapping("/reports")
    @PreAuthorize("hasAuthority('reports.read')")
    String reports(Principal principal) {
      return principal.getName();
    }

    @GetMapping("/reports/{name}")
    @PreAuthorize("hasAuthority('reports.read')")
    String report(@PathVariable("name") String name, Principal principal) {
      return principal.getName();
    }

    @PostMapping("/reports")
    @PreAuthorize("hasAuthority('reports.write')")
    String add(@RequestBody String text, Principal principal) {
      return principal.getName();
    }

    @GetMapping("/fail")
    String fail() {
      throw new IllegalStateException("as the contract wants it");
    }
  }
}
