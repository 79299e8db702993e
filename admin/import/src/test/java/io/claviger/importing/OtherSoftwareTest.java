package io.claviger.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.InvalidValueException;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.spi.store.KeyLookup;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.SettableExecutor;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Credentials of other software go on working as clients present them, and after the first use they
 * have a verifier of the library. The digests were made by python3, such as {@code
 * hashlib.sha256(k.encode()).hexdigest()}.
 */
class OtherSoftwareTest {
  private static final OrganizationId ORG = new OrganizationId("acme");

  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final SettableExecutor background = new SettableExecutor();
  private final ImportedVerifiers verifiers =
      ImportedVerifiers.builder().hmacKey("old", "old-key".getBytes(UTF_8)).build();
  private final Claviger claviger =
      Claviger.builder(store)
          .peppers(Peppers.of(1, new SecureRandom().generateSeed(32)))
          .background(background)
          .verifierScheme(verifiers)
          .build();

  @BeforeEach
  void create() {
    claviger
        .actingAs(Caller.application("test"))
        .createOrganization(NewOrganization.named("Acme").withId(ORG));
  }

  @AfterEach
  void close() {
    claviger.close();
    verifiers.close();
  }

  /** Sanctum stores the SHA-256 of the part behind the id of the row. */
  @Test
  void laravelSanctum() {
    ImportedFormat format =
        ImportedFormat.of("sanctum", "(?<id>[0-9]{1,18})\\|(?<secret>[0-9A-Za-z]{40,60})");
    ImportedHash hash =
        FastHash.sha256()
            .stored("7e08745d1d3b2b1ab6292fcaf723c4807cb602345b93ad60732bc8b6781b9a54");
    works(
        format,
        format.hashed("17", hash),
        bearer("17|9fB2kLmQ7xTzR4vWcY6nHd8sJp3gAe5uVb1oXi0Z3c1f9a2e"),
        bearer("17|9fB2kLmQ7xTzR4vWcY6nHd8sJp3gAe5uVb1oXi0Z3c1f9a2f"));
  }

  /** Its version 3 stores the SHA-512 of the whole key, and older versions use Django's hashers. */
  @Test
  void djangoRestFrameworkApiKeys() {
    ImportedFormat format = ImportedFormat.of("drf", "(?<id>[0-9A-Za-z]{8})\\.[0-9A-Za-z]{32}");
    String key = "Vz3Kq8Tn.pW2sR7yB5dHx9uLc4fGj1mQa6oEv0Zt8";
    for (String hash :
        List.of(
            "sha512$$1271e85513d1388ab6fb3bf6247b15680d3d2215d7ebe8e17e9ca9264236458a463beac888986f0"
                + "0563a120d80396c5add02b665181c993d32272794a86c86ab",
            "pbkdf2_sha256$260000$q1Wm5zKd0RtY$MLEG9xiSD+hsMax4tCGyMX5qVjF7S2aZObjHw00Edak=")) {
      ImportedFormat its =
          hash.startsWith("sha512")
              ? format
              : ImportedFormat.of("drf-2", "(?<id>[0-9A-Za-z]{8})\\.[0-9A-Za-z]{32}");
      works(
          its,
          its.hashed("Vz3Kq8Tn", ImportedHash.parse(hash)),
          header(key),
          header("Vz3Kq8Tn.pW2sR7yB5dHx9uLc4fGj1mQa6oEv0Zt9"));
    }
  }

  /** Unkey stores the Base64 of the SHA-256 of the whole key, and only that finds the row. */
  @Test
  void unkey() {
    ImportedFormat format =
        ImportedFormat.byDigest("unkey", "acme_[0-9A-Za-z]{20,40}", FastHash.sha256());
    works(
        format,
        format.hashed(FastHash.sha256().stored("f16PEzAqpvvvFkTaJJ5DVbjSlH7+kHie6tjLzpdHd+8=")),
        bearer("acme_3ZkQ8vT1yWmN5rBx7LpD"),
        bearer("acme_3ZkQ8vT1yWmN5rBx7LpE"));
  }

