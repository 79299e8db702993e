package io.claviger.examples.saas;

import static java.util.stream.Collectors.joining;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.resilience.annotation.EnableResilientMethods;

/** Starts the application, and prints where it listens. */
@SpringBootApplication
@EnableResilientMethods
public class SaasApplication {
  public static void main(String[] arguments) {
    var context = SpringApplication.run(SaasApplication.class, arguments);
    String url = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    var demos = context.getBeanProvider(Demo.class).stream().map(found -> found.fill(url));
    System.out.print("listening on " + url + "\n" + demos.collect(joining()));
  }
}
