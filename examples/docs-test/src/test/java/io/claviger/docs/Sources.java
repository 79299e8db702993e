package io.claviger.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Finds classes of this repository by their simple names, and their methods. */
class Sources {
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

  /** One for all files, because opening one takes much longer than parsing a file. */
  private final StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);

  private final Map<String, List<Path>> files;
  private final Map<Path, Methods> parsed = new HashMap<>();

  /** The names of the methods of a file, and of those that JUnit or jqwik runs. */
  private record Methods(Set<String> all, Set<String> tests) {}

  /** Finds classes in files whose paths, relative to the root, satisfy the condition. */
  Sources(Repository repository, Predicate<String> isWanted) {
    files =
        repository.ending(".java").stream()
            .filter(file -> isWanted.test(repository.name(file)))
            .collect(Collectors.groupingBy(Sources::className, TreeMap::new, Collectors.toList()));
  }

  private static String className(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  /** Returns whether there is such a class. */
  boolean hasClass(String name) {
    return files.containsKey(name);
  }

  /** Returns whether several classes have this name. */
  boolean isAmbiguous(String name) {
    return files.getOrDefault(name, List.of()).size() > 1;
  }

  /** Returns whether a class of this name, or a class in it, declares such a method. */
  boolean hasMethod(String className, String method) {
    return methods(className).stream().anyMatch(each -> each.all().contains(method));
  }

  /** Returns whether a class of this name, or a class in it, declares such a test. */
  boolean hasTest(String className, String method) {
    return methods(className).stream().anyMatch(each -> each.tests().contains(method));
  }

  private Collection<Methods> methods(String className) {
    return files.getOrDefault(className, List.of()).stream()
        .map(file -> parsed.computeIfAbsent(file, this::parse))
        .toList();
  }

  private Methods parse(Path file) {
    Methods methods = new Methods(new HashSet<>(), new HashSet<>());
    TreeScanner<Void, Void> scanner =
        new TreeScanner<>() {
          @Override
          public Void visitMethod(MethodTree method, Void unused) {
            methods.all().add(method.getName().toString());
            if (method.getModifiers().getAnnotations().stream().anyMatch(Sources::runs)) {
              methods.tests().add(method.getName().toString());
            }
            return super.visitMethod(method, null);
          }
        };
    JavacTask task =
        (JavacTask)
            compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjects(file));
    try {
      for (CompilationUnitTree unit : task.parse()) {
        scanner.scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return methods;
  }

  private static boolean runs(AnnotationTree annotation) {
    return annotation
        .getAnnotationType()
        .toString()
        .matches("\\w*(Test|Property|TestFactory|EachDatabase)");
  }
}
