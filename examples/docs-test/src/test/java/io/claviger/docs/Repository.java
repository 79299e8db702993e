package io.claviger.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of this repository, without what builds write. */
record Repository(Path root, List<Path> files) {
  private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git");

  static Repository open() throws IOException {
    Path root = Path.of("..", "..").toRealPath();
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return new Repository(root, List.copyOf(files));
  }

  /** Returns the files whose names end so. */
  List<Path> ending(String... ends) {
    return files.stream()
        .filter(file -> List.of(ends).stream().anyMatch(file.toString()::endsWith))
        .toList();
  }

  /** Returns all Markdown pages. */
  List<Page> pages() throws IOException {
    List<Page> pages = new ArrayList<>();
    for (Path file : ending(".md")) {
      pages.add(new Page(name(file), Files.readAllLines(file)));
    }
    return pages;
  }

  List<Block> blocks() throws IOException {
    return pages().stream().flatMap(page -> page.blocks().stream()).toList();
  }

  String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }
}
