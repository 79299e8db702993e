package io.claviger.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.tls.TestCertificate;
import io.claviger.atlas.tls.TlsFiles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process, whose certificate is renewed. */
@Tag("processes")
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class TlsProcessTest {
  @TempDir Path folder;

  private TestCertificate first;
  private TestCertificate renewed;

  @BeforeEach
  void makeCertificates() throws Exception {
    first = TestCertificate.of("EC");
    renewed = TestCertificate.of("EC");
  }

  @Test
  void aRenewedCertificateIsPresentedWithoutARestart() throws Exception {
    TlsFiles files = first.write(folder);
    try (ServerProcess server =
        ServerProcess.start(
            folder.resolve("keys"),
            "--tls-cert",
            files.certificate().toString(),
            "--tls-key",
            files.key().toString())) {
      URI url = URI.create(server.url());
      assertEquals("https", url.getScheme());
      assertEquals(first.certificate(), presented(url.getPort()));

      Files.writeString(files.certificate(), renewed.certificatePem());
      while (server.errors().isEmpty()) {
        assertEquals(first.certificate(), presented(url.getPort()));
      }
      assertTrue(
          server.errors().matches("\\S+ WARNING \\S+: the old certificate stays: .*\\R"),
          server.errors());

      String before = server.errors();
      Files.writeString(files.key(), renewed.keyPem());
      while (!presented(url.getPort()).equals(renewed.certificate())) {
        Thread.onSpinWait();
      }
      assertEquals(before, server.errors());
      assertEquals(143, server.stop());
    }
  }

  @Test
  void aKeyOfAnotherFormEndsTheStart() throws Exception {
    TlsFiles files = first.write(folder);
    Files.writeString(files.key(), "-----BEGIN ENCRYPTED PRIVATE KEY-----");
    ServerProcess.Failed failed =
        ServerProcess.fail(
            folder.resolve("keys"),
            "--tls-cert",
            files.certificate().toString(),
            "--tls-key",
            files.key().toString());
    assertEquals(
        new ServerProcess.Failed(
            1,
            "cannot start: %1$s is encrypted, which is not supported; convert it with: openssl pkcs8 -topk8 -nocrypt -in %1$s -out NEW\n"
                .formatted(files.key())),
        failed);
  }

  private Certificate presented(int port) throws Exception {
    try (SSLSocket client =
        (SSLSocket)
            TestCertificate.trusting(first, renewed)
                .getSocketFactory()
                .createSocket("127.0.0.1", port)) {
      client.startHandshake();
      return client.getSession().getPeerCertificates()[0];
    }
  }
}
