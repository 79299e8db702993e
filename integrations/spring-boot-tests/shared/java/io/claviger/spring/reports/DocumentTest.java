package io.claviger.spring.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.http.access.HttpAccess;
import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.autoconfigure.ClavigerAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerHttpAutoConfiguration;
import io.claviger.spring.support.TestApplication;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** One document shows this application, and another one names every property. */
class DocumentTest {
  private static final Path SHARED = Path.of("..", "shared");

  private static final Pattern NAME = Pattern.compile("\"name\": \"(claviger\\.[^\"]*)\"");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(claviger\\.[^`]*)` \\|");

  private static final Path DOCS = Path.of("..", "..", "..", "docs");

  @Test
  void showsTheApplicationThatIsTested() {
    String source = read(SHARED.resolve("java/io/claviger/spring/reports/ReportsApplication.java"));
    String test = read(SHARED.resolve("boot4/io/claviger/spring/reports/ReportsTest.java"));
    assertThat(read(DOCS.resolve("spring-boot.md")))
        .contains(source.substring(source.indexOf("import")))
        .contains(test.substring(test.indexOf("import"), test.indexOf("/**")))
        .contains(test.substring(test.indexOf("@WebMvcTest")))
        .contains(read(SHARED.resolve("resources/reports.properties")));
  }

  @Test
  void theSetupForProductionStarts() throws IOException {
    var properties =
        PropertiesLoaderUtils.loadProperties(new ClassPathResource("production.properties"));
    assertThat(read(DOCS.resolve("spring-boot-properties.md")))
        .contains(read(SHARED.resolve("resources/production.properties")));
    properties.setProperty("claviger.store", "memory");
    properties.setProperty("claviger.peppers.1", TestApplication.PEPPER);
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                ClavigerAutoConfiguration.class, ClavigerHttpAutoConfiguration.class))
        .withPropertyValues(
            properties.stringPropertyNames().stream()
                .map(name -> name + "=" + properties.getProperty(name))
                .toArray(String[]::new))
        .run(context -> assertThat(context).hasSingleBean(HttpAccess.class));
  }

  @Test
  void namesEveryPropertyAndNoOther() {
    String page = read(DOCS.resolve("spring-boot-properties.md"));
    List<String> names =
        ClavigerProperties.class
            .getClassLoader()
            .resources("META-INF/spring-configuration-metadata.json")
            .map(DocumentTest::read)
            .map(text -> text.substring(text.indexOf("\"properties\": [")))
            .flatMap(properties -> NAME.matcher(properties).results())
            .map(result -> result.group(1))
            .distinct()
            .toList();
    assertThat(names).hasSizeGreaterThan(20);
    assertThat(ROW.matcher(page).results().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(URL resource) {
    try (InputStream in = resource.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
