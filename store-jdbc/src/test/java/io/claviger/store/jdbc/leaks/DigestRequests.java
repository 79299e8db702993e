package io.claviger.store.jdbc.leaks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.claviger.access.Rejected;
import io.claviger.http.digest.DigestAlgorithm;
import io.claviger.http.digest.DigestAuthenticator;
import io.claviger.http.digest.DigestRequest;
import io.claviger.http.digest.DigestResult;
import io.claviger.http.digest.DigestSettings;
import io.claviger.model.IssuedApiKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Right, wrong, repeated and stale answers of HTTP Digest, and what is answered to them. */
final class DigestRequests {
  static final DigestSettings SETTINGS =
      DigestSettings.of("leaks", DigestAlgorithm.MD5, DigestAlgorithm.SHA_256);

  private static final String TARGET = "/keys";
  private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

  private final Prints prints;
  private final Secrets secrets;
  private final DigestAuthenticator digest;
  private int accepted;

  DigestRequests(Host host, DigestAuthenticator digest) {
    this.prints = host.prints();
    this.secrets = host.secrets();
    this.digest = prints.look(digest);
  }

  /** Everything that can be tried with this key. */
  void tryAll(IssuedApiKey key) throws GeneralSecurityException {
    for (DigestAlgorithm algorithm : SETTINGS.accepted()) {
      String good = answer(key, algorithm, freshNonce());
      for (String header :
          List.of(
              good,
              good,
              good.replace(TARGET, "/elsewhere"),
              good.replace("nc=00000001", "nc=00000002"),
              answer(key, algorithm, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))) {
        prints.lookAt(() -> ask(header));
      }
    }
  }

  /** How many answers were good. */
  int accepted() {
    return accepted;
  }

  private DigestResult ask(String... authorization) {
    DigestRequest request = new DigestRequest("GET", TARGET, List.of(authorization));
    // Not what is inside: the host's own header is none of what the library tells.
    prints.look(request.toString());
    DigestResult answer = digest.authenticate(request);
    if (answer instanceof DigestResult.Refused refused) {
      prints.look(digest.challenges(refused.rejection()));
    } else if (answer instanceof DigestResult.Accepted) {
      accepted++;
    }
    return answer;
  }

  private String freshNonce() {
    Matcher challenge =
        NONCE.matcher(digest.challenges(new Rejected(Rejected.Reason.MISSING)).get(0));
    if (!challenge.find()) {
      throw new IllegalStateException("a challenge without a nonce");
    }
    return challenge.group(1);
  }

  /** RFC 7616, section 3.4.1; whatever it takes for that is a secret too. */
  private String answer(IssuedApiKey key, DigestAlgorithm algorithm, String nonce)
      throws GeneralSecurityException {
    String user = key.apiKey().publicKey().value();
    String a1 = user + ":" + SETTINGS.realm() + ":" + key.privateKey().reveal();
    String ha1 = secret("an H(A1)", algorithm, a1);
    String ha2 = HexFormat.of().formatHex(hash(algorithm, "GET:" + TARGET));
    String response = secret("an answer", algorithm, ha1 + ":" + nonce + ":00000001:c:auth:" + ha2);
    return ("Digest username=\"" + user + "\", realm=\"" + SETTINGS.realm() + "\", nonce=\"")
        + (nonce + "\", uri=\"" + TARGET + "\", algorithm=" + algorithm.wireName())
        + (", qop=auth, nc=00000001, cnonce=\"c\", response=\"" + response + "\"");
  }

  private String secret(String name, DigestAlgorithm algorithm, String text)
      throws GeneralSecurityException {
    byte[] hash = hash(algorithm, text);
    secrets.add(name, hash);
    return HexFormat.of().formatHex(hash);
  }

  private static byte[] hash(DigestAlgorithm algorithm, String text)
      throws GeneralSecurityException {
    return MessageDigest.getInstance(algorithm.javaName()).digest(text.getBytes(US_ASCII));
  }
}
