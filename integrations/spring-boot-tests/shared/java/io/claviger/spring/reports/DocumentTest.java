package io.claviger.spring.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.spring.ClavigerProperties;
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

/** The document shows this application, and names every property. */
class DocumentTest {
  private static final Path SHARED = Path.of("..", "shared");

  private static final Pattern NAME = Pattern.compile("\"name\": \"(claviger\\.[^\"]*)\"");

  private final String document = read(Path.of("..", "..", "..", "docs", "spring-boot.md"));

  @Test
  void showsTheApplicationThatIsTested() {
    String source = read(SHARED.resolve("java/io/claviger/spring/reports/ReportsApplication.java"));
    assertThat(document)
        .contains(source.substring(source.indexOf("@SpringBootApplication")))
        .contains(read(SHARED.resolve("resources/reports.properties")));
  }

  @Test
  void namesEveryProperty() {
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
    assertThat(names)
        .hasSizeGreaterThan(20)
        .allSatisfy(name -> assertThat(document).contains("| `" + name + "` |"));
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
