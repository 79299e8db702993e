package io.claviger.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Credential;
import io.claviger.model.InvalidValueException;
import io.claviger.model.PrivateKey;
import io.claviger.model.SecretId;
import io.claviger.spi.Verifier;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Formats and hashes in the words of a configuration. */
class ImportedSettingsTest {
  private static final String SECRET = "Rb0VtX6mQ2";
  private static final String WITH_ID = "credential=(?<id>[0-9]+)[|](?<secret>[0-9A-Za-z]+)";
  private static final String WHOLE = "credential=[0-9A-Za-z]{10}";

  @Test
  void digestsAreFoundAndAccepted() throws Exception {
    String hex = HexFormat.of().formatHex(sha256(SECRET));
    accepts(settings(WHOLE, "hash=sha256"), SECRET, hex, Optional.empty());
    accepts(settings(WITH_ID, "hash=sha256"), "17|" + SECRET, hex, Optional.empty());
    accepts(settings(WHOLE, "hash=sha256"), SECRET, "sha256$$" + hex, Optional.empty());
    String base64 = Base64.getEncoder().encodeToString(sha256(SECRET));
    accepts(settings(WHOLE, "hash=sha256"), SECRET, base64, Optional.empty());
    String salted = HexFormat.of().formatHex(sha256("pepper" + SECRET));
    ImportedSettings one =
        settings(WHOLE, "hash=sha256", "salt=before", "salt-value=base64:cGVwcGVy");
    accepts(one, SECRET, salted, Optional.empty());
    String after = HexFormat.of().formatHex(sha256(SECRET + "pepper"));
    ImportedSettings own = settings(WITH_ID, "hash=sha256", "salt=after");
    accepts(own, "17|" + SECRET, after, Optional.of("hex:706570706572"));
    accepts(own, "17|" + SECRET, after, Optional.of("pepper"));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("key".getBytes(UTF_8), "HmacSHA256"));
    String keyed = HexFormat.of().formatHex(mac.doFinal(SECRET.getBytes(UTF_8)));
    accepts(settings(WHOLE, "hash=hmac-sha256", "hmac-key=key"), SECRET, keyed, Optional.empty());
  }

  @Test
  void slowHashesNeedTheirKind() {
    String hash = new BCryptPasswordEncoder(4).encode(SECRET);
    accepts(settings(WITH_ID, "hash=bcrypt"), "17|" + SECRET, hash, Optional.empty());
    ImportedSettings other = settings(WITH_ID, "hash=argon2id");
    InvalidValueException refused =
        assertThrows(
            InvalidValueException.class,
            () -> other.secret(hash, Optional.of("17"), Optional.empty()));
    assertTrue(String.valueOf(refused.getMessage()).contains("bcrypt"), refused.getMessage());
    assertFalse(String.valueOf(refused.getMessage()).contains(hash), refused.getMessage());
  }

  @Test
  void clearTextIsFound() {
    for (String form : new String[] {WHOLE, WITH_ID}) {
      ImportedSettings settings = settings(form, "hash=clear");
      String text = form.equals(WHOLE) ? SECRET : "17|" + SECRET;
      ImportedSecret secret = settings.secret(text, Optional.empty(), Optional.empty());
      assertEquals(settings.format().read(text).publicKey(), Optional.of(secret.publicKey()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hash=md5",
        "hash=sha256 colour=red",
        "hash=sha256 salt=middle",
        "hash=sha256 salt=before",
        "hash=sha256 salt-value=x",
        "hash=bcrypt salt=before",
        "hash=bcrypt",
        "hash=hmac-sha256",
        "hash=sha256 hmac-key=s3cret",
        "hash=sha256 credential=[",
        "hash=sha256 name=A"
      })
  void settingsThatDoNotFitAreRefused(String more) {
    String[] lines = (WHOLE + " " + more).strip().split(" ", -1);
    InvalidValueException refused =
        assertThrows(InvalidValueException.class, () -> settings(lines));
    assertFalse(String.valueOf(refused.getMessage()).contains("s3cret"), refused.getMessage());
  }

  @Test
  void anAlternativeWithoutIdIsNoCredential() {
    ImportedSettings settings =
        settings("credential=(?<id>[0-9]+)[.]x|(?<secret>[a-z]+)", "hash=sha256");
    assertTrue(settings.format().read("abc").isMalformed());
  }

  private static void accepts(
      ImportedSettings settings, String presented, String stored, Optional<String> salt) {
    Credential pair = settings.format().read(presented);
    Optional<String> id = settings.findsById() ? Optional.of("17") : Optional.empty();
    assertEquals(salt.isPresent(), settings.saltInRows());
    ImportedSecret secret = settings.secret(stored, id, salt);
    assertEquals(pair.publicKey(), Optional.of(secret.publicKey()));
    Verifier verifier = secret.hash().orElseThrow().verifier();
    ImportedVerifiers.Builder builder = ImportedVerifiers.builder();
    settings.configure(builder);
    try (ImportedVerifiers verifiers = builder.build()) {
      PrivateKey secretPart = pair.privateKey().orElseThrow();
      assertTrue(verifiers.accepts(verifier, new SecretId("0".repeat(24)), secretPart));
    }
  }

  private static ImportedSettings settings(String... lines) {
    Map<String, String> map = new HashMap<>(Map.of("name", "old"));
    for (String line : lines) {
      String[] parts = line.split("=", 2);
      map.put(parts[0], parts[1]);
    }
    return ImportedSettings.of(map);
  }

  private static byte[] sha256(String text) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
  }
}
