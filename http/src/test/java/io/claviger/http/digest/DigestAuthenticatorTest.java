package io.claviger.http.digest;

import static io.claviger.http.digest.DigestFixture.NOW;
import static io.claviger.http.digest.DigestFixture.ORG;
import static io.claviger.http.digest.DigestFixture.PEPPER;
import static io.claviger.http.digest.DigestFixture.PEPPERS;
import static io.claviger.http.digest.DigestFixture.REALM;
import static io.claviger.http.digest.DigestFixture.SETTINGS;
import static io.claviger.http.digest.DigestFixture.TARGET;
import static io.claviger.http.digest.DigestFixture.assertAccepted;
import static io.claviger.http.digest.DigestFixture.assertRefused;
import static io.claviger.http.digest.DigestFixture.nonce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.Rejected;
import io.claviger.http.digest.DigestResult.Accepted;
import io.claviger.http.digest.DigestResult.Detail;
import io.claviger.http.digest.DigestResult.Refused;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.GracePeriod;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.TokenFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DigestAuthenticatorTest {
  private static final DigestSettings ALL =
      DigestSettings.of(
          REALM, DigestAlgorithm.MD5, DigestAlgorithm.SHA_256, DigestAlgorithm.SHA_512_256);

  private final DigestFixture fixture = new DigestFixture();
  private final DigestAuthenticator server = fixture.first.digest();
  private final ApiKeyId key = fixture.issued.apiKey().id();

  @ParameterizedTest
  @EnumSource
  void whoKnowsTheSecretIsTheKey(DigestAlgorithm algorithm) {
    DigestFixture.Server all = fixture.server(ALL, PEPPERS);
    IssuedApiKey issued = fixture.issue(all);
    int before = fixture.store.lookups;
    DigestRequest request =
        DigestFixture.client(issued).get(TARGET, algorithm, nonce(all.digest()), "00000001");
    Authenticated good = assertInstanceOf(Accepted.class, all.digest().authenticate(request)).key();
    assertEquals(issued.apiKey().id(), good.id());
    assertEquals(issued.secretId(), good.secretId());
    assertEquals(NOW, good.at());
    assertEquals(1, fixture.store.lookups - before);
  }

  @Test
  void theChallengeHasTheSpellingOfAtlas() {
    List<String> challenges = server.challenges(new Rejected(Rejected.Reason.MISSING));
    String nonce = DigestClient.nonce(challenges);
    assertEquals(
        List.of(
            "Digest realm=\"MMS Public API\", domain=\"\", nonce=\""
                + nonce
                + "\", algorithm=MD5, qop=\"auth\", stale=false",
            "Digest realm=\"MMS Public API\", domain=\"\", nonce=\""
                + nonce
                + "\", algorithm=SHA-256, qop=\"auth\", stale=false"),
        challenges);
    assertThrows(NullPointerException.class, () -> server.challenges(null));
  }

  @Test
  void whatIsNotOfferedIsAcceptedAllTheSame() {
    DigestAuthenticator other = fixture.over(SETTINGS.offering(DigestAlgorithm.SHA_256));
    List<String> challenges = other.challenges(new Rejected(Rejected.Reason.MISSING));
    assertEquals(1, challenges.size());
    assertTrue(challenges.get(0).contains("algorithm=SHA-256"), challenges.get(0));
    assertAccepted(other.authenticate(fixture.client.get(TARGET, nonce(other), "00000001")));
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhoKnowsTheSecretIsToldThatTheNonceIsStale(Rejected.Reason reason) {
    boolean stale = reason == Rejected.Reason.STALE_PROOF;
    for (String challenge : server.challenges(new Rejected(reason))) {
      assertTrue(challenge.endsWith(", stale=" + stale), challenge);
    }
  }

  /** What is refused, and why; all with a good nonce, at a time when it is so. */
  private enum Case {
    UNKNOWN_KEY {
      @Override
      DigestClient prepare(DigestFixture fixture) {
        return new DigestClient("nobodyhere", fixture.client.password(), REALM);
      }
    },
    WRONG_SECRET {
      @Override
      DigestClient prepare(DigestFixture fixture) {
        return fixture.client("guess");
      }
    },
    DISABLED {
      @Override
      DigestClient prepare(DigestFixture fixture) {
        return patched(fixture, ApiKeyPatch.nothing().disable());
      }
    },
    EXPIRED {
      @Override
      DigestClient prepare(DigestFixture fixture) {
        DigestClient client = patched(fixture, ApiKeyPatch.nothing().expireAt(NOW.plusSeconds(1)));
        fixture.now = NOW.plusSeconds(1);
        return client;
      }
    },
    SECRET_EXPIRED {
      @Override
      DigestClient prepare(DigestFixture fixture) {
        GracePeriod brief = GracePeriod.until(NOW.plusSeconds(1));
        IssuedApiKey unused = fixture.first.host().rotate(ORG, fixture.issued.apiKey().id(), brief);
        fixture.now = NOW.plusSeconds(1);
        return fixture.client;
      }
    },
    NO_VERIFIER {
      @Override
      DigestClient prepare(DigestFixture fixture) {
        Claviger off = fixture.builder(PEPPERS).build();
        return DigestFixture.client(
            fixture.issue(new DigestFixture.Server(off, fixture.first.digest())));
      }
    };

    Refused refused() {
      return this == NO_VERIFIER
          ? Refused.of(Detail.NO_VERIFIER)
          : new Refused(new Rejected(Rejected.Reason.valueOf(name())), Optional.empty());
    }

    abstract DigestClient prepare(DigestFixture fixture);

    private static DigestClient patched(DigestFixture fixture, ApiKeyPatch patch) {
      fixture.first.host().update(ORG, fixture.issued.apiKey().id(), patch);
      return fixture.client;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusalLooksTheSame(Case what) {
    DigestRequest request = what.prepare(fixture).get(TARGET, nonce(server), "00000001");
    for (int i = 0; i < 2; i++) {
      int before = fixture.clockReads;
      assertEquals(what.refused(), server.authenticate(request));
      assertEquals(1, fixture.clockReads - before, "its state was looked at all the same");
    }
    fixture.now = NOW.plusSeconds(90);
    Refused refused = assertInstanceOf(Refused.class, server.authenticate(request));
    assertEquals(what.refused(), refused);
    assertEquals("invalid credentials", refused.rejection().publicMessage());
    for (String challenge : server.challenges(refused.rejection())) {
      assertTrue(challenge.endsWith("stale=false"), challenge);
    }
  }

  @Test
  void whatIsRefusedForItsStateLeavesNoTrace() {
    DigestRequest request = fixture.client.get(TARGET, nonce(server), "00000001");
    fixture.first.host().update(ORG, key, ApiKeyPatch.nothing().disable());
    assertRefused(Rejected.Reason.DISABLED, server.authenticate(request));
    fixture.first.host().update(ORG, key, ApiKeyPatch.nothing().enable());
    assertAccepted(server.authenticate(request));
    assertRefused(Detail.REPLAYED, server.authenticate(request));
  }

  @Test
  void aTokenIsAcceptedByServersThatDeclareItsPrefixOnly() {
    Digest digest = Digest.of(SETTINGS, PEPPERS, () -> NOW, new SplittableRandom(7));
    DigestAuthenticator test = declaring(digest, "acme_test").digest();
    DigestFixture.Server live = declaring(digest, "acme_live");
    DigestClient client = DigestFixture.client(fixture.issue(declaring(digest, "acme_test")));
    assertAccepted(test.authenticate(client.get(TARGET, nonce(test), "00000001")));
    assertRefused(
        Rejected.Reason.MALFORMED,
        live.digest().authenticate(client.get(TARGET, nonce(live.digest()), "00000001")));
    assertEquals(
        1, live.claviger().metrics().access().unauthenticated().get(Rejected.Reason.MALFORMED));
  }

  private DigestFixture.Server declaring(Digest digest, String prefix) {
    Claviger claviger =
        fixture
            .builder(PEPPERS)
            .verifierScheme(digest.scheme())
            .tokens(TokenFormat.of(prefix))
            .build();
    return new DigestFixture.Server(claviger, digest.authenticator(claviger));
  }

  @Test
  void aRequestWithoutAnAnswerAsksNoStore() {
    int before = fixture.store.lookups;
    String good = fixture.client.get(TARGET, nonce(server), "00000001").authorization().get(0);
    assertRefused(
        Rejected.Reason.MISSING, server.authenticate(new DigestRequest("GET", TARGET, List.of())));
    for (List<String> values :
        List.of(
            List.of(""),
            List.of("Digest"),
            List.of("Basic cHVibGljMDAwMDAxOng="),
            List.of(good, good),
            List.of(good.replace(REALM, "Other")),
            List.of(good.replace("=MD5", "=SHA-512-256")),
            List.of(good.replace(fixture.client.username(), "Mufasa")))) {
      assertRefused(
          Rejected.Reason.MALFORMED, server.authenticate(new DigestRequest("GET", TARGET, values)));
    }
    assertEquals(before, fixture.store.lookups);
  }

  @Test
  void theTargetIsComparedByteForByte() {
    int before = fixture.store.lookups;
    List<String> answer = fixture.client.get(TARGET, nonce(server), "00000001").authorization();
    for (String target :
        List.of("", "/", TARGET + "&", TARGET.replace("%2F", "/"), TARGET.replace("%2F", "%2f"))) {
      assertRefused(
          Detail.OTHER_TARGET, server.authenticate(new DigestRequest("GET", target, answer)));
    }
    assertEquals(before, fixture.store.lookups);
    assertRefused(
        Rejected.Reason.WRONG_SECRET,
        server.authenticate(new DigestRequest("POST", TARGET, answer)));
  }

  @Test
  void itNeedsAPepper() {
    for (Peppers none : List.of(Peppers.none(), Peppers.verifying(1, PEPPER))) {
      InvalidValueException refusal =
          assertThrows(InvalidValueException.class, () -> Digest.of(SETTINGS, none));
      assertEquals(ErrorCode.INVALID_VALUE, refusal.code());
      assertTrue(refusal.getMessage().contains("Peppers.of"), refusal.getMessage());
    }
  }

  @Test
  void aRequestIsPrintedWithoutItsAnswer() {
    DigestRequest request = fixture.client.get("/a?b", "nonce", "00000001");
    assertEquals("DigestRequest[GET /a?b]", request.toString());
    assertEquals(
        "DigestRequest[GET /\\u000a]", new DigestRequest("GET", "/\n", List.of()).toString());
    assertTrue(request.isDigest());
    assertTrue(new DigestRequest("GET", "/", List.of("Basic a", " dIGEST\tx")).isDigest());
    for (String other :
        List.of("", "Basic Digest", "Digests a", "Diges", "Digest,a=b", "D\u0131gest a")) {
      assertFalse(new DigestRequest("GET", "/", List.of(other)).isDigest(), other);
    }
    assertFalse(new DigestRequest("GET", "/", List.of()).isDigest());
  }
}
