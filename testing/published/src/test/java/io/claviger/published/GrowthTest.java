package io.claviger.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.model.ClavigerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A later version can have more exceptions and constants than an application knows. */
class GrowthTest {
  private static final Pattern ENUM =
      Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public enum (\\w+)", Pattern.DOTALL);

  /** Applications pass {@code HostBits}, and there is no third family of addresses. */
  private static final Set<String> FIXED = Set.of("Family", "HostBits");

  /** A switch over a sealed class would not compile any more, or would fail. */
  @Test
  void exceptionsAreNotSealed() {
    assertFalse(ClavigerException.class.isSealed());
    assertEquals(
        List.of(),
        Stream.of(ClavigerException.class.getDeclaredConstructors())
            .filter(each -> (each.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
            .toList(),
        "only the library has subclasses");
  }

  @Test
  void enumsSayThatTheyMayGrow() {
    Map<String, PublishedModule> modules = PublishedModule.jars();
    Set<String> silent = new TreeSet<>();
    Stream.of("claviger-core", "claviger-http", "claviger-digest")
        .flatMap(name -> sources(modules.get(name).folder()).stream())
        .forEach(source -> silent.addAll(silent(source)));
    assertEquals(new TreeSet<>(FIXED), silent, "say: May grow: use default in a switch");
  }

  /** Returns the public enums of a file whose Javadoc does not say it. */
  private static Set<String> silent(String source) {
    Set<String> silent = new TreeSet<>();
    Matcher type = ENUM.matcher(source);
    while (type.find()) {
      String javadoc = type.group(1).replaceAll("\\s*\\n\\s*\\*\\s*", " ");
      if (!javadoc.contains("May grow: use {@code default} in a {@code switch}.")) {
        silent.add(type.group(2));
      }
    }
    return silent;
  }

  private static List<String> sources(Path module) {
    Path folder = module.resolve(Path.of("src", "main", "java"));
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && !isInternal(file))
          .map(GrowthTest::text)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isInternal(Path file) {
    return file.toString().replace('\\', '/').contains("/internal/");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
