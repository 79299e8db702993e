package io.claviger.atlas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What can be said of an answer. Places in its body are JSON pointers. */
final class Checks {
  private static final String JSON = "application/json";

  private Checks() {}

  /** 200, in JSON that nobody keeps. */
  static Check ok() {
    return Check.of(
        "200",
        (answer, world) -> {
          assertEquals(200, answer.status());
          assertTrue(
              answer
                  .headers()
                  .getOrDefault("content-type", "")
                  .matches("application/(vnd\\..+\\+)?json(;charset=utf-8)?"),
              "content type");
          assertEquals("no-store", answer.headers().get("cache-control"));
        });
  }

  static Check noContent() {
    return Check.of(
        "204 without a body",
        (answer, world) -> {
          assertEquals(204, answer.status());
          assertEquals("", answer.body());
        });
  }

  static Check status(int status) {
    return Check.of("" + status, (answer, world) -> assertEquals(status, answer.status()));
  }

  /** An error document as in section 3.2, with this code and whatever parameters. */
  static Check refused(int status, String code) {
    return Check.of(
        status + " `" + code + "`",
        (answer, world) -> {
          assertEquals(status, answer.status());
          assertEquals(JSON, answer.headers().get("content-type"));
          Documents.error("", status, code).check(answer, world);
        });
  }

  /** The same, with these parameters. */
  static Check refused(int status, String code, String... parameters) {
    return Check.of(
        status + " `" + code + "` " + List.of(parameters),
        (answer, world) -> {
          refused(status, code).check(answer, world);
          assertEquals(
              Arrays.stream(parameters).map(world::fill).toList(), texts(answer.at("/parameters")));
        });
  }

  static Check detail(String text) {
    return Check.of(
        "detail “" + text + "”",
        (answer, world) -> assertEquals(world.fill(text), answer.at("/detail").asText()));
  }

  static Check is(String pointer, String value) {
    return Check.of(
        said(pointer) + " is `" + value + "`",
        (answer, world) -> {
          assertEquals(JsonNodeType.STRING, answer.at(pointer).getNodeType(), pointer);
          assertEquals(world.fill(value), answer.at(pointer).asText(), pointer);
        });
  }

  static Check is(String pointer, int value) {
    return Check.of(
        said(pointer) + " is " + value,
        (answer, world) -> {
          assertEquals(JsonNodeType.NUMBER, answer.at(pointer).getNodeType(), pointer);
          assertEquals(value, answer.at(pointer).asInt(), pointer);
        });
  }

  static Check is(String pointer, boolean value) {
    return Check.of(
        said(pointer) + " is " + value,
        (answer, world) -> {
          assertEquals(JsonNodeType.BOOLEAN, answer.at(pointer).getNodeType(), pointer);
          assertEquals(value, answer.at(pointer).asBoolean(), pointer);
        });
  }

  static Check isNull(String pointer) {
    return Check.of(
        said(pointer) + " is null", (answer, world) -> assertTrue(answer.at(pointer).isNull()));
  }

  static Check matches(String pointer, String regex, String says) {
    return Check.of(
        said(pointer) + " is " + says,
        (answer, world) ->
            assertTrue(answer.at(pointer).asText().matches(regex), () -> pointer + ": " + says));
  }

  static Check absent(String... pointers) {
    return Check.of(
        "no " + Arrays.stream(pointers).map(Checks::said).collect(Collectors.joining(", ")),
        (answer, world) -> {
          for (String pointer : pointers) {
            assertTrue(answer.at(pointer).isMissingNode(), pointer);
          }
        });
  }

  static Check size(String pointer, int size) {
    return Check.of(
        size + " in " + said(pointer),
        (answer, world) -> assertEquals(size, answer.at(pointer).size(), pointer));
  }

  /** The fields of this name of everything in a list, in its order. */
  static Check column(String pointer, String field, String... values) {
    return Check.of(
        said(pointer) + " with `" + field + "` " + String.join(", ", values),
        (answer, world) ->
            assertEquals(
                Arrays.stream(values).map(world::fill).toList(), column(answer, pointer, field)));
  }

  /** The same in any order. */
  static Check columnOf(String pointer, String field, String... values) {
    return Check.of(
        said(pointer) + " with `" + field + "` " + String.join(", ", values) + " in any order",
        (answer, world) ->
            assertEquals(
                Arrays.stream(values).map(world::fill).sorted().toList(),
                column(answer, pointer, field).stream().sorted().toList()));
  }

  static Check ascending(String pointer, String field) {
    return Check.of(
        said(pointer) + " ascending by `" + field + "`",
        (answer, world) -> {
          List<String> values = column(answer, pointer, field);
          assertEquals(values.stream().sorted().toList(), values);
          assertFalse(values.isEmpty());
        });
  }

  static Check header(String name, String value) {
    return Check.of(
        "header `" + name + ": " + value + "`",
        (answer, world) ->
            assertEquals(world.fill(value), answer.headers().get(name.toLowerCase(Locale.ROOT))));
  }

  static Check noHeader(String... names) {
    return Check.of(
        "no header "
            + Arrays.stream(names).map(name -> "`" + name + "`").collect(Collectors.joining(", ")),
        (answer, world) -> {
          for (String name : names) {
            assertFalse(answer.headers().containsKey(name.toLowerCase(Locale.ROOT)), name);
          }
        });
  }

  static Check text(String says, String regex) {
    return Check.of(
        says, (answer, world) -> assertTrue(answer.body().matches("(?s)" + regex), says));
  }

  /** A link of the document, with exactly these parts of its query, in any order. */
  static Check link(String relation, String path, String... query) {
    return Check.of(
        "link `" + relation + "` to `" + shortened(path) + "?" + String.join("&", query) + "`",
        (answer, world) -> {
          String[] parts = href(answer, relation).split("\\?", 2);
          assertEquals(world.fill(path), parts[0]);
          assertEquals(
              new TreeSet<>(List.of(query)), new TreeSet<>(List.of(parts[1].split("&", -1))));
        });
  }

  static Check links(String... relations) {
    return Check.of(
        "links " + String.join(", ", relations),
        (answer, world) -> assertEquals(List.of(relations), column(answer, "/links", "rel")));
  }

  private static String href(Answer answer, String relation) {
    for (JsonNode link : answer.at("/links")) {
      if (link.path("rel").asText().equals(relation)) {
        return link.path("href").asText();
      }
    }
    throw new AssertionError("no link " + relation);
  }

  private static List<String> column(Answer answer, String pointer, String field) {
    List<String> values = new ArrayList<>();
    answer.at(pointer).forEach(node -> values.add(node.path(field).asText("(none)")));
    return values;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static String said(String pointer) {
    return "`" + (pointer.isEmpty() ? "/" : pointer.substring(1)) + "`";
  }

  private static String shortened(String path) {
    return path.replace("{site}/api/atlas/v1.0", "");
  }
}
