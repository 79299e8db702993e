package io.claviger.docs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles blocks of imports and statements, each as a class with a method {@code run}. All that
 * compile take one call of the compiler.
 */
class Programs {
  private final Path folder;

  Programs(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes the classes into the folder.
   *
   * @return the errors of each block that does not compile
   */
  Map<Block, String> compile(Map<String, Block> blocks) throws IOException {
    Map<Block, String> errors = new LinkedHashMap<>();
    Map<String, Block> left = new HashMap<>(blocks);
    // A block with an error keeps the compiler from the others: try again without it.
    while (!left.isEmpty()) {
      DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
      if (call(left, diagnostics)) {
        break;
      }
      int before = left.size();
      for (Diagnostic<? extends JavaFileObject> found : diagnostics.getDiagnostics()) {
        if (found.getKind() == Diagnostic.Kind.ERROR) {
          String name = ((Source) found.getSource()).name;
          Block block = blocks.get(name);
          String error = block.at(found.getLineNumber()) + found.getMessage(null);
          errors.merge(block, error, (some, more) -> some + "\n" + more);
          left.remove(name);
        }
      }
      if (left.size() == before) {
        throw new IllegalStateException(diagnostics.getDiagnostics().toString());
      }
    }
    return errors;
  }

  private boolean call(Map<String, Block> blocks, DiagnosticCollector<JavaFileObject> diagnostics)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-d",
            folder.toString(),
            "-proc:none",
            "-classpath",
            System.getProperty("java.class.path"));
    List<Source> sources = new ArrayList<>();
    blocks.forEach((name, block) -> sources.add(new Source(name, program(name, block))));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
      return compiler.getTask(null, files, diagnostics, options, null, sources).call();
    }
  }

  /** Keeps the lines of the block, so that those of errors are right. */
  private static String program(String name, Block block) {
    List<String> lines = new ArrayList<>(block.code());
    int first = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("import ")) {
        first = i + 1;
      }
    }
    lines.add(first, "");
    lines.set(
        first,
        "public class "
            + name
            + " { public static void run() throws Exception { "
            + lines.remove(first + 1));
    return String.join("\n", lines) + "\n}}\n";
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String name;
    private final String code;

    Source(String name, String code) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.name = name;
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
