package io.claviger.atlas;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bodies that are no JSON, not the JSON that is wanted, or far too much of it, for every operation
 * that takes one: each is refused with an error document, and nothing has changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBodiesTest {
  private static final long SEED = 20_261_125;

  /** An operation with a body that it takes. */
  record Operation(String method, String path, String body) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private Site site;
  private IssuedApiKey key;

  @BeforeAll
  void open() throws Exception {
    site = Site.open();
    key = site.key(NewApiKey.of("target", Role.ORG_MEMBER));
  }

  @AfterAll
  void close() throws Exception {
    site.close();
  }

  Stream<Operation> operations() {
    String path = Site.path(key);
    String project = Site.PROJECT_KEYS + "/" + key.apiKey().id();
    String settings = Site.BASE + "/orgs/" + Site.ORGANIZATION + "/settings";
    return Stream.of(
        new Operation("POST", Site.KEYS, "{\"desc\":\"a\",\"roles\":[\"ORG_OWNER\"]}"),
        new Operation("PATCH", path, "{\"desc\":\"a\",\"roles\":[\"ORG_OWNER\"]}"),
        new Operation("POST", path + "/whitelist", "[{\"ipAddress\":\"203.0.113.7\"}]"),
        new Operation("POST", path + "/accessList", "[{\"cidrBlock\":\"203.0.113.0/24\"}]"),
        new Operation("PATCH", settings, "{\"apiAccessListRequired\":true}"),
        new Operation("POST", Site.PROJECT_KEYS, "{\"desc\":\"a\",\"roles\":[\"GROUP_OWNER\"]}"),
        new Operation("POST", project, "{\"roles\":[\"GROUP_OWNER\"]}"),
        new Operation("PATCH", project, "{\"roles\":[\"GROUP_OWNER\"]}"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void cutOffAnywhere(Operation operation) {
    byte[] whole = operation.body().getBytes(UTF_8);
    for (int length = 0; length < whole.length; length++) {
      refused(operation, new String(whole, 0, length, UTF_8).getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nested(Operation operation) {
    for (int depth : new int[] {2, 19, 20, 21, 1000, 20_000}) {
      refused(operation, "[".repeat(depth) + "]".repeat(depth));
      refused(operation, "{\"roles\":".repeat(depth) + "1" + "}".repeat(depth));
      refused(operation, "[".repeat(depth));
      refused(
          operation, "{\"desc\":\"a\",\"roles\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void noJson(Operation operation) {
    for (String body :
        List.of(
            "",
            " ",
            "null",
            "true",
            "0",
            "\"a\"",
            "NaN",
            "{'desc':'a'}",
            "{desc:\"a\"}",
            operation.body() + operation.body(),
            operation.body() + ",",
            operation.body() + "\u0000",
            "/* a */" + operation.body(),
            "\ufeff\ufeff" + operation.body(),
            "desc=a&roles=ORG_OWNER",
            "<desc>a</desc>",
            "9".repeat(5000),
            "{\"desc\":" + "9".repeat(5000) + "}",
            "1e999999999",
            "1e9999999999",
            "{\"desc\":0E2147483648}",
            "{\"desc\":\"\\u12\"}",
            "{\"desc\":\"a\nb\"}",
            "{\"a\":1,\"a\":2}")) {
      refused(operation, body);
    }
    refused(operation, ("\u00ff\u00fe" + operation.body()).getBytes(ISO_8859_1));
    refused(operation, operation.body().replaceFirst("\"", "\"\u00e4").getBytes(ISO_8859_1));
    refused(operation, operation.body().replace("\"", "\u00c0\u00a2").getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void notTheJsonThatIsWanted(Operation operation) {
    List<String> values =
        List.of(
            "null", "true", "0", "-1", "1.5", "\"\"", "[]", "{}", "[null]", "[[]]", "[{}]", "[1]");
    for (String name :
        List.of("desc", "roles", "ipAddress", "cidrBlock", "apiAccessListRequired")) {
      for (String value : values) {
        String object = "{\"" + name + "\":" + value + "}";
        if (!object.equals("{\"apiAccessListRequired\":true}")) {
          refused(operation, object);
        }
        refused(operation, "[" + object + ",1]");
      }
    }
    for (String name : List.of("id", "publicKey", "privateKey", "links", "Desc", "desc ", "")) {
      refused(operation, "{\"" + name + "\":\"a\"}");
      refused(operation, "[{\"" + name + "\":\"a\"}]");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void badValues(Operation operation) {
    for (String text :
        List.of(
            "a".repeat(251),
            "a".repeat(200_000),
            "\\u0000",
            "\\ud800",
            "\\udc00\\ud800",
            "a\\u000ab",
            "\\u007f")) {
      refused(operation, "{\"desc\":\"" + text + "\",\"roles\":[\"ORG_MEMBER\"]}");
      refused(operation, "{\"roles\":[\"" + text + "\"]}");
      refused(operation, "[{\"ipAddress\":\"" + text + "\"}]");
      refused(operation, "[{\"cidrBlock\":\"" + text + "\"}]");
    }
    refused(operation, "[" + "{\"ipAddress\":\"203.0.113.7\"},".repeat(5000) + "{}]");
    refused(operation, "{\"roles\":[" + "\"ORG_NOBODY\",".repeat(5000) + "\"ORG_OWNER\"]}");
  }

  /** One byte of a good body becomes another; what is still good is told apart by its status. */
  @ParameterizedTest
  @MethodSource("operations")
  void spoiled(Operation operation) {
    Random random = new Random(SEED);
    byte[] good = operation.body().getBytes(UTF_8);
    for (int i = 0; i < 300; i++) {
      byte[] body = good.clone();
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      Response response =
          site.asOwner()
              .with("Content-Type", "application/json")
              .send(operation.method(), elsewhere(operation), body);
      assertTrue(Set.of(400, 401, 404).contains(response.status()), response::toString);
    }
  }

  /** The same operation on something that is not there, so that also a good body does nothing. */
  private String elsewhere(Operation operation) {
    return operation
        .path()
        .replace(key.apiKey().id().value(), Site.NOTHING)
        .replace(Site.ORGANIZATION.value(), Site.NOTHING)
        .replace(Site.PROJECT.value(), Site.NOTHING);
  }

  private void refused(Operation operation, String body) {
    refused(operation, body.getBytes(UTF_8));
  }

  private void refused(Operation operation, byte[] body) {
    Revision before = revision();
    Response response =
        site.asOwner()
            .with("Content-Type", "application/json")
            .send(operation.method(), operation.path(), body);
    List<String> what = new ArrayList<>(List.of(operation.toString()));
    what.add(new String(body, 0, Math.min(100, body.length), ISO_8859_1));
    what.add(response.toString());
    assertTrue(Set.of(400, 413).contains(response.status()), what::toString);
    assertEquals(response.status(), response.json().path("error").asInt(), what::toString);
    assertEquals(before, revision(), what::toString);
  }

  private Revision revision() {
    return site.application().getOrganization(Site.ORGANIZATION).revision();
  }
}
