package io.claviger.atlas.api;

import io.claviger.Claviger;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.http.Judged;
import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;
import io.claviger.http.access.HttpResponse;
import io.claviger.oauth.AccessTokens;
import io.claviger.oauth.OAuthHandler;
import java.io.ByteArrayInputStream;

/**
 * Serves the endpoints where service accounts get access tokens and end them (section C.4 of the
 * reference). All responses are in the form of OAuth.
 */
final class OAuthMount {
  private static final String PREFIX = "/api/oauth";

  private final OAuthHandler handler;

  OAuthMount(Claviger claviger, AccessTokens tokens) {
    this.handler =
        OAuthHandler.builder(claviger, tokens)
            .clientReader(ServiceAccounts::credential)
            .clients(key -> key.kind().equals(ServiceAccounts.KIND))
            .realm(AcceptedCredentials.REALM)
            .build();
  }

  static boolean isBelow(String path) {
    return (path + "/").startsWith(PREFIX + "/");
  }

  /** The body says who sends it, so until then the bodies from one address share a bound. */
  Judged judge(Request head) {
    return Judged.unproved("client at " + head.address(), this::serve);
  }

  private Reply serve(Request request) {
    HttpResponse response =
        handler.handle(
            Messages.incoming(request),
            request.path().substring(PREFIX.length()),
            new ByteArrayInputStream(request.body()));
    return Messages.reply(response.status(), response.headers(), response.body());
  }
}
