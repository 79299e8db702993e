package io.claviger.spring.management;

import static io.claviger.spring.security.ApiKeyConfigurer.claviger;

import io.claviger.access.Caller;
import io.claviger.management.spi.CallerSource;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The application of {@code docs/management-over-http.md}. */
@Configuration(proxyBeanMethods = false)
class ManagementConfiguration {
  @Bean
  CallerSource<HttpServletRequest> callers() {
    return request ->
        Optional.ofNullable(request.getRemoteUser())
            .map(user -> Caller.user(user, new OrganizationId("acme"), Role.ORG_OWNER));
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http) throws Exception {
    http.with(claviger(), keys -> {}).httpBasic(Customizer.withDefaults());
    http.csrf(csrf -> csrf.ignoringRequestMatchers("/account/api-keys/**"));
    http.authorizeHttpRequests(
        requests -> requests.requestMatchers("/account/api-keys/**").permitAll());
    http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
    return http.build();
  }
}
