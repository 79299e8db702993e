package io.claviger.atlas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The shapes of the documents of service accounts: which fields there are, in which order. */
final class AccountDocuments {
  private static final List<String> ACCOUNT =
      List.of("clientId", "createdAt", "description", "name", "roles", "secrets");
  private static final String INSTANT = "20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z";
  private static final String SECRET = "mdb_sa_sk_[0-9a-f]{24}_[0-9A-Za-z]{49}";

  private AccountDocuments() {}

  /** An instant so long after the start of the clock, as documents show it. */
  static String at(Duration after) {
    return SteppedClock.START.plus(after).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** 201, in JSON that nobody keeps. */
  static Check created() {
    return Check.of(
        "201",
        (answer, world) -> {
          assertEquals(201, answer.status());
          assertEquals("no-store", answer.headers().get("cache-control"));
        });
  }

  /** An account as it is read. */
  static Check accountDocument(String pointer, String name, String... roles) {
    return Check.of(
        "account " + name + " with roles " + List.of(roles) + ", secrets masked",
        (answer, world) -> {
          JsonNode account = answer.at(pointer);
          shape(account, roles);
          assertEquals(world.value(name), account.path("clientId").asText());
          for (JsonNode secret : account.path("secrets")) {
            secretShape(secret, "maskedSecretValue");
            assertEquals("mdb_sa_sk_...", secret.path("maskedSecretValue").asText());
          }
        });
  }

  /** An account as it is created. */
  static Check newAccount(String... roles) {
    return Check.of(
        "a new account with roles " + List.of(roles) + " and its secret in clear text",
        (answer, world) -> {
          shape(answer.at(""), roles);
          assertEquals(1, answer.at("/secrets").size());
          clear(answer.at("/secrets/0"));
        });
  }

  /** A secret as it is created. */
  static Check newSecret() {
    return Check.of("a secret in clear text", (answer, world) -> clear(answer.at("")));
  }

  /** A page of accounts, entries or groups. */
  static Check page(int total) {
    return Check.of(
        "a list, `totalCount` " + total,
        (answer, world) -> {
          assertEquals(List.of("links", "results", "totalCount"), fields(answer.at("")));
          assertEquals(total, answer.at("/totalCount").asInt());
        });
  }

  /** An entry that was used so often. */
  static Check entry(String pointer, String block, int count) {
    return Check.of(
        "entry " + block + ", used " + count + " times",
        (answer, world) -> {
          JsonNode entry = answer.at(pointer);
          assertEquals(
              List.of(
                  "cidrBlock",
                  "createdAt",
                  "ipAddress",
                  "lastUsedAddress",
                  "lastUsedAt",
                  "requestCount"),
              fields(entry));
          assertEquals(block, entry.path("cidrBlock").asText());
          assertTrue(entry.path("createdAt").asText().matches(INSTANT), "createdAt");
          if (block.endsWith("/32")) {
            assertEquals(block.replace("/32", ""), entry.path("ipAddress").asText());
          } else {
            assertTrue(entry.path("ipAddress").isNull(), "ipAddress");
          }
          assertEquals(count == 0, entry.path("lastUsedAt").isNull(), "lastUsedAt");
          assertEquals(count == 0, entry.path("lastUsedAddress").isNull(), "lastUsedAddress");
          assertEquals(count, entry.path("requestCount").asInt(), "requestCount");
          assertEquals(JsonNodeType.NUMBER, entry.path("requestCount").getNodeType());
        });
  }

  static Check texts(String pointer, String... values) {
    return Check.of(
        "`" + pointer.substring(1) + "` is " + List.of(values),
        (answer, world) -> assertEquals(List.of(values), texts(answer.at(pointer))));
  }

  private static void shape(JsonNode account, String... roles) {
    assertEquals(ACCOUNT, fields(account));
    assertTrue(account.path("clientId").asText().matches("mdb_sa_id_[0-9a-f]{24}"), "clientId");
    assertTrue(account.path("createdAt").asText().matches(INSTANT), "createdAt");
    assertTrue(account.path("description").isTextual(), "description");
    assertTrue(account.path("name").isTextual(), "name");
    assertEquals(List.of(roles), texts(account.path("roles")));
    assertTrue(account.path("secrets").isArray(), "secrets");
  }

  private static void clear(JsonNode secret) {
    secretShape(secret, "secret");
    assertTrue(secret.path("secret").asText().matches(SECRET), "secret");
    assertTrue(secret.path("lastUsedAt").isNull(), "lastUsedAt");
  }

  private static void secretShape(JsonNode secret, String last) {
    assertEquals(List.of("createdAt", "expiresAt", "id", "lastUsedAt", last), fields(secret));
    assertTrue(secret.path("createdAt").asText().matches(INSTANT), "createdAt");
    assertTrue(secret.path("expiresAt").asText().matches(INSTANT), "expiresAt");
    assertTrue(secret.path("id").asText().matches("[0-9a-f]{24}"), "id");
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