  /** Its plugin for API keys stores the SHA-256 of the whole key in the Base64 of URLs. */
  @Test
  void betterAuth() {
    ImportedFormat format =
        ImportedFormat.byDigest("better-auth", "[A-Za-z]{64}", FastHash.sha256());
    works(
        format,
        format.hashed(FastHash.sha256().stored("SDV98l9XNasG-biPVCCLaUbxN6DcdMU6ujBMQOOK_qo")),
        header("GsYdRkTzQwErUiOpAhJfLbNvMcXxZqWeRtYuIoPlKjHgFdSaVbNmQwErTyUiOpAs"),
        header("GsYdRkTzQwErUiOpAhJfLbNvMcXxZqWeRtYuIoPlKjHgFdSaVbNmQwErTyUiOpAt"));
  }

  /** Its keys are a prefix, a public id, and the secret of which the row has the SHA3-256. */
  @Test
  void dependencyTrack() {
    ImportedFormat format =
        ImportedFormat.of(
            "dependency-track", "odt_(?<id>[0-9A-Za-z]{8})_(?<secret>[0-9A-Za-z]{32})");
    String digest = "a0e25dc3646942394f9c4c853d1478c67a4f45e2900fb8e8712500de1afd73b4";
    ImportedSecret row = format.hashed("Vz3Kq8Tn", FastHash.sha3_256().stored(digest));
    String token = "odt_Vz3Kq8Tn_pW2sR7yB5dHx9uLc4fGj1mQa6oEv0Zt8";
    assertTrue(verifiers.accepts(row, format.read(token)));
    assertFalse(verifiers.accepts(row, format.read(token.replace("Vz3", "Vz4"))));
    ImportedSecret wrong = format.hashed("Vz3Kq8Tn", FastHash.sha256().stored(digest));
    assertFalse(verifiers.accepts(wrong, format.read(token)), "declared as another hash");
    works(format, row, header(token), header(token.replace("Zt8", "Zt9")));
  }

  /** A client id and a secret in the scheme Basic, hashed by Spring Security. */
  @Test
  void aPairWithTheHashOfSpringSecurity() {
    ImportedFormat format =
        ImportedFormat.of("client", "(?<id>client-[0-9]{1,9}):(?<secret>[!-~]{8,64})");
    String hash = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("s3cret:of-a-client");
    works(
        format,
        format.hashed("client-7", ImportedHash.parse(hash)),
        basic("client-7:s3cret:of-a-client"),
        basic("client-7:s3cret:of-a-cliend"));
  }

  @Test
  void anHmacWhoseDigestFindsTheRow() {
    FastHash hmac = FastHash.hmacSha256("old", "old-key".getBytes(UTF_8));
    ImportedFormat format = ImportedFormat.byDigest("hmac", "acme_[0-9A-Za-z]{20}", hmac);
    works(
        format,
        format.hashed(
            hmac.stored("9c60617d78aa7a842fb5b94cc81ee39cd157e1753959ec5be160137374aa7c5a")),
        bearer("acme_3ZkQ8vT1yWmN5rBx7LpD"),
        bearer("acme_3ZkQ8vT1yWmN5rBx7LpE"));
  }

  @Test
  void clearTextHasAVerifierOfTheLibraryAtOnce() {
    ImportedFormat format = ImportedFormat.byDigest("test", "test-[a-z]{10,30}", FastHash.sha256());
    ImportedSecret secret = format.clear("test-onlyforthisbuild");
    assertTrue(verifiers.accepts(secret, format.read("test-onlyforthisbuild")));
    importKey(secret);
    assertTrue(isBuiltIn(secret), "before it is used");
    HttpAccess access = access(format);
    assertInstanceOf(HttpDecision.Admitted.class, access.decide(bearer("test-onlyforthisbuild")));
    assertThrows(InvalidValueException.class, () -> format.clear("test-1"));
  }

