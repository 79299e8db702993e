package io.claviger.spring.reports;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@EnableMethodSecurity
@RestController
public class ReportsApplication {
  public static void main(String[] args) { SpringApplication.run(ReportsApplication.class, args); }

  @GetMapping("/reports")
  @PreAuthorize("hasAuthority('reports.read')")
  String reports() { return "42 reports"; }
}
