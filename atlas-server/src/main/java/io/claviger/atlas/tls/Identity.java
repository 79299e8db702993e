package io.claviger.atlas.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that belongs to a private key.
 *
 * @param chain the certificate of the server, followed by those that certify it
 */
record Identity(List<X509Certificate> chain, PrivateKey key) {
  private static final String CONVERT =
      "; convert it with: openssl pkcs8 -topk8 -nocrypt -in %1$s -out NEW";

  private static final char[] NO_PASSWORD = {};

  /**
   * Reads the content of both files. Throws {@link IOException} if one of them is damaged or has
   * another form, or if they do not belong together; the message names the file and the fix.
   */
  static Identity of(TlsFiles files, byte[] certificate, byte[] privateKey) throws IOException {
    List<X509Certificate> chain = chain(files.certificate(), new Pem(certificate));
    byte[] encoded = pkcs8(files.key(), new Pem(privateKey));
    try {
      PublicKey of = chain.get(0).getPublicKey();
      PrivateKey key =
          KeyFactory.getInstance(of.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
      if (belongTogether(of, key)) {
        return new Identity(chain, key);
      }
    } catch (GeneralSecurityException e) {
      // A key of another algorithm, or a damaged one. The exception may show parts of the key.
    }
    throw new IOException(
        files.key() + " is not the private key of the first certificate in " + files.certificate());
  }

  private static List<X509Certificate> chain(Path file, Pem pem) throws IOException {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (byte[] block : pem.blocks("CERTIFICATE")) {
        chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
      }
    } catch (CertificateException | IllegalArgumentException e) {
      throw new IOException(file + " has a damaged certificate", e);
    }
    if (chain.isEmpty()) {
      throw new IOException(file + " has no certificate (-----BEGIN CERTIFICATE-----)");
    }
    return List.copyOf(chain);
  }

  private static byte[] pkcs8(Path file, Pem pem) throws IOException {
    try {
      List<byte[]> keys = pem.blocks("PRIVATE KEY");
      if (!keys.isEmpty()) {
        return keys.get(0);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " has a damaged private key");
    }
    if (pem.mentions("ENCRYPTED PRIVATE KEY")) {
      throw new IOException(
          (file + " is encrypted, which is not supported" + CONVERT).formatted(file));
    }
    if (pem.mentions("RSA PRIVATE KEY") || pem.mentions("EC PRIVATE KEY")) {
      throw new IOException((file + " is not PKCS#8" + CONVERT).formatted(file));
    }
    throw new IOException(file + " has no private key (-----BEGIN PRIVATE KEY-----)");
  }

  private static boolean belongTogether(PublicKey certified, PrivateKey key)
      throws GeneralSecurityException {
    Signature signature =
        Signature.getInstance(
            switch (certified.getAlgorithm()) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> certified.getAlgorithm();
            });
    byte[] signed = {1};
    signature.initSign(key);
    signature.update(signed);
    byte[] made = signature.sign();
    signature.initVerify(certified);
    signature.update(signed);
    return signature.verify(made);
  }

  /** Returns a new context that presents this certificate. */
  SSLContext context() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no TLS with " + chain.get(0).getSubjectX500Principal(), e);
    }
  }

  /** Leaves out the key. */
  @Override
  public String toString() {
    return "Identity[" + chain.get(0).getSubjectX500Principal() + "]";
  }
}
