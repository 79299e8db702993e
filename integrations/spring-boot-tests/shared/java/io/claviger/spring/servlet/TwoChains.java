package io.claviger.spring.servlet;

import static io.claviger.spring.security.ApiKeyConfigurer.claviger;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** A chain for programs and one for browsers, beside the one of the actuator. */
@Configuration(proxyBeanMethods = false)
@Import({Combined.class, ActuatorChain.class})
class TwoChains {
  @Bean
  @Order(2)
  SecurityFilterChain api(HttpSecurity http) throws Exception {
    Problems problems = new Problems();
    return http.securityMatcher("/api/**")
        .with(claviger(), keys -> {})
        .oauth2ResourceServer(
            jwt -> jwt.jwt(Customizer.withDefaults()).authenticationEntryPoint(problems))
        .exceptionHandling(answers -> answers.accessDeniedHandler(problems))
        .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("reports.read"))
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain pages(HttpSecurity http) throws Exception {
    return http.formLogin(Customizer.withDefaults())
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR) // of the other chains, too
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .build();
  }
}
