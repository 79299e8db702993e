package io.claviger.spring.servlet;

import static io.claviger.spring.security.ApiKeyConfigurer.claviger;

import io.claviger.model.ContentionException;
import io.claviger.model.OrganizationId;
import io.claviger.spi.ProjectDirectory;
import io.claviger.spring.security.ProjectAuthorization;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application whose clients have keys, and whose users have a JWT or a password. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class Combined {
  static final String JWT = "head.body.signature";

  @GetMapping({"/me", "/api/me"})
  String me(Principal principal) {
    return principal.getName();
  }

  @PostMapping({"/me", "/api/me"})
  String change(Principal principal) {
    return principal.getName();
  }

  @GetMapping("/projects/{project}/me")
  String project(@PathVariable("project") String project, Principal principal) {
    return principal.getName();
  }

  @GetMapping("/later")
  Callable<String> later(Principal principal) {
    return () -> principal.getName();
  }

  @GetMapping("/refused")
  String refused() {
    throw new ContentionException(new OrganizationId("acme"), 1);
  }

  @Bean
  ProjectDirectory directory() {
    return (project, organization) -> project.value().equals("web");
  }

  @Bean
  JwtDecoder jwtDecoder() {
    return token -> {
      if (!token.equals(JWT)) {
        throw new BadJwtException("bad");
      }
      Instant now = Instant.now();
      return new Jwt(token, now, now.plusSeconds(60), Map.of("alg", "none"), Map.of("sub", "jane"));
    };
  }

  @Bean
  UserDetailsService users() {
    return new InMemoryUserDetailsManager(
        User.withUsername("jane").password("{noop}secret").authorities("x").build());
  }

  @Bean
  @Profile("keys-first")
  SecurityFilterChain keysFirst(HttpSecurity http) throws Exception {
    return http.with(claviger(), keys -> {})
        .oauth2ResourceServer(jwt -> jwt.jwt(Customizer.withDefaults()))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .build();
  }

  @Bean
  @Profile("jwt-first")
  SecurityFilterChain jwtFirst(HttpSecurity http) throws Exception {
    return http.oauth2ResourceServer(jwt -> jwt.jwt(Customizer.withDefaults()))
        .with(claviger(), keys -> {})
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .build();
  }

  @Bean
  @Profile("login-first")
  SecurityFilterChain loginFirst(HttpSecurity http) throws Exception {
    return http.formLogin(Customizer.withDefaults())
        .with(claviger(), keys -> {})
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .build();
  }

  @Bean
  @Profile("login-last")
  SecurityFilterChain loginLast(HttpSecurity http) throws Exception {
    return http.with(claviger(), keys -> {})
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/actuator/health/**")
                    .permitAll()
                    .requestMatchers("/actuator/**")
                    .hasRole("OPERATOR")
                    .anyRequest()
                    .authenticated())
        .formLogin(Customizer.withDefaults()) // or .oauth2ResourceServer(...)
        .build();
  }

  @Bean
  @Profile("projects")
  SecurityFilterChain projects(HttpSecurity http, ProjectDirectory directory) throws Exception {
    var deploys = ProjectAuthorization.of("deploys.create", "project", directory);
    return http.with(claviger(), keys -> {})
        .authorizeHttpRequests(
            requests -> requests.requestMatchers("/projects/{project}/**").access(deploys))
        .build();
  }
}
