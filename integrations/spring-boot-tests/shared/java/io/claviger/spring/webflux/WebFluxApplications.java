package io.claviger.spring.webflux;

import io.claviger.spring.support.TestApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/** Starts applications on WebFlux, also where Spring MVC is there as well. */
final class WebFluxApplications {
  private WebFluxApplications() {}

  static SpringApplication of(Class<?> source) {
    SpringApplication application = new SpringApplication(source);
    application.setWebApplicationType(WebApplicationType.REACTIVE);
    return application;
  }

  static TestApplication start(Class<?> source, String... more) {
    return TestApplication.start(of(source), more);
  }
}
