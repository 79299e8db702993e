package io.claviger.benchmarks.http;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A Spring Boot application that declares no filter chain: the starter declares it. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableMethodSecurity
@Import(Reports.Controller.class)
class Reports {
  /** Answers the measured requests. */
  @RestController
  static class Controller {
    @GetMapping(path = SpringServer.PATH, produces = "application/json")
    @PreAuthorize("hasAuthority('" + SpringServer.PERMISSION + "')")
    String reports() {
      return ServletServer.TEXT;
    }
  }
}
