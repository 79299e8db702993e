package io.claviger.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds blocks that stand line by line in a file, apart from indentation and empty lines. */
class Quotations {
  /** A shorter text can stand anywhere. */
  private static final int SHORTEST = 40;

  private final List<String> sources = new ArrayList<>();

  Quotations(List<Path> files) throws IOException {
    for (Path file : files) {
      sources.add(normal(Files.readAllLines(file).stream()));
    }
  }

  boolean contain(Block block) {
    String quoted = normal(block.code().stream());
    return quoted.length() >= SHORTEST
        && sources.stream().anyMatch(source -> source.contains(quoted));
  }

  private static String normal(Stream<String> lines) {
    return lines
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n", "\n", "\n"));
  }
}
