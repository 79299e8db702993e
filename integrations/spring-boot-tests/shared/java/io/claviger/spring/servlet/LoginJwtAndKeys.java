package io.claviger.spring.servlet;

import static io.claviger.spring.security.ApiKeyConfigurer.claviger;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;

/** One chain, in which a login, a JWT and a key admit to the same paths. */
@Configuration(proxyBeanMethods = false)
@Import(Combined.class)
class LoginJwtAndKeys {
  @Bean
  SecurityFilterChain security(HttpSecurity http) throws Exception {
    Problems problems = new Problems();
    var pages = new MediaTypeRequestMatcher(MediaType.TEXT_HTML); // what browsers ask for
    pages.setIgnoredMediaTypes(Set.of(MediaType.ALL));
    return http.with(claviger(), keys -> {})
        .oauth2ResourceServer(
            jwt ->
                jwt.jwt(Customizer.withDefaults())
                    .authenticationEntryPoint(problems)
                    .accessDeniedHandler(problems))
        .formLogin(Customizer.withDefaults())
        .exceptionHandling(
            answers ->
                answers.defaultAccessDeniedHandlerFor(problems, new NegatedRequestMatcher(pages)))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/reports/**")
                    .hasAuthority("reports.read")
                    .anyRequest()
                    .authenticated())
        .build();
  }
}
