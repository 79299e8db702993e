package io.claviger.published;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kotlin.KotlinVersion;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The compiler of Kotlin knows what may be null, although users get no jar with the annotations: it
 * reads them from our class files.
 */
class KotlinTest {
  private static final Predicate<String> REFUSED = line -> line.endsWith("// refused");
  private static final Pattern ERROR = Pattern.compile("Nullness\\.kt:(\\d+):\\d+: error:");

  @TempDir Path folder;

  @Test
  void kotlinRefusesNullWhereTheApiDoes() throws Exception {
    List<String> lines = lines();
    SortedSet<Integer> refused = new TreeSet<>();
    IntStream.range(0, lines.size())
        .filter(i -> REFUSED.test(lines.get(i)))
        .forEach(i -> refused.add(i + 1));
    assertFalse(refused.isEmpty());

    String output = compile(lines, ExitCode.COMPILATION_ERROR);

    SortedSet<Integer> errors = new TreeSet<>();
    Matcher error = ERROR.matcher(output);
    while (error.find()) {
      errors.add(Integer.valueOf(error.group(1)));
    }
    assertEquals(refused, errors, output);
    compile(lines.stream().filter(REFUSED.negate()).toList(), ExitCode.OK);
  }

  private static List<String> lines() throws IOException {
    try (InputStream file = KotlinTest.class.getResourceAsStream("Nullness.kt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8).lines().toList();
    }
  }

  /** Compiles with core and the library of Kotlin alone; returns what the compiler says. */
  private String compile(List<String> lines, ExitCode expected) throws Exception {
    Path file = Files.write(folder.resolve("Nullness.kt"), lines);
    String classPath =
        Stream.of(PublishedModule.jars().get("claviger-core").classes(), library())
            .map(Path::toString)
            .collect(joining(File.pathSeparator));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ExitCode code =
        new K2JVMCompiler()
            .exec(
                new PrintStream(output, true, UTF_8),
                "-no-stdlib",
                "-no-reflect",
                "-classpath",
                classPath,
                "-d",
                folder.resolve("classes").toString(),
                file.toString());
    assertEquals(expected, code, () -> output.toString(UTF_8));
    return output.toString(UTF_8);
  }

  private static Path library() throws URISyntaxException {
    return Path.of(KotlinVersion.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
