package io.claviger.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds blocks that stand line by line in a file, apart from the package, imports, indentation and
 * empty lines.
 */
class Quotations {
  private static final Pattern PACKAGE = Pattern.compile("package (.*);");

  /** A shorter text can stand anywhere. */
  private static final int MIN_LENGTH = 40;

  /**
   * A file.
   *
   * @param text its lines without the package and the imports
   * @param imports what it imports, and the published types of its own package
   */
  private record Source(String text, List<Import> imports) {}

  private final PublishedTypes types;
  private final List<Source> sources = new ArrayList<>();

  Quotations(Repository repository, String... ends) throws IOException {
    types = new PublishedTypes(repository);
    for (Path file : repository.ending(ends)) {
      sources.add(source(Files.readAllLines(file)));
    }
  }

  private Source source(List<String> lines) {
    List<Import> imports = new ArrayList<>(Import.of(lines));
    lines.stream()
        .map(PACKAGE::matcher)
        .filter(Matcher::matches)
        .map(found -> types.imports(found.group(1)))
        .forEach(imports::addAll);
    return new Source(normal(lines.stream()), imports);
  }

  boolean contain(Block block) {
    return find(block).isPresent();
  }

  /**
   * Returns the imports that the block needs and does not have. Readers cannot import those types
   * of this repository that are in no published module.
   */
  List<String> missingImports(Block block) {
    return find(block).map(Source::imports).orElse(List.of()).stream()
        .filter(each -> each.isUsedIn(block.text()))
        .filter(each -> !each.name().startsWith("io.claviger.") || types.folder(each).isPresent())
        .map(Import::line)
        .filter(line -> !block.code().contains(line))
        .toList();
  }

  private Optional<Source> find(Block block) {
    String quoted = normal(block.code().stream());
    return quoted.length() < MIN_LENGTH
        ? Optional.empty()
        : sources.stream()
            .filter(each -> each.text().contains(quoted))
            .filter(each -> each.imports().containsAll(Import.of(block.code())))
            .findFirst();
  }

  private static String normal(Stream<String> lines) {
    return lines
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !Import.is(line) && !PACKAGE.matcher(line).matches())
        .collect(Collectors.joining("\n", "\n", "\n"));
  }
}
