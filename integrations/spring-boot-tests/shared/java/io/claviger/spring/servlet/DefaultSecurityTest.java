package io.claviger.spring.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.spring.autoconfigure.ClavigerAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerHttpAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerSecurityAutoConfiguration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.ClassUtils;

/** The beans for security, beside those of Spring Boot. */
class DefaultSecurityTest {
  private static final List<String> OF_BOOT =
      List.of(
          "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
          "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
          "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration");

  /** Without other ways to log in, Spring Boot creates a user with a generated password. */
  private final WebApplicationContextRunner runner =
      new WebApplicationContextRunner()
          .withClassLoader(new FilteredClassLoader("org.springframework.security.oauth2"))
          .withPropertyValues("claviger.store=memory")
          .withConfiguration(AutoConfigurations.of(configurations()));

  private static Class<?>[] configurations() {
    ClassLoader loader = DefaultSecurityTest.class.getClassLoader();
    Stream<Class<?>> ofBoot =
        OF_BOOT.stream()
            .filter(name -> ClassUtils.isPresent(name, loader))
            .map(name -> ClassUtils.resolveClassName(name, loader));
    return Stream.concat(
            ofBoot,
            Stream.of(
                ClavigerAutoConfiguration.class,
                ClavigerHttpAutoConfiguration.class,
                ClavigerSecurityAutoConfiguration.class))
        .toArray(Class<?>[]::new);
  }

  @Test
  void anApplicationWithKeysOnlyHasNoUser() {
    runner.run(
        context -> {
          assertThat(context).hasNotFailed().doesNotHaveBean(UserDetailsService.class);
          assertThat(context.getBeanNamesForType(SecurityFilterChain.class))
              .containsExactly("clavigerSecurity");
        });
  }

  @Test
  void aUserInThePropertiesStays() {
    runner
        .withPropertyValues("spring.security.user.name=jane")
        .run(context -> assertThat(context).hasSingleBean(UserDetailsService.class));
  }

  @Test
  void aChainOfTheApplicationComesInsteadOfTheDefault() {
    runner
        .withUserConfiguration(OwnChain.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed().doesNotHaveBean(UserDetailsService.class);
              assertThat(context.getBeanNamesForType(SecurityFilterChain.class))
                  .containsExactly("own");
            });
  }

  @Configuration(proxyBeanMethods = false)
  @EnableWebSecurity
  static class OwnChain {
    @Bean
    SecurityFilterChain own(HttpSecurity http) throws Exception {
      return http.build();
    }
  }
}
