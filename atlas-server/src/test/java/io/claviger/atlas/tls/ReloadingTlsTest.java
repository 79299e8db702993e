package io.claviger.atlas.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingTlsTest {
  private static final String CONVERT =
      "; convert it with: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW";

  private static TestCertificate certificate;
  private static TestCertificate renewed;

  @TempDir Path folder;

  private final List<String> logged = new ArrayList<>();
  private final Logger logger = Logger.getLogger(ReloadingTls.class.getName());
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          logged.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificate = TestCertificate.of("EC");
    renewed = TestCertificate.of("EC");
  }

  @BeforeEach
  void listen() {
    logger.addHandler(listener);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(listener);
  }

  @Test
  void aHalfWrittenPairKeepsTheOldOneAndIsLoggedOnce() throws Exception {
    TlsFiles files = certificate.write(folder);
    ReloadingTls tls = ReloadingTls.of(files);
    var before = tls.get();

    Files.writeString(files.certificate(), renewed.certificatePem());
    tls.reload();
    tls.reload();

    assertEquals(before, tls.get());
    assertEquals(
        List.of(
            "the old certificate stays: %s is not the private key of the first certificate in %s"
                .formatted(files.key(), files.certificate())),
        logged);

    Files.delete(files.key());
    tls.reload();
    tls.reload();
    assertEquals(
        List.of("the old certificate stays: " + files.key() + " is missing"),
        logged.subList(1, logged.size()));

    Files.writeString(files.key(), renewed.keyPem());
    tls.reload();
    assertEquals(renewed.certificate().getNotAfter().toInstant(), tls.expiresAt());
    assertNotEquals(before, tls.get());
    assertEquals(2, logged.size());
  }

  @Test
  void filesThatDidNotChangeKeepTheContext() throws Exception {
    TlsFiles files = certificate.write(folder);
    ReloadingTls tls = ReloadingTls.of(files);
    var before = tls.get();
    tls.reload();
    assertEquals(before, tls.get());
    assertEquals(List.of(), logged);
  }

  /** RSA and EC are proved by TlsTest. */
  @Test
  void aKeyOfEdwardsCurveIsTaken() throws Exception {
    TestCertificate made = TestCertificate.of("Ed25519");
    ReloadingTls tls = ReloadingTls.of(made.write(folder));
    assertEquals(made.certificate().getNotAfter().toInstant(), tls.expiresAt());
  }

  @Test
  void saysWhichFileIsWrongAndHowToMendIt() throws Exception {
    String key = certificate.keyPem();
    String pem = certificate.certificatePem();

    assertRefused(
        "KEY is encrypted, which is not supported" + CONVERT,
        pem,
        TestCertificate.pem("ENCRYPTED PRIVATE KEY", certificate.key()));
    assertRefused(
        "KEY is not PKCS#8" + CONVERT,
        pem,
        TestCertificate.pem("RSA PRIVATE KEY", certificate.key()));
    assertRefused("KEY is not PKCS#8" + CONVERT, pem, "-----BEGIN EC PRIVATE KEY-----");
    assertRefused("KEY has no private key (-----BEGIN PRIVATE KEY-----)", pem, "");
    assertRefused(
        "KEY has no private key (-----BEGIN PRIVATE KEY-----)",
        pem,
        key.substring(0, key.length() - 20));
    assertRefused("CERTIFICATE has no certificate (-----BEGIN CERTIFICATE-----)", key, key);
    assertRefused(
        "CERTIFICATE has a damaged certificate",
        TestCertificate.pem("CERTIFICATE", new byte[] {1, 2, 3}),
        key);
    assertRefused(
        "KEY is not the private key of the first certificate in CERTIFICATE",
        pem,
        renewed.keyPem());
  }

  private void assertRefused(String message, String certificate, String key) throws IOException {
    TlsFiles files = new TlsFiles(folder.resolve("CERTIFICATE"), folder.resolve("KEY"));
    Files.writeString(files.certificate(), certificate);
    Files.writeString(files.key(), key);
    IOException refused = assertThrows(IOException.class, () -> ReloadingTls.of(files));
    assertEquals(message, refused.getMessage().replace(folder + "/", ""));
  }
}
