package io.claviger.examples.saas;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.resilience.annotation.EnableResilientMethods;

/** Starts the application, and prints where it listens. */
@SpringBootApplication
@EnableResilientMethods
public class SaasApplication {
  public static void main(String[] arguments) {
    var context = SpringApplication.run(SaasApplication.class, arguments);
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    String demo = context.getBeanProvider(Demo.class).stream().map(Demo::fill).findAny().orElse("");
    System.out.print("listening on http://127.0.0.1:" + port + "\n" + demo);
  }
}
