package io.claviger.examples.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.SecretInfo;
import io.claviger.model.TokenFormat;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GitHubLeaksTest {
  private static final OrganizationId ORG = new OrganizationId("acme");
  private static final String ID = "key-1";

  private final Claviger claviger =
      Claviger.builder(new InMemoryApiKeyStore()).tokens(TokenFormat.of("acme_live")).build();
  private final ApiKeys keys = claviger.actingAs(Caller.application("github"));
  private final Map<String, PublicKey> publicKeys = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private final GitHubLeaks leaks =
      new GitHubLeaks(
          keys,
          Credential::token,
          id -> Optional.ofNullable(publicKeys.get(id)),
          (leak, url) -> told.add(leak.apiKey() + " in " + url));
  private final KeyPair gitHub = generated();

  GitHubLeaksTest() throws GeneralSecurityException {
    publicKeys.put(ID, gitHub.getPublic());
    keys.createOrganization(NewOrganization.named("Acme").withId(ORG));
  }

  @Test
  void aTokenInASignedReportIsEnded() throws GeneralSecurityException {
    IssuedApiKey leaked = keys.create(ORG, NewApiKey.of("leaked", Role.ORG_MEMBER));
    String token = leaked.privateKey().reveal();
    byte[] body = report(token, "acme_live_0");
    Optional<String> answer = leaks.report(ID, sign(body), body);

    assertEquals(List.of(), secrets(leaked));
    assertEquals(List.of(leaked.apiKey().id() + " in https://example.com/a.txt"), told);
    assertTrue(answer.orElseThrow().startsWith("[{"));
    for (String part : List.of(token, "acme_token", "\"label\":\"true_positive\"")) {
      assertTrue(answer.get().contains(part), part);
    }
    assertEquals(1, answer.get().split("token_raw", -1).length - 1);
    assertEquals(Optional.of("[]"), leaks.report(ID, sign(body), body), "reported again");
  }

  @Test
  void aReportWithoutTheSignatureOfGitHubChangesNothing() throws GeneralSecurityException {
    IssuedApiKey key = keys.create(ORG, NewApiKey.of("good", Role.ORG_MEMBER));
    byte[] body = report(key.privateKey().reveal());
    byte[] other = report("acme_live_0");
    publicKeys.put("key-2", generated().getPublic());

    assertEquals(Optional.empty(), leaks.report(ID, sign(other), body));
    assertEquals(Optional.empty(), leaks.report("key-2", sign(body), body));
    assertEquals(Optional.empty(), leaks.report("key-3", sign(body), body));
    for (String damaged : List.of("", "%", "AAAA", sign(body).substring(4))) {
      assertEquals(Optional.empty(), leaks.report(ID, damaged, body));
    }
    assertEquals(1, secrets(key).size());
  }

  @Test
  void aSignedTextOfAnotherFormIsNotRead() throws GeneralSecurityException {
    byte[] text = "nothing".getBytes(StandardCharsets.UTF_8);
    assertEquals(Optional.empty(), leaks.report(ID, sign(text), text));
    byte[] other = "[1, {\"token\": 2, \"type\": \"x\"}, {}]".getBytes(StandardCharsets.UTF_8);
    assertEquals(Optional.of("[]"), leaks.report(ID, sign(other), other));
  }

  /** The key, the signature and the report are those of the documentation of GitHub. */
  @Test
  void theExampleOfGitHubIsAccepted() throws GeneralSecurityException {
    String id = "bcb53661c06b4728e59d897fb6165d5c9cda0fd9cdf9d09ead458168deb7518c";
    publicKeys.put(
        id,
        GitHubLeaks.publicKey(
            """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYAGMWO8XgCamYKMJS6jc/qgvSlAd
            AjPuDPRcXU22YxgBrz+zoN19MzuRyW87qEt9/AmtoNP5GrobzUvQSyJFVw==
            -----END PUBLIC KEY-----
            """));
    String signature =
        "MEQCIQDaMKqrGnE27S0kgMrEK0eYBmyG0LeZismAEz/BgZyt7AIfXt9fErtRS4XaeSt/AO1RtBY66YcAdjxji410"
            + "VQV4xg==";
    String body =
        "[{\"source\":\"commit\",\"token\":\"some_token\",\"type\":\"some_type\","
            + "\"url\":\"https://example.com/base-repo-url/\"}]";
    assertEquals(
        Optional.of("[]"), leaks.report(id, signature, body.getBytes(StandardCharsets.UTF_8)));
  }

  private List<SecretInfo> secrets(IssuedApiKey key) {
    return keys.get(ORG, key.apiKey().id()).secrets();
  }

  private static byte[] report(String... tokens) {
    List<String> matches =
        List.of(tokens).stream()
            .map(
                token ->
                    "{\"source\": \"content\", \"token\": \""
                        + token
                        + "\", \"type\": \"acme_token\", \"url\": \"https://example.com/a.txt\"}")
            .toList();
    return matches.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String sign(byte[] body) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(gitHub.getPrivate());
    signature.update(body);
    return Base64.getEncoder().encodeToString(signature.sign());
  }

  private static KeyPair generated() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }
}
