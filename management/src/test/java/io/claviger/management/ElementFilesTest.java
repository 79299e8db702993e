package io.claviger.management;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the element: all are there, small, and served to everybody. */
class ElementFilesTest {
  private static final Path RESOURCES = Path.of("src", "main", "resources");
  private static final String PACKAGE = "io/claviger/management/element/";
  private static final String MAIN = "/claviger-keys.js";

  private final ManagementFixture fixture = ManagementFixture.open();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void eachFileOfTheFolderIsServedAndInANativeImage() throws IOException {
    Pattern included =
        Pattern.compile(
            Files.readString(
                    RESOURCES.resolve(
                        "META-INF/native-image/io.claviger/claviger-management/resource-config.json"))
                .replaceAll("(?s).*\"pattern\": \"([^\"]*)\".*", "$1")
                .replace("\\\\", "\\"));
    Set<String> named = new TreeSet<>();
    ElementFiles.NAMES.forEach(name -> named.add(PACKAGE + name));
    Set<String> there = new TreeSet<>();
    Set<String> inImage = new TreeSet<>();
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> RESOURCES.relativize(file).toString().replace('\\', '/'))
          .forEach(
              path -> {
                if (path.startsWith(PACKAGE)) {
                  there.add(path);
                }
                if (included.matcher(path).matches()) {
                  inImage.add(path);
                }
              });
    }
    assertEquals(there, named);
    assertEquals(there, inImage);
  }

  /** All files together, compressed as one: who waits for bytes, and who reads lines. */
  @Test
  void theElementIsSmall() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : ElementFiles.NAMES) {
      all.append(Files.readString(RESOURCES.resolve(PACKAGE + name)));
    }
    int bytes = compressed(all.toString());
    int lines = codeLines(all.toString());
    assertTrue(bytes <= 31 * 1024, bytes + " bytes compressed");
    assertTrue(lines <= 2_200, lines + " lines");
  }

  private static int compressed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.size();
  }

  private static int codeLines(String text) {
    return (int)
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.matches("(//|/\\*|\\* |\\*/).*"))
            .count();
  }

  /** What the element needs, it brings. */
  @Test
  void modulesImportEachOther() throws IOException {
    Pattern importing = Pattern.compile("\\b(?:from|import)\\s*\\(?\\s*[\"']([^\"']+)[\"']");
    for (String name : ElementFiles.NAMES) {
      Matcher found = importing.matcher(Files.readString(RESOURCES.resolve(PACKAGE + name)));
      while (found.find()) {
        String imported = Path.of("/" + name).resolveSibling(found.group(1)).normalize().toString();
        assertTrue(
            ElementFiles.NAMES.contains(imported.substring(1)), name + " imports " + imported);
      }
    }
  }

  @Test
  void everybodyMayReadThem() {
    for (ManagementClient client :
        List.of(
            fixture.nobody(),
            fixture.superuser(),
            fixture.nobody().bearer("bad"),
            fixture.nobody().with("Sec-Fetch-Site", "cross-site"))) {
      Exchange file = client.get(MAIN);
      assertEquals(200, file.status());
      assertEquals(Optional.of("text/javascript; charset=utf-8"), file.header("Content-Type"));
      assertEquals(Optional.of("public, no-cache"), file.header("Cache-Control"));
      assertEquals(Optional.of("nosniff"), file.header("X-Content-Type-Options"));
      assertEquals(Optional.of("same-origin"), file.header("Cross-Origin-Resource-Policy"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TAG", "W/TAG", "\"other\", TAG"})
  void aFileThatTheBrowserHasIsNotSentAgain(String condition) {
    Exchange first = fixture.nobody().get(MAIN);
    String tag = first.header("ETag").orElseThrow();
    Exchange second =
        fixture.nobody().with("If-None-Match", condition.replace("TAG", tag)).get(MAIN);
    assertEquals(304, second.status());
    assertEquals("", second.response().body());
    assertEquals(Optional.of(tag), second.header("ETag"));
    assertEquals(Optional.of("public, no-cache"), second.header("Cache-Control"));
    Exchange other = fixture.nobody().with("If-None-Match", "\"other\"").get(MAIN);
    assertEquals(first.response().body(), other.response().body());
  }

  @Test
  void otherMethodsAndNamesAreRefused() {
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
      Exchange refused = fixture.nobody().send(method, MAIN, "");
      assertEquals(405, refused.status());
      assertEquals(Optional.of("GET, HEAD"), refused.header("Allow"));
      assertEquals("METHOD_NOT_ALLOWED", refused.at("code"));
    }
    for (String path :
        List.of(
            "/claviger-keys", "/claviger-keys/", "/claviger-keys/none.js", "/claviger-keys.js/")) {
      assertEquals("NOT_FOUND", fixture.owner().get(path).at("code"));
    }
  }
}
