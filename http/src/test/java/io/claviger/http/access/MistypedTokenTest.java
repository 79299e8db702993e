package io.claviger.http.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.access.Rejected;
import io.claviger.model.KeyKind;
import io.claviger.model.NewOrganization;
import io.claviger.model.RoleGrants;
import io.claviger.model.TokenFormat;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What begins like a token is refused as a key, and left to no other way to authenticate. */
class MistypedTokenTest {
  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final Claviger claviger =
      Claviger.builder(store)
          .tokens(TokenFormat.of("acme"), TokenFormat.of("old"))
          .clientKind(new KeyKind("robot"), TokenFormat.of("robot"))
          .build();
  private final HttpAccess access = access(claviger);
  private final String token =
      claviger
          .actingAs(Caller.application("test"))
          .createOrganization(NewOrganization.named("Acme"))
          .firstKey()
          .privateKey()
          .reveal();

  @Test
  void itIsAMalformedKeyWhereverTheMistakeIs() {
    int afterPrefix = "acme_".length();
    for (int at = afterPrefix; at < token.length(); at++) {
      for (String wrong : List.of(".", token.charAt(at) == '0' ? "1" : "0")) {
        refuses("Bearer " + token.substring(0, at) + wrong + token.substring(at + 1));
      }
    }
    long tried = 2L * (token.length() - afterPrefix);
    assertEquals(
        tried, claviger.metrics().access().unauthenticated().get(Rejected.Reason.MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer acme_",
        "Bearer old_x",
        "Bearer robot_x",
        "bearer \t acme_a.b.c ",
        "BEARER acme_x, Bearer a.b.c",
        "Basic x"
      })
  void anyTextAfterTheUnderscoreIsRefused(String value) {
    refuses(value);
  }

  @Test
  void aLongOneIsRefused() {
    refuses("Bearer acme_" + "x".repeat(10_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer a.b.c",
        "Bearer acme",
        "Bearer acmex_a",
        "Bearer other_4k9z0c71m2x8qd5t_x",
        "Bearer x acme_y",
        "Token acme_x",
        "Ba\u017fic YTpi",
        "\u2003Bearer acme_x"
      })
  void otherTextsAreLeftToOthers(String value) {
    assertFalse(access.presentsCredential(request(value)));
    assertEquals(Optional.empty(), access.decideIfPresented(request(value)));
  }

  @Test
  void withoutADeclaredFormatOnlyATokenIsOfAKey() {
    try (Claviger undeclared = Claviger.of(store)) {
      HttpAccess any = access(undeclared);
      assertTrue(any.presentsCredential(request("Bearer " + token)));
      assertFalse(any.presentsCredential(request("Bearer acme_x")));
    }
  }

  private void refuses(String value) {
    HttpDecision decision = access.decideIfPresented(request(value)).orElseThrow();
    HttpDecision.Refused refused = assertInstanceOf(HttpDecision.Refused.class, decision);
    assertEquals(401, refused.status());
    assertTrue(refused.log().contains("[reason=MALFORMED"), refused.log());
  }

  private static HttpAccess access(Claviger of) {
    return HttpAccess.builder(of, RoleGrants.none()).log(decision -> {}).build();
  }

  private static IncomingRequest request(String authorization) {
    RequestHeaders headers =
        name -> name.equals("Authorization") ? List.of(authorization) : List.of();
    return new IncomingRequest(headers, "GET", "/", Optional.of("192.0.2.1"));
  }
}
