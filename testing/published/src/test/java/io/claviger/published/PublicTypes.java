package io.claviger.published;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users can see of the classes of a module. */
final class PublicTypes {
  private PublicTypes() {}

  /** Returns the public types of the exported packages, in the order of their names. */
  static List<Class<?>> of(Path classes) throws IOException, ClassNotFoundException {
    Predicate<String> exported =
        module(classes).map(PublicTypes::exported).orElse(name -> !name.contains(".internal"));
    List<Class<?>> types = new ArrayList<>();
    for (String name : classNames(classes)) {
      Class<?> type = Class.forName(name, false, PublicTypes.class.getClassLoader());
      if (exported.test(type.getPackageName()) && ApiDump.isVisible(type)) {
        types.add(type);
      }
    }
    return types;
  }

  /** Returns the descriptor; empty for an automatic module. */
  static Optional<ModuleDescriptor> module(Path classes) {
    return ModuleFinder.of(classes).findAll().stream().map(ModuleReference::descriptor).findFirst();
  }

  private static Predicate<String> exported(ModuleDescriptor module) {
    return module.exports().stream()
            .filter(e -> !e.isQualified())
            .map(Exports::source)
            .collect(Collectors.toSet())
        ::contains;
  }

  private static List<String> classNames(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(f -> classes.relativize(f).toString().replace('\\', '/'))
          .filter(f -> f.endsWith(".class") && !f.endsWith("-info.class"))
          .map(f -> f.substring(0, f.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .toList();
    }
  }
}
