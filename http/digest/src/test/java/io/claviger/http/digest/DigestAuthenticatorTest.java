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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.access.Rejected.Reason;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.GracePeriod;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.TokenFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DigestAuthenticatorTest {
  private static final DigestSettings ALL =
      DigestSettings.of(
          REALM, DigestAlgorithm.MD5, DigestAlgorithm.SHA_256, DigestAlgorithm.SHA_512_256);

  private final DigestFixture fixture = new DigestFixture();
  private final DigestServer server = fixture.first;
  private final ApiKeyId key = fixture.issued.apiKey().id();

  @ParameterizedTest
  @EnumSource
  void whoKnowsTheSecretIsTheKey(DigestAlgorithm algorithm) {
    DigestServer all = fixture.server(ALL, PEPPERS);
    IssuedApiKey issued = fixture.issue(all);
    int before = fixture.store.lookups;
    DigestServer.Request request =
        DigestFixture.client(issued).get(TARGET, algorithm, all.nonce(), "00000001");
    Authenticated good = assertInstanceOf(Authenticated.class, all.authenticate(request));
    assertEquals(issued.apiKey().id(), good.id());
    assertEquals(issued.secretId(), good.secretId());
    assertEquals(NOW, good.at());
    assertEquals(1, fixture.store.lookups - before);
  }

  @Test
  void theChallengeHasTheSpellingOfAtlas() {
    List<String> challenges = server.challenges(Rejected.of(Reason.MISSING));
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
  }

  @Test
  void whatIsNotOfferedIsAcceptedAllTheSame() {
    DigestServer other = fixture.over(SETTINGS.withOffered(DigestAlgorithm.SHA_256));
    List<String> challenges = other.challenges(Rejected.of(Reason.MISSING));
    assertEquals(1, challenges.size());
    assertTrue(challenges.get(0).contains("algorithm=SHA-256"), challenges.get(0));
    assertAccepted(other.authenticate(fixture.client.get(TARGET, other.nonce(), "00000001")));
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhoKnowsTheSecretIsToldThatTheNonceIsStale(Reason reason) {
    boolean stale = reason == Reason.STALE_PROOF || reason == Reason.REPLAYED_PROOF;
    for (String challenge : server.challenges(Rejected.of(reason))) {
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
        IssuedApiKey unused =
            fixture.first.application().rotate(ORG, fixture.issued.apiKey().id(), brief);
        fixture.now = NOW.plusSeconds(1);
        return fixture.client;
      }
    },
    NO_VERIFIER {
      @Override
      DigestClient prepare(DigestFixture fixture) {
        Claviger off = fixture.builder(PEPPERS).build();
        return DigestFixture.client(
            fixture.issue(new DigestServer(off, fixture.first.presentation())));
      }
    };

    void assertRefusal(AuthenticationResult result) {
      if (this == NO_VERIFIER) {
        assertRefused(Reason.WRONG_SECRET, name(), result);
      } else {
        assertRefused(Reason.valueOf(name()), result);
      }
    }

    abstract DigestClient prepare(DigestFixture fixture);

    private static DigestClient patched(DigestFixture fixture, ApiKeyPatch patch) {
      fixture.first.application().update(ORG, fixture.issued.apiKey().id(), patch);
      return fixture.client;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusalLooksTheSame(Case what) {
    DigestServer.Request request = what.prepare(fixture).get(TARGET, server.nonce(), "00000001");
    for (int i = 0; i < 2; i++) {
      int before = fixture.clockReads;
      what.assertRefusal(server.authenticate(request));
      assertEquals(1, fixture.clockReads - before, "its state was looked at all the same");
    }
    fixture.now = NOW.plusSeconds(90);
    Rejected refused = assertInstanceOf(Rejected.class, server.authenticate(request));
    what.assertRefusal(refused);
    assertEquals("invalid credentials", refused.publicMessage());
    for (String challenge : server.challenges(refused)) {
      assertTrue(challenge.endsWith("stale=false"), challenge);
    }
  }

  @Test
  void whatIsRefusedForItsStateLeavesNoTrace() {
    DigestServer.Request request = fixture.client.get(TARGET, server.nonce(), "00000001");
    fixture.first.application().update(ORG, key, ApiKeyPatch.nothing().disable());
    assertRefused(Reason.DISABLED, server.authenticate(request));
    fixture.first.application().update(ORG, key, ApiKeyPatch.nothing().enable());
    assertAccepted(server.authenticate(request));
    assertRefused(Reason.REPLAYED_PROOF, server.authenticate(request));
  }

  @Test
  void aTokenIsAcceptedByServersThatDeclareItsPrefixOnly() {
    Digest digest = Digest.of(SETTINGS, PEPPERS, () -> NOW, new SplittableRandom(7));
    DigestServer test = declaring(digest, "acme_test");
    DigestServer live = declaring(digest, "acme_live");
    DigestClient client = DigestFixture.client(fixture.issue(declaring(digest, "acme_test")));
    assertAccepted(test.authenticate(client.get(TARGET, test.nonce(), "00000001")));
    assertRefused(
        Reason.MALFORMED, live.authenticate(client.get(TARGET, live.nonce(), "00000001")));
    assertEquals(1, live.claviger().metrics().access().unauthenticated().get(Reason.MALFORMED));
  }

  private DigestServer declaring(Digest digest, String prefix) {
    Claviger claviger =
        fixture
            .builder(PEPPERS)
            .verifierScheme(digest.scheme())
            .tokens(TokenFormat.of(prefix))
            .build();
    return new DigestServer(claviger, digest.presentation());
  }

  @Test
  void aRequestWithoutAnAnswerAsksNoStore() {
    int before = fixture.store.lookups;
    String good = fixture.client.get(TARGET, server.nonce(), "00000001").authorization().get(0);
    assertRefused(
        Reason.MISSING, server.authenticate(new DigestServer.Request("GET", TARGET, List.of())));
    for (List<String> values :
        List.of(
            List.of("Digest"),
            List.of(good, good),
            List.of(good.replace(REALM, "Other")),
            List.of(good.replace("=MD5", "=SHA-512-256")),
            List.of(good.replace(fixture.client.username(), "Mufasa")))) {
      assertRefused(
          Reason.MALFORMED, server.authenticate(new DigestServer.Request("GET", TARGET, values)));
    }
    assertEquals(before, fixture.store.lookups);
  }

  @Test
  void theTargetIsComparedByteForByte() {
    int before = fixture.store.lookups;
    List<String> answer = fixture.client.get(TARGET, server.nonce(), "00000001").authorization();
    for (String target :
        List.of("", "/", TARGET + "&", TARGET.replace("%2F", "/"), TARGET.replace("%2F", "%2f"))) {
      assertRefused(
          Reason.MALFORMED,
          "OTHER_TARGET",
          server.authenticate(new DigestServer.Request("GET", target, answer)));
    }
    assertEquals(before, fixture.store.lookups);
    assertRefused(
        Reason.WRONG_SECRET, server.authenticate(new DigestServer.Request("POST", TARGET, answer)));
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
  void anAnswerForThePathAloneIsAcceptedIfTheSettingsSaySo() {
    String path = TARGET.substring(0, TARGET.indexOf('?'));
    DigestServer lenient = fixture.over(SETTINGS.acceptPathOnly());
    List<String> answer = fixture.client.get(path, lenient.nonce(), "00000001").authorization();
    DigestServer.Request request = new DigestServer.Request("GET", TARGET, answer);
    assertRefused(Reason.MALFORMED, "OTHER_TARGET", server.authenticate(request));
    assertAccepted(lenient.authenticate(request));
    DigestServer.Request other = new DigestServer.Request("GET", "/other?pretty=true", answer);
    assertRefused(Reason.MALFORMED, "OTHER_TARGET", lenient.authenticate(other));
    assertEquals(
        Map.of(Reason.MALFORMED, 1L),
        counted(lenient),
        "an accepted answer counts as nothing else before");
  }

  private static Map<Reason, Long> counted(DigestServer server) {
    Map<Reason, Long> counted =
        new EnumMap<>(server.claviger().metrics().access().unauthenticated());
    counted.values().removeIf(count -> count == 0);
    return counted;
  }

  @Test
  void anotherSchemeIsNotReadAndASecondValueIsNotIgnored() {
    String good = fixture.client.get(TARGET, server.nonce(), "00000001").authorization().get(0);
    for (String other :
        List.of("", "Basic Digest", "Digests a", "Diges", "Digest,a=b", "D\u0131gest a")) {
      assertTrue(read(List.of(other)).isMissing(), other);
    }
    assertTrue(read(List.of()).isMissing());
    assertTrue(read(List.of(" dIGEST\tx")).isMalformed());
    // In any order, no other scheme takes a request with a bad answer.
    assertTrue(read(List.of("Basic a", good)).isMalformed());
    assertTrue(read(List.of(good, "Basic a")).isMalformed());
  }

  private Credential read(List<String> authorization) {
    return server.read(new DigestServer.Request("GET", TARGET, authorization));
  }
}
