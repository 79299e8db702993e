package io.claviger.oauth;

import io.claviger.http.access.HttpHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The response to a request. An adapter sends the status, each header and the body.
 *
 * @param headers in order; immutable
 * @param body JSON in ASCII. It may contain a new access token, so it must not be logged
 */
public record OAuthResponse(int status, List<HttpHeader> headers, String body) {
  /** Copies the list, and checks that no part is null. */
  public OAuthResponse {
    headers = List.copyOf(Objects.requireNonNull(headers, "headers"));
    Objects.requireNonNull(body, "body");
  }

  /** Returns a response that no cache keeps. */
  static OAuthResponse of(int status, List<HttpHeader> specific, String body) {
    List<HttpHeader> headers = new ArrayList<>(specific);
    headers.add(new HttpHeader("Cache-Control", "no-store"));
    headers.add(new HttpHeader("Pragma", "no-cache"));
    headers.add(new HttpHeader("X-Content-Type-Options", "nosniff"));
    if (!body.isEmpty()) {
      headers.add(new HttpHeader("Content-Type", "application/json"));
    }
    return new OAuthResponse(status, headers, body);
  }

  /** Returns the status only. */
  @Override
  public String toString() {
    return "OAuthResponse[" + status + "]";
  }
}
