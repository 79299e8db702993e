package io.claviger.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of the published modules. */
class PublishedTypes {
  private static final Pattern SOURCE = Pattern.compile("(.+)/src/main/java/(.+)\\.java");

  /** The folders of the modules, by the full names of their types. */
  private final Map<String, String> folders = new TreeMap<>();

  PublishedTypes(Repository repository) throws IOException {
    Set<String> modules = new Modules(repository).published();
    for (Path file : repository.ending(".java")) {
      Matcher source = SOURCE.matcher(repository.name(file));
      if (source.matches() && modules.contains(source.group(1))) {
        folders.put(source.group(2).replace('/', '.'), source.group(1));
      }
    }
  }

  /** Returns the folder of the module that has the type, or the type around the name. */
  Optional<String> folder(Import declaration) {
    return Optional.ofNullable(
        folders.get(declaration.name().replaceFirst("([.][A-Z]\\w*)[.].*", "$1")));
  }

  /** Returns imports of all types of a package. */
  List<Import> imports(String packageName) {
    return folders.keySet().stream()
        .filter(type -> type.replaceAll("[.]?\\w+$", "").equals(packageName))
        .map(Import::ofType)
        .toList();
  }
}