  /** Both a key of the library and one of another format are read by the same reader. */
  @Test
  void credentialsOfTheLibraryAreReadAsBefore() {
    ImportedFormats formats =
        ImportedFormats.of(ImportedFormat.of("any", "(?<id>[a-z]{1,5}):(?<secret>.*)"));
    assertEquals(Credential.pair("abcdefgh", "3f9c1d7e"), formats.pair("abcdefgh", "3f9c1d7e"));
    assertTrue(formats.token("whatever").isMalformed());
    assertTrue(formats.token("a:" + "x".repeat(600)).isMalformed());
    assertTrue(formats.pair("a", "").isMalformed());
  }

  @Test
  void aFormatThatContradictsItselfIsRefused() {
    assertThrows(InvalidValueException.class, () -> ImportedFormat.of("x", "[0-9]+"));
    assertThrows(InvalidValueException.class, () -> ImportedFormat.of("X y", "(?<id>[0-9]+)"));
    assertThrows(
        InvalidValueException.class,
        () -> ImportedFormat.byDigest("x", "(?<id>[0-9]+)", FastHash.sha256()));
    ImportedFormat byDigest = ImportedFormat.byDigest("x", ".*", FastHash.sha256());
    ImportedHash salted = FastHash.sha256().saltBefore("s").stored("0".repeat(64));
    assertThrows(InvalidValueException.class, () -> byDigest.hashed(salted));
    assertThrows(InvalidValueException.class, () -> byDigest.hashed("1", salted));
    ImportedFormat byId = ImportedFormat.of("x", "(?<id>[0-9]+)");
    assertThrows(InvalidValueException.class, () -> byId.hashed(salted));
  }

  private void works(
      ImportedFormat format, ImportedSecret secret, IncomingRequest good, IncomingRequest bad) {
    importKey(secret);
    HttpAccess access = access(format);
    assertEquals(401, ((HttpDecision.Refused) access.decide(bad)).status());
    background.runAll();
    assertEquals(false, isBuiltIn(secret), "a wrong secret changes nothing");
    assertInstanceOf(HttpDecision.Admitted.class, access.decide(good));
    background.runAll();
    assertTrue(isBuiltIn(secret), "the first use replaces the hash");
    assertInstanceOf(HttpDecision.Admitted.class, access.decide(good));
    assertEquals(401, ((HttpDecision.Refused) access.decide(bad)).status());
  }

  private void importKey(ImportedSecret secret) {
    ImportReport report =
        Importer.builder(claviger, "test")
            .build()
            .run(
                Stream.of(
                    ImportedKey.of(ORG, secret, NewApiKey.of("old key", Role.ORG_READ_ONLY))));
    assertEquals(1, report.total().created(), report.toString());
  }

  private boolean isBuiltIn(ImportedSecret secret) {
    KeyLookup found = store.findByPublicKey(secret.publicKey()).orElseThrow();
    return found.secrets().get(0).verifiers().stream().allMatch(each -> each.isBuiltIn());
  }

  private HttpAccess access(ImportedFormat format) {
    ImportedFormats formats = ImportedFormats.of(format);
    return HttpAccess.builder(claviger, RoleGrants.none())
        .tokenHeader("X-API-Key")
        .tokenReader(formats::token)
        .pairReader(formats::pair)
        .log(decision -> {})
        .build();
  }

  private static IncomingRequest bearer(String token) {
    return request("Authorization", "Bearer " + token);
  }

  private static IncomingRequest header(String token) {
    return request("X-API-Key", token);
  }

  private static IncomingRequest basic(String pair) {
    return request(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }

  private static IncomingRequest request(String header, String value) {
    return new IncomingRequest(
        name -> name.equalsIgnoreCase(header) ? List.of(value) : List.of(),
        "GET",
        "/",
        Optional.of("192.0.2.1"));
  }
}
