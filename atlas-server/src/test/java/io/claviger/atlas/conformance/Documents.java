package io.claviger.atlas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpStatus;

/** The shapes of the documents: which fields there are, and in which form. */
final class Documents {
  private static final String UUID_4 =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
  private static final String INSTANT = "20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z";

  private Documents() {}

  /** A key as it is read: its private key redacted. */
  static Check keyDocument(String pointer, String name) {
    return Check.of(
        "key " + name + place(pointer),
        (answer, world) -> {
          shape(answer.at(pointer), "[*]{8}-[*]{4}-[*]{4}-[0-9a-f]{12}");
          assertEquals(world.value(name), answer.at(pointer + "/id").asText());
          assertEquals(world.value(name + ".public"), answer.at(pointer + "/publicKey").asText());
          assertEquals(
              world.value(name + ".redacted"), answer.at(pointer + "/privateKey").asText());
        });
  }

  /** A key as it is created: its private key whole. */
  static Check newKey() {
    return Check.of(
        "a key with its whole private key", (answer, world) -> shape(answer.at(""), UUID_4));
  }

  /** Roles as a set, each {@code NAME} or {@code NAME on ID}. */
  static Check roles(String pointer, String... roles) {
    return Check.of(
        "roles " + String.join(", ", roles),
        (answer, world) -> {
          List<String> found = new ArrayList<>();
          for (JsonNode role : answer.at(pointer + "/roles")) {
            String scope = role.path("orgId").asText("") + role.path("groupId").asText("");
            found.add(role.path("roleName").asText() + " on " + scope);
          }
          TreeSet<String> expected = new TreeSet<>();
          for (String role : roles) {
            expected.add(world.fill(role.contains(" on ") ? role : role + " on {org}"));
          }
          assertEquals(expected, new TreeSet<>(found));
          assertEquals(expected.size(), found.size(), "each role once");
        });
  }

  private static void shape(JsonNode key, String privateKey) {
    fields(key, "desc", "id", "links", "privateKey", "publicKey", "roles");
    matches(key, "id", "[0-9a-f]{24}");
    matches(key, "publicKey", "[a-z]{8}");
    matches(key, "privateKey", privateKey);
    assertTrue(key.path("desc").isTextual(), "desc");
    self(key, "/orgs/[0-9a-f]{24}/apiKeys/" + key.path("id").asText());
    assertTrue(key.path("roles").isArray() && !key.path("roles").isEmpty(), "roles");
    for (JsonNode role : key.path("roles")) {
      fields(role, "roleName", role.has("groupId") ? "groupId" : "orgId");
    }
  }

  /** An entry that was never used. */
  static Check unusedEntry(String pointer, String block, String name) {
    return Check.of(
        "entry " + block + place(pointer),
        (answer, world) -> {
          JsonNode entry = answer.at(pointer);
          entryShape(entry, world.fill(block), world.fill(name), Set.of());
          assertEquals(0, entry.path("count").asInt(), "count");
        });
  }

  /** An entry that was used so often, the last time from there. */
  static Check usedEntry(String pointer, String block, String name, int count, String last) {
    return Check.of(
        "entry " + block + place(pointer) + " used " + count + " times, last from " + last,
        (answer, world) -> {
          JsonNode entry = answer.at(pointer);
          entryShape(
              entry, world.fill(block), world.fill(name), Set.of("lastUsed", "lastUsedAddress"));
          assertEquals(count, entry.path("count").asInt(), "count");
          matches(entry, "lastUsed", INSTANT);
          assertEquals(last, entry.path("lastUsedAddress").asText(), "lastUsedAddress");
        });
  }

  private static void entryShape(JsonNode entry, String block, String name, Set<String> used) {
    boolean single = block.matches("[0-9.]+/32|[0-9a-f:]+/128");
    Set<String> expected = new TreeSet<>(Set.of("cidrBlock", "count", "created", "links"));
    expected.addAll(used);
    if (single) {
      expected.add("ipAddress");
      assertEquals(block.substring(0, block.indexOf('/')), entry.path("ipAddress").asText());
    }
    fields(entry, expected.toArray(String[]::new));
    assertEquals(block, entry.path("cidrBlock").asText());
    assertEquals(JsonNodeType.NUMBER, entry.path("count").getNodeType(), "count");
    matches(entry, "created", INSTANT);
    String last = single ? block.substring(0, block.indexOf('/')) : block.replace("/", "%2F");
    self(entry, "/orgs/[0-9a-f]{24}/apiKeys/" + name + "/(whitelist|accessList)/" + last);
  }

  /** A list with exactly the fields that belong to one. */
  static Check list(int total) {
    return Check.of(
        "a list, `totalCount` " + total,
        (answer, world) -> {
          fields(answer.at(""), "links", "results", "totalCount");
          assertEquals(total, answer.at("/totalCount").asInt(), "totalCount");
          assertTrue(answer.at("/results").isArray(), "results");
          for (JsonNode result : answer.at("/results")) {
            assertEquals(List.of("self"), result.path("links").findValuesAsText("rel"));
          }
        });
  }

  static Check error(String pointer, int status, String code) {
    return Check.of(
        "error " + code,
        (answer, world) -> {
          JsonNode error = answer.at(pointer);
          assertEquals(code, error.path("errorCode").asText(), "errorCode");
          fields(error, "detail", "error", "errorCode", "parameters", "reason");
          assertEquals(status, error.path("error").asInt(), "error");
          assertEquals(HttpStatus.getMessage(status), error.path("reason").asText(), "reason");
          assertTrue(error.path("parameters").isArray(), "parameters");
          assertFalse(error.path("detail").asText().isEmpty(), "detail");
          assertFalse(error.path("detail").asText().contains("%s"), "every place is filled");
        });
  }

  static Check fieldsAt(String pointer, String... names) {
    return Check.of(
        "exactly the fields " + String.join(", ", names) + place(pointer),
        (answer, world) -> fields(answer.at(pointer), names));
  }

  private static void fields(JsonNode node, String... names) {
    Set<String> found = new TreeSet<>();
    node.fieldNames().forEachRemaining(found::add);
    assertEquals(new TreeSet<>(Set.of(names)), found, "fields");
  }

  private static void matches(JsonNode node, String field, String regex) {
    assertTrue(node.path(field).isTextual() && node.path(field).asText().matches(regex), field);
  }

  private static void self(JsonNode entity, String path) {
    for (JsonNode link : entity.path("links")) {
      fields(link, "href", "rel");
      if (link.path("rel").asText().equals("self")) {
        String href = link.path("href").asText();
        assertTrue(
            href.matches("http://[^/]+/api/(atlas/v1\\.0|public/v1\\.0|atlas/v2)" + path),
            "link to itself");
        return;
      }
    }
    throw new AssertionError("no link to itself");
  }

  private static String place(String pointer) {
    return pointer.isEmpty() ? "" : " at `" + pointer.substring(1) + "`";
  }
}
