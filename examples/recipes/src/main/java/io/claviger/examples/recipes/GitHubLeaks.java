package io.claviger.examples.recipes;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.claviger.ApiKeys;
import io.claviger.access.Credential;
import io.claviger.model.SecretInfo;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Ends the tokens that GitHub found in public sources. GitHub posts them to partners of its secret
 * scanning, as a JSON array that it signs.
 *
 * <p>Answer a report with status 200 and the text that {@link #report} returns, and with 400 if it
 * returns none. If the store fails, answer with 503; GitHub reports again. Use the bytes of the
 * body as they were received, and limit their number before.
 */
public final class GitHubLeaks {
  private final ApiKeys keys;
  private final Function<String, Credential> tokens;
  private final Function<String, Optional<PublicKey>> publicKeys;
  private final BiConsumer<SecretInfo.Leak, String> found;

  /**
   * Creates a receiver of reports.
   *
   * @param keys management by the application
   * @param tokens reads a token, such as {@code Credential::token}
   * @param publicKeys returns the key of GitHub with an identifier. The application fetches the
   *     keys from {@code https://api.github.com/meta/public_keys/secret_scanning}, again if an
   *     identifier is unknown, but not more often than once a minute
   * @param found gets each secret that was found, and the address of the source; tell the owner of
   *     the key
   */
  public GitHubLeaks(
      ApiKeys keys,
      Function<String, Credential> tokens,
      Function<String, Optional<PublicKey>> publicKeys,
      BiConsumer<SecretInfo.Leak, String> found) {
    this.keys = keys;
    this.tokens = tokens;
    this.publicKeys = publicKeys;
    this.found = found;
  }

  /** Reads a public key in the form in which GitHub publishes it, which is PEM. */
  public static PublicKey publicKey(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  /**
   * Ends the reported tokens. GitHub may repeat a report, which then changes nothing.
   *
   * @param identifier the header {@code Github-Public-Key-Identifier}
   * @param signature the header {@code Github-Public-Key-Signature}
   * @return feedback for GitHub: a JSON array of the tokens that belong to a key. Others are left
   *     out, since a token that was revoked earlier is unknown. Empty if the report is not from
   *     GitHub, or cannot be read
   */
  public Optional<String> report(String identifier, String signature, byte[] body) {
    return isSigned(identifier, signature, body) ? read(body).map(this::end) : Optional.empty();
  }

  private boolean isSigned(String identifier, String signature, byte[] body) {
    Optional<PublicKey> key = publicKeys.apply(identifier);
    if (key.isEmpty()) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key.get());
      verifier.update(body);
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<List<Match>> read(byte[] body) {
    try {
      List<Match> matches = new ArrayList<>();
      for (Object each : JSONArrayUtils.parse(new String(body, StandardCharsets.UTF_8))) {
        if (each instanceof Map<?, ?> match
            && match.get("token") instanceof String token
            && match.get("type") instanceof String type) {
          matches.add(new Match(token, type, String.valueOf(match.get("url"))));
        }
      }
      return Optional.of(matches);
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private String end(List<Match> matches) {
    List<String> feedback = new ArrayList<>();
    for (Match match : matches) {
      Optional<SecretInfo.Leak> leak = keys.reportLeak(tokens.apply(match.token()));
      leak.ifPresent(
          secret -> {
            found.accept(secret, match.url());
            feedback.add(
                JSONObjectUtils.toJSONString(
                    Map.of(
                        "token_raw", match.token(),
                        "token_type", match.type(),
                        "label", "true_positive")));
          });
    }
    return "[" + String.join(",", feedback) + "]";
  }

  /** A text that GitHub found. */
  private record Match(String token, String type, String url) {
    /** Returns nothing of the token. */
    @Override
    public String toString() {
      return type + " at " + url;
    }
  }
}
