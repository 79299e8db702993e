package io.claviger.http.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpResponseTest {
  @Test
  void challengesAreAddedAndOtherHeadersReplaceADefault() {
    List<String> calls = new ArrayList<>();
    HttpResponse.of(
            new ProblemDocument(401, "Unauthorized", "no"),
            List.of(
                new HttpHeader("WWW-Authenticate", "Basic"),
                new HttpHeader("WWW-Authenticate", "Bearer")))
        .writeHeaders(
            (name, value) -> calls.add("set " + name + ": " + value),
            (name, value) -> calls.add("add " + name + ": " + value));
    assertEquals(
        List.of(
            "add WWW-Authenticate: Basic",
            "add WWW-Authenticate: Bearer",
            "set Cache-Control: no-store",
            "set Content-Type: application/problem+json"),
        calls);
  }

  /** An adapter would send the last one only. */
  @Test
  void anotherHeaderIsThereOnce() {
    List<HttpHeader> twice =
        List.of(new HttpHeader("Allow", "GET"), new HttpHeader("allow", "POST"));
    assertThrows(InvalidValueException.class, () -> HttpResponse.of(405, twice, ""));
  }

  @Test
  void itsTextHasTheStatusOnly() {
    HttpResponse secret = HttpResponse.of(200, List.of(), "a private key");
    assertEquals("HttpResponse[200]", secret.toString());
  }
}
