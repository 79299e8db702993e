package io.claviger.examples.saas;

import static io.claviger.spring.security.ApiKeyConfigurer.claviger;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.security.authorization.AuthorizationManagers.anyOf;
import static org.springframework.security.web.access.IpAddressAuthorizationManager.hasIpAddress;

import io.claviger.management.spi.CallerSource;
import io.claviger.spi.OwnerDirectory;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Says who may do what: keys use the API, users use the page, and this machine reads meters. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  @Bean
  SecurityFilterChain security(HttpSecurity http, @Value("${content-policy}") String policy) {
    return http.with(claviger(), keys -> {})
        .authorizeHttpRequests(
            rules -> {
              rules.requestMatchers(POST, "/reports/**").hasAuthority("reports.write");
              rules.requestMatchers("/reports/**").hasAuthority("reports.read");
              // The management of keys decides about each request.
              rules.requestMatchers("/account/api-keys/**").permitAll();
              rules.requestMatchers("/login", "/sign-up", "/error", "/assets/**").permitAll();
              rules
                  .requestMatchers(EndpointRequest.toAnyEndpoint())
                  .access(anyOf(hasIpAddress("127.0.0.0/8"), hasIpAddress("::1")));
              rules.anyRequest().hasAnyRole("ORG_OWNER", "ORG_MEMBER");
            })
        .csrf(csrf -> csrf.ignoringRequestMatchers("/reports/**"))
        .formLogin(form -> form.loginPage("/login"))
        .headers(all -> all.contentSecurityPolicy(csp -> csp.policyDirectives(policy)))
        .build();
  }

  /** The user who is signed in manages keys, with the role that it has now. */
  @Bean
  CallerSource<HttpServletRequest> callers(Tenants tenants) {
    return request ->
        Optional.ofNullable(request.getRemoteUser()).flatMap(tenants::find).map(TenantUser::caller);
  }

  /** A tenant is created with an owner, who is a user. So no organization needs an owner key. */
  @Bean
  OwnerDirectory owners() {
    return organization -> true;
  }
}
