package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every Java block of a page is a quotation of a source that is compiled, or a program that runs.
 */
class JavaBlocksTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  /** Two packages often have types of one name, such as Permission. */
  @Test
  void everyImportNamesATypeThatTheBlockUses() throws IOException {
    assertEquals(
        "",
        javaBlocks(Repository.open())
            .flatMap(
                block ->
                    Import.of(block.code()).stream()
                        .filter(each -> !each.isUsedIn(block.text()))
                        .map(each -> block.at() + "import only used types: " + each.line()))
            .collect(Collectors.joining("\n")));
  }

  /** Readers copy a block, and cannot see in which package its types are. */
  @Test
  void everyQuotationHasItsImports() throws IOException {
    Repository repository = Repository.open();
    Quotations sources = new Quotations(repository, ".java");
    assertEquals(
        "",
        javaBlocks(repository)
            .flatMap(
                block ->
                    sources.missingImports(block).stream()
                        .map(line -> block.at() + "begin with " + line))
            .collect(Collectors.joining("\n")));
  }

  /** Returns the blocks, without the program that {@link CustomersPageTest} runs. */
  private static Stream<Block> javaBlocks(Repository repository) throws IOException {
    return repository.blocks().stream()
        .filter(block -> block.language().equals("java"))
        .filter(block -> !block.page().equals(CustomersPageTest.PAGE));
  }

  @TestFactory
  Stream<DynamicTest> everyJavaBlockIsQuotedOrRuns() throws IOException {
    Repository repository = Repository.open();
    Quotations sources = new Quotations(repository, ".java");
    List<Block> blocks = javaBlocks(repository).filter(block -> !sources.contain(block)).toList();
    assertFalse(blocks.isEmpty(), "no page has a Java block that runs");
    Map<String, Block> programs = new LinkedHashMap<>();
    blocks.forEach(block -> programs.put("Block" + (programs.size() + 1), block));
    Map<Block, String> errors = new Programs(folder).compile(programs);
    System.setProperty(
        "pepper", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    return programs.entrySet().stream()
        .map(
            program ->
                dynamicTest(
                    program.getValue().at(),
                    () -> run(program.getKey(), program.getValue(), errors)));
  }

  private void run(String name, Block block, Map<Block, String> errors) throws Exception {
    if (errors.containsKey(block)) {
      fail(
          block.at()
              + "quote lines that stand in a .java file, or fix this program:\n"
              + errors.get(block));
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Class<?> program = loader.loadClass(name);
      assertTimeoutPreemptively(LIMIT, () -> invoke(program, block), block.at() + "make it faster");
    }
  }

  private static void invoke(Class<?> program, Block block) throws ReflectiveOperationException {
    try {
      program.getDeclaredMethod("run").invoke(null);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      fail(block.at(lineOf(program.getName(), cause)) + "make this program run: " + cause, cause);
    }
  }

  private static int lineOf(String name, Throwable failure) {
    return Stream.of(failure.getStackTrace())
        .filter(frame -> frame.getClassName().equals(name))
        .mapToInt(StackTraceElement::getLineNumber)
        .findFirst()
        .orElse(1);
  }
}
