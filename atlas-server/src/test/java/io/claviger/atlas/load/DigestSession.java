package io.claviger.atlas.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client that uses one nonce for as long as the server takes it, as browsers do. For one thread.
 */
final class DigestSession {
  private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");
  private static final String REALM = "MMS Public API";
  private static final String CLIENT_NONCE = "0a4f113b";

  private final HttpClient client;
  private final String url;
  private final String publicKey;
  private final String ha1;
  private String nonce = "";
  private int count;

  DigestSession(HttpClient client, String url, String publicKey, String privateKey) {
    this.client = client;
    this.url = url;
    this.publicKey = publicKey;
    this.ha1 = md5(publicKey + ":" + REALM + ":" + privateKey);
  }

  /** The response to the request, challenges aside. */
  HttpResponse<String> call(String method, String target, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(method, target, body);
    if (answer.statusCode() != 401) {
      return answer;
    }
    Matcher challenge = NONCE.matcher(answer.headers().firstValue("WWW-Authenticate").orElse(""));
    if (!challenge.find()) {
      return answer;
    }
    nonce = challenge.group(1);
    count = 0;
    return send(method, target, body);
  }

  private HttpResponse<String> send(String method, String target, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + target)).timeout(Duration.ofSeconds(30));
    if (!nonce.isEmpty()) {
      request.header("Authorization", authorization(method, target));
    }
    if (body.isEmpty()) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(body));
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private String authorization(String method, String target) {
    count++;
    String uses = HexFormat.of().toHexDigits(count);
    String response =
        md5(String.join(":", ha1, nonce, uses, CLIENT_NONCE, "auth", md5(method + ":" + target)));
    return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=MD5, qop=auth, nc=%s, cnonce=\"%s\", response=\"%s\""
        .formatted(publicKey, REALM, nonce, target, uses, CLIENT_NONCE, response);
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
