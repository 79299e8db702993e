package io.claviger.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.model.TokenFormat;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs every Java block of the README, as it stands there. */
class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyJavaBlockRuns() throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(readme()));
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    assertFalse(blocks.isEmpty(), "the README has no Java block");
    System.setProperty(
        "pepper", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    return Stream.iterate(0, i -> i < blocks.size(), i -> i + 1)
        .map(i -> dynamicTest("block " + (i + 1), () -> run("Block" + (i + 1), blocks.get(i))));
  }

  @Test
  void theFormOfTokensIsThePublishedOne() throws IOException {
    String form = TokenFormat.of("acme").pattern().pattern();
    assertTrue(Files.readString(readme()).contains("`" + form + "`"), form);
  }

  private void run(String name, String block) throws Exception {
    Path source = Files.writeString(folder.resolve(name + ".java"), program(name, block));
    compile(source);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      loader.loadClass(name).getDeclaredMethod("run").invoke(null);
    }
  }

  private static String program(String name, String block) {
    String imports =
        block.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
    String code =
        block.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
    return imports
        + "\npublic class "
        + name
        + " {\npublic static void run() throws Exception {\n"
        + code
        + "\n}\n}\n";
  }

  private void compile(Path source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
      List<String> options =
          List.of(
              "-d",
              folder.toString(),
              "-proc:none",
              "-classpath",
              System.getProperty("java.class.path"));
      boolean compiled =
          compiler
              .getTask(null, files, diagnostics, options, null, files.getJavaFileObjects(source))
              .call();
      assertTrue(compiled, () -> diagnostics.getDiagnostics().toString());
    }
  }

  private static Path readme() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null
        && !(Files.exists(folder.resolve("README.md")) && Files.exists(folder.resolve(".mvn")))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no README.md above the working directory");
    }
    return folder.resolve("README.md");
  }
}
