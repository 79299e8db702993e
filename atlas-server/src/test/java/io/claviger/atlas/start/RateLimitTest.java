package io.claviger.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.Response;
import io.claviger.atlas.Sender;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateLimitTest {
  private static final String ORGS = "/api/atlas/v2/orgs";

  @TempDir Path data;

  @Test
  void eachKeyHasItsLimitAndLearnsIt() throws Exception {
    try (Started server =
        Started.with(data, "--store", "memory", "--rate-limit", "2/3600", "--organization", "B")) {
      Sender owner = server.asOwner();
      assertEquals("200 2 1", numbers(owner.call("GET", ORGS)));
      // A handler that refuses, too, has used a request.
      assertEquals("404 2 0", numbers(owner.call("GET", "/api/atlas/v2/orgs/NO-ID")));

      Response refused = owner.call("GET", ORGS + "?pretty=true");
      assertEquals("429 2 0", numbers(refused));
      assertEquals("Too Many Requests", refused.text("reason"));
      int wait = Integer.parseInt(refused.header("retry-after"));
      assertTrue(wait > 1700 && wait <= 1800, refused.header("retry-after"));
      assertEquals(
          "429 RATE_LIMITED_TOKEN_BUCKET [\"api/atlas/v2/orgs\",\"%s\",\"2\",\"2\",\"3600\"]"
              .formatted(wait),
          refused.outcome());

      List<String> said = server.said();
      Sender other = server.as(said.subList(3, said.size()));
      assertEquals("200 2 1", numbers(other.call("GET", ORGS)));
    }
  }

  @Test
  void theManagementApiUsesUpTheSameLimit() throws Exception {
    String me = "/api/management/me";
    try (Started server = Started.with(data, "--store", "memory", "--rate-limit", "2/3600")) {
      Sender owner = server.asOwner();
      assertEquals("200 2 1", numbers(owner.call("GET", me)));
      assertEquals("200  ", numbers(owner.call("GET", "/api/management/claviger-keys.js")));
      assertEquals("200 2 0", numbers(owner.call("GET", ORGS)));

      Response refused = owner.call("GET", me);
      assertEquals("429 2 0", numbers(refused));
      assertEquals("application/problem+json", refused.header("content-type"));
      assertEquals("TOO_MANY_REQUESTS", refused.text("code"));
      assertTrue(Integer.parseInt(refused.header("retry-after")) > 1700);
    }
  }

  @Test
  void aRequestThatIsNotAdmittedUsesNothing() throws Exception {
    try (Started server =
        Started.with(
            data, "--store", "memory", "--rate-limit", "2/3600", "--owner-cidr", "127.0.0.1")) {
      Sender owner = server.asOwner();
      assertEquals("401  ", numbers(server.nobody().call("GET", ORGS)));
      assertEquals("403  ", numbers(owner.from("127.0.0.2").call("GET", ORGS)));
      assertEquals("200 2 1", numbers(owner.call("GET", ORGS)));
    }
  }

  @Test
  void withoutALimitThereAreNoHeaders() throws Exception {
    try (Started server = Started.with(data, "--store", "memory")) {
      assertEquals("200  ", numbers(server.asOwner().call("GET", ORGS)));
    }
  }

  private static String numbers(Response answer) {
    return answer.status()
        + " "
        + answer.header("ratelimit-limit")
        + " "
        + answer.header("ratelimit-remaining");
  }
}
