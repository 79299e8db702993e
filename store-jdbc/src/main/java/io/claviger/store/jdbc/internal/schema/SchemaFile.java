package io.claviger.store.jdbc.internal.schema;

import io.claviger.store.jdbc.internal.dialect.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A file of the schema; the folder of each database has one of this name. */
record SchemaFile(int version, String name) {
  /** Its statements: each ends with a semicolon at the end of a line. Comments are left out. */
  List<String> statements(Dialect dialect) {
    String withoutComments =
        text(dialect)
            .lines()
            .filter(line -> !line.startsWith("--"))
            .collect(Collectors.joining("\n"));
    return Arrays.stream(withoutComments.split(";\n|;$"))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  private String text(Dialect dialect) {
    String path = path(dialect.schemaFolder());
    try (InputStream in = SchemaFile.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the jar of the store lacks " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Native images hold only the files that match the pattern in resource-config.json. */
  String path(String folder) {
    return "/META-INF/claviger/schema/" + folder + "/" + name;
  }
}
