package io.claviger.atlas.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A new certificate that signs itself, for localhost and 127.0.0.1.
 *
 * @param key the private key in PKCS#8
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record TestCertificate(X509Certificate certificate, byte[] key) {
  private static final String PASSWORD = "password";

  /** Has keytool of this JDK make one, with a key of this algorithm such as {@code EC}. */
  public static TestCertificate of(String algorithm) throws Exception {
    Path folder = Files.createTempDirectory("certificate");
    Path file = folder.resolve("store");
    try {
      generate(algorithm, file);
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PASSWORD.toCharArray());
      }
      return new TestCertificate(
          (X509Certificate) store.getCertificate("server"),
          store.getKey("server", PASSWORD.toCharArray()).getEncoded());
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static void generate(String algorithm, Path file) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            algorithm,
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost,ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] said = process.getInputStream().readAllBytes();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool said " + said.length + " characters");
    }
  }

  /** The certificate in PEM. */
  public String certificatePem() throws GeneralSecurityException {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  /** The private key in PEM. */
  public String keyPem() {
    return pem("PRIVATE KEY", key);
  }

  static String pem(String label, byte[] content) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + label
        + "-----\n";
  }

  /** Writes both files, one after the other. */
  public TlsFiles write(Path folder) throws Exception {
    TlsFiles files = new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    Files.writeString(files.certificate(), certificatePem());
    Files.writeString(files.key(), keyPem());
    return files;
  }

  /** What a client needs that trusts these certificates only. It resumes no session. */
  public static SSLContext trusting(TestCertificate... trusted) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (TestCertificate one : trusted) {
      store.setCertificateEntry(one.certificate().getSerialNumber().toString(), one.certificate());
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  /** Leaves out the key. */
  @Override
  public String toString() {
    return "TestCertificate " + certificate.getSerialNumber();
  }
}
