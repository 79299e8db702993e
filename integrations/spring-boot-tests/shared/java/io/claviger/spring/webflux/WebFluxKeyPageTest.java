package io.claviger.spring.webflux;

import io.claviger.spring.security.ServerApiKeyConfigurer;
import io.claviger.testing.http.Mounted;
import io.claviger.testing.page.KeyPage;
import io.claviger.testing.page.KeyPageContract;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Users of an application on WebFlux manage keys on its page, which they reach after a login. */
class WebFluxKeyPageTest extends KeyPageContract {
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(WebFluxMountTest.Callers.class)
  @RestController
  static class Application {
    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, ServerApiKeyConfigurer keys) {
      // With a session, the password is not checked for each file.
      keys.configure(http)
          .httpBasic(
              login ->
                  login.securityContextRepository(new WebSessionServerSecurityContextRepository()));
      return WebFluxMountTest.withoutCsrf(http)
          .authorizeExchange(requests -> requests.anyExchange().authenticated())
          .build();
    }

    @GetMapping(path = "/keys", produces = "text/html;charset=utf-8")
    String page() {
      return KeyPage.html("");
    }
  }

  @Override
  protected Mounted start() {
    return WebFluxMountTest.mounted(WebFluxMountTest.application(Application.class), "");
  }
}
