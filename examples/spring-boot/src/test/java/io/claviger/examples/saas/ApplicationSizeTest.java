package io.claviger.examples.saas;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An application that people copy from stays small: without imports, blank lines and comments. */
class ApplicationSizeTest {
  @Test
  void aHundredAndSeventyLinesAreEnough() throws IOException {
    List<String> code;
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      code =
          files
              .filter(Files::isRegularFile)
              .flatMap(ApplicationSizeTest::lines)
              .filter(line -> !line.isEmpty() && !line.matches("(import |/?\\*|//).*"))
              .toList();
    }
    assertTrue(!code.isEmpty() && code.size() <= 170, code.size() + " lines");
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().map(String::strip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
