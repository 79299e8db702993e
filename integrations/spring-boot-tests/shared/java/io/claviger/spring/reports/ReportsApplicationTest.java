package io.claviger.spring.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.IssuedApiKey;
import io.claviger.spring.support.TestApplication;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** A new application becomes protected with ten lines of properties, ten of code, and no bean. */
@ExtendWith(OutputCaptureExtension.class)
class ReportsApplicationTest {
  private static final Path SHARED = Path.of("..", "shared");

  private static TestApplication start(String... profiles) throws Exception {
    var properties =
        PropertiesLoaderUtils.loadProperties(new ClassPathResource("reports.properties"));
    properties.setProperty("claviger.store", "jdbc");
    properties.setProperty("management.server.port", "0");
    properties.setProperty("CLAVIGER_PEPPER", TestApplication.PEPPER);
    String[] all =
        properties.stringPropertyNames().stream()
            .flatMap(name -> List.of(name, properties.getProperty(name)).stream())
            .toArray(String[]::new);
    SpringApplication application = new SpringApplication(ReportsApplication.class);
    application.setAdditionalProfiles(profiles);
    return TestApplication.start(application, all);
  }

  @Test
  void tenLinesAreEnough() throws Exception {
    Path source = SHARED.resolve("java/io/claviger/spring/reports/ReportsApplication.java");
    List<String> code =
        Files.readAllLines(source).stream()
            .filter(line -> !line.isBlank() && !line.matches("(import|package) .*"))
            .toList();
    List<String> properties = Files.readAllLines(SHARED.resolve("resources/reports.properties"));
    assertTrue(code.size() <= 10, () -> code.size() + " lines: " + code);
    assertTrue(properties.size() <= 10, properties::toString);
    assertTrue(code.stream().allMatch(line -> line.length() <= 100), code::toString);
    assertTrue(code.stream().noneMatch(line -> line.contains("@Bean")), code::toString);
  }

  @Test
  void everyOutcomeHasItsAnswer(CapturedOutput output) throws Exception {
    try (TestApplication application = start()) {
      String reader = TestApplication.token(application.key("REPORT_READER"));
      String elsewhere = TestApplication.token(application.key("REPORT_READER", "192.0.2.1"));
      String member = TestApplication.token(application.key("ORG_MEMBER"));

      HttpResponse<String> admitted = application.get("/reports", "X-API-Key", reader);
      assertEquals(200, admitted.statusCode(), admitted::body);
      assertEquals("42 reports", admitted.body());
      HttpResponse<String> anonymous = application.get("/reports");
      assertEquals(401, anonymous.statusCode());
      assertTrue(
          anonymous.headers().allValues("WWW-Authenticate").stream()
              .anyMatch(value -> value.startsWith("ApiKey realm=\"API\"")),
          anonymous::toString);
      assertProblem(401, application.get("/reports", "X-API-Key", reader + "x"));
      assertProblem(403, application.get("/reports", "X-API-Key", elsewhere));
      assertProblem(403, application.get("/reports", "X-API-Key", member));
      assertProblem(401, application.get("/actuator/prometheus"));
      // It is on another port.
      assertEquals(404, application.get("/actuator/prometheus", "X-API-Key", reader).statusCode());
      String health = application.management("/actuator/health");
      assertEquals(200, application.get(health).statusCode());
      String meters = application.get(application.management("/actuator/prometheus")).body();
      assertTrue(meters.contains("claviger_access_total{outcome=\"forbidden\""), meters);
      assertTrue(meters.contains("claviger_cache_size_keys"), meters);

      shutDown(application.bean(DataSource.class));
      assertProblem(503, application.get("/reports", "X-API-Key", TestApplication.unknownToken()));
    }
    assertFalse(output.getAll().contains("generated security password"), output::getAll);
  }

  @Test
  void theDemoPrintsATokenThatReads(CapturedOutput output) throws Exception {
    try (TestApplication application = start("demo")) {
      String token = output.getOut().lines().filter(it -> it.startsWith("token: ")).findAny().get();
      HttpResponse<String> admitted = application.get("/reports", "X-API-Key", token.substring(7));
      assertEquals(200, admitted.statusCode(), admitted::body);
    }
  }

  @Test
  void anOwnerKeyRotatesAnotherKey() throws Exception {
    try (TestApplication application = start()) {
      IssuedApiKey owner = application.key("ORG_OWNER");
      String path = "/keys/" + owner.apiKey().id() + "/rotate";
      HttpResponse<String> rotated =
          application.send("POST", path, "X-API-Key", TestApplication.token(owner));
      assertEquals(200, rotated.statusCode(), rotated::body);
      assertEquals(200, application.get("/reports", "X-API-Key", rotated.body()).statusCode());
      String member = TestApplication.token(application.key("ORG_MEMBER"));
      assertProblem(403, application.send("POST", path, "X-API-Key", member));
    }
  }

  /** The connection that shuts the database of this process down cannot be closed. */
  private static void shutDown(DataSource dataSource) {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      assertTrue(e.getMessage().contains("already closed"), e::toString);
    }
  }

  private static void assertProblem(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response::body);
    assertTrue(response.body().contains("\"status\":" + status), response::body);
    assertEquals(List.of("application/problem+json"), response.headers().allValues("Content-Type"));
    assertEquals(List.of(), response.headers().allValues("Set-Cookie"));
  }
}
