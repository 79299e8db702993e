package io.claviger.spring.management;

import static io.claviger.spring.security.ApiKeyConfigurer.claviger;

import io.claviger.access.Caller;
import io.claviger.management.spi.CallerSource;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.testing.http.Mounted;
import io.claviger.testing.page.KeyPage;
import io.claviger.testing.page.KeyPageContract;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Users of an application manage keys on its page, which they reach after a login only. */
class KeyPageTest extends KeyPageContract {
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @RestController
  static class Application {
    @Bean
    CallerSource<HttpServletRequest> callers() {
      return request ->
          Optional.ofNullable(request.getRemoteUser())
              .map(user -> Caller.user(user, new OrganizationId("acme"), Role.ORG_OWNER));
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
      http.csrf(csrf -> csrf.ignoringRequestMatchers("/account/api-keys/**"));
      http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
      // With a session, the password is not checked for each file.
      http.httpBasic(
          login -> login.securityContextRepository(new HttpSessionSecurityContextRepository()));
      return http.with(claviger(), keys -> {}).build();
    }

    @GetMapping(path = "/keys", produces = "text/html;charset=utf-8")
    String page() {
      return KeyPage.html("");
    }
  }

  @Override
  protected Mounted start() throws Exception {
    return ManagementTest.mounted(ManagementTest.application(Application.class), "");
  }
}
