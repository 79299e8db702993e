package io.claviger.spring.oauth;

import static io.claviger.spring.security.ApiKeyConfigurer.claviger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.IssuedApiKey;
import io.claviger.spring.ClavigerCustomizer;
import io.claviger.spring.support.TestApplication;
import io.claviger.test.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Spring's own client gets tokens, and another one when its token was refused. */
class SpringClientTest {
  /**
   * It starts now, since the client compares the expiry of tokens with the clock of the machine.
   */
  @SuppressWarnings("TimeInStaticInitializer")
  private static final SettableClock CLOCK = new SettableClock(Instant.now());

  private static final TestingAuthenticationToken CI = new TestingAuthenticationToken("ci", "");

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @RestController
  static class Application {
    @Bean
    ClavigerCustomizer clock() {
      return builder -> builder.clock(CLOCK);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
      http.csrf(csrf -> csrf.ignoringRequestMatchers("/oauth/**"));
      http.authorizeHttpRequests(requests -> requests.requestMatchers("/oauth/**").permitAll());
      http.authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("ORG_MEMBER"));
      return http.with(claviger(), keys -> {}).build();
    }

    @GetMapping("/reports")
    String reports() {
      return "a report";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
  void aTokenIsRefusedAfterItsEnd(String method) {
    try (TestApplication running =
        TestApplication.start(
            Application.class,
            "claviger.token-prefix",
            null,
            "claviger.peppers.1",
            TestApplication.PEPPER,
            "claviger.oauth.audience",
            "https://api.acme.example")) {
      IssuedApiKey key = running.key("ORG_MEMBER");
      ClientRegistration registration = registration(running, key, method);
      var registrations = new InMemoryClientRegistrationRepository(registration);
      var tokens = new InMemoryOAuth2AuthorizedClientService(registrations);
      var manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, tokens);
      RestClient api = api(running, manager, tokens);
      assertThat(get(api)).isEqualTo(200);
      String first = token(tokens);
      assertThat(get(api)).isEqualTo(200);
      assertThat(token(tokens)).isEqualTo(first);
      CLOCK.advance(Duration.ofMinutes(61));
      // The client knows from the challenge that it needs another token.
      assertThat(get(api)).isEqualTo(401);
      assertThat(get(api)).isEqualTo(200);

      end(running, key, token(tokens));
      assertThat(get(api)).isEqualTo(401);
      assertThat(get(api)).isEqualTo(200);

      running
          .bean(Claviger.class)
          .actingAs(Caller.application("test"))
          .update(key.apiKey().organization(), key.apiKey().id(), ApiKeyPatch.nothing().disable());
      assertThat(get(api)).isEqualTo(401);
      // Spring's client reads an error of OAuth from a 400 only.
      assertThatThrownBy(() -> get(api))
          .isInstanceOf(ClientAuthorizationException.class)
          .hasStackTraceContaining("401");
    }
  }

  private static ClientRegistration registration(
      TestApplication running, IssuedApiKey key, String method) {
    return ClientRegistration.withRegistrationId("acme")
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .clientAuthenticationMethod(new ClientAuthenticationMethod(method))
        .tokenUri(running.uri() + "/oauth/token")
        .clientId(key.apiKey().publicKey().value())
        .clientSecret(key.privateKey().reveal())
        .scope("ORG_MEMBER")
        .build();
  }

  private static RestClient api(
      TestApplication running,
      AuthorizedClientServiceOAuth2AuthorizedClientManager manager,
      OAuth2AuthorizedClientService tokens) {
    var interceptor = new OAuth2ClientHttpRequestInterceptor(manager);
    interceptor.setClientRegistrationIdResolver(request -> "acme");
    interceptor.setPrincipalResolver(request -> CI);
    interceptor.setAuthorizationFailureHandler(
        OAuth2ClientHttpRequestInterceptor.authorizationFailureHandler(tokens));
    return RestClient.builder()
        .baseUrl(running.uri().toString())
        .requestInterceptor(interceptor)
        .build();
  }

  private static int get(RestClient api) {
    return api.get()
        .uri("/reports")
        .exchange((request, response) -> response.getStatusCode().value());
  }

  private static String token(OAuth2AuthorizedClientService tokens) {
    return tokens.loadAuthorizedClient("acme", "ci").getAccessToken().getTokenValue();
  }

  /** Spring's client cannot end a token. */
  private static void end(TestApplication running, IssuedApiKey key, String token) {
    RestClient.create(running.uri() + "/oauth/revoke")
        .post()
        .headers(
            headers ->
                headers.setBasicAuth(key.apiKey().publicKey().value(), key.privateKey().reveal()))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body("token=" + token)
        .retrieve()
        .toBodilessEntity();
  }
}
