package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.AccountRows.ACCOUNTS;
import static io.claviger.atlas.conformance.AccountRows.get;
import static io.claviger.atlas.conformance.AccountRows.patch;
import static io.claviger.atlas.conformance.AccountRows.post;
import static io.claviger.atlas.conformance.Call.oauth;
import static io.claviger.atlas.conformance.Challenges.challenged;
import static io.claviger.atlas.conformance.Challenges.challenges;
import static io.claviger.atlas.conformance.Checks.header;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.matches;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.status;
import static io.claviger.atlas.conformance.Documents.fieldsAt;
import static io.claviger.atlas.conformance.Givens.account;
import static io.claviger.atlas.conformance.Givens.accountFor;
import static io.claviger.atlas.conformance.Givens.deleted;
import static io.claviger.atlas.conformance.Givens.disabled;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.later;
import static io.claviger.atlas.conformance.Givens.listed;
import static io.claviger.atlas.conformance.Givens.sent;
import static io.claviger.atlas.conformance.Givens.takesBasic;
import static io.claviger.atlas.conformance.Givens.token;
import static io.claviger.atlas.conformance.Row.row;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** Access tokens of service accounts (section C.4). */
final class AccountTokenRows {
  private static final String ROBOT = ACCOUNTS + "/{robot}";
  private static final String GRANT = "grant_type=client_credentials";

  private AccountTokenRows() {}

  static Table endpoints() {
    return Table.of(
        "Get and revoke access tokens",
        row("token", "C.4", "An account gets a token for an hour with its id and secret.")
            .given(account("robot", "ORG_MEMBER"))
            .when(Call.token("robot"))
            .then(
                ok(),
                fieldsAt("", "access_token", "token_type", "expires_in"),
                is("/token_type", "Bearer"),
                is("/expires_in", 3600),
                matches("/access_token", "mdb_sa_at\\.[0-9A-Za-z_-]+", "a token")),
        row("token-form", "C.4", "The id and the secret may be in the form.")
            .given(account("robot", "ORG_MEMBER"))
            .when(oauth("/token", GRANT + "&client_id={robot}&client_secret={robot.secret}"))
            .then(ok(), is("/expires_in", 3600)),
        row("token-short", "C.4, B 59", "A token ends with its secret.")
            .given(accountFor("robot", Duration.ofMinutes(10), "ORG_MEMBER"))
            .when(Call.token("robot"))
            .then(ok(), is("/expires_in", 600)),
        row("token-anywhere", "C.4", "A token is given to every address.")
            .given(account("robot", "ORG_MEMBER"), listed("robot", "203.0.113.7"))
            .when(Call.token("robot"))
            .then(ok()),
        row("token-wrong", "C.4", "A wrong secret is refused, in the form of OAuth.")
            .given(account("robot", "ORG_MEMBER"))
            .when(oauth("/token", GRANT + "&client_id={robot}&client_secret=x"))
            .then(oauthError(401, "invalid_client"), challenges("Basic realm=\"MMS Public API\"")),
        row("token-unknown", "C.4", "So is an unknown account.")
            .when(oauth("/token", GRANT + "&client_id=mdb_sa_id_{unknown}&client_secret=x"))
            .then(oauthError(401, "invalid_client")),
        row("token-malformed", "C.4", "So is another id.")
            .given(account("robot", "ORG_MEMBER"))
            .when(oauth("/token", GRANT + "&client_id={robot.key}&client_secret={robot.secret}"))
            .then(oauthError(401, "invalid_client")),
        row("token-key", "C.4, B 50", "A key gets no token.")
            .when(oauth("/token", GRANT).with("Authorization", "Basic {owner.basic}"))
            .then(oauthError(401, "invalid_client")),
        row("token-disabled", "C.4", "An account that is disabled gets none.")
            .given(account("robot", "ORG_MEMBER"), disabled("robot"))
            .when(Call.token("robot"))
            .then(oauthError(401, "invalid_client")),
        row("token-expired", "C.4", "Nor does an expired secret.")
            .given(accountFor("robot", Duration.ofDays(1), "ORG_MEMBER"), later(Duration.ofDays(1)))
            .when(Call.token("robot"))
            .then(oauthError(401, "invalid_client")),
        row("token-grant", "C.4", "There is no other grant.")
            .given(account("robot", "ORG_MEMBER"))
            .when(
                oauth("/token", "grant_type=password").with("Authorization", "Basic {robot.basic}"))
            .then(oauthError(400, "unsupported_grant_type")),
        row("token-path", "C.4", "Another path is an error in the form of OAuth.")
            .when(oauth("/introspect", ""))
            .then(oauthError(404, "invalid_request")),
        row("token-method", "C.4", "So is another method.")
            .when(Call.get("/token").under("/api/oauth"))
            .then(oauthError(405, "invalid_request"), header("allow", "POST")),
        row("token-large", "C.4", "So is a large body.")
            .when(oauth("/token", "x=" + "y".repeat(9_000)))
            .then(oauthError(413, "invalid_request")),
        row("token-huge", "C.4", "So is one that is not read at all.")
            .when(oauth("/token", "y".repeat(270_000)))
            .then(oauthError(413, "invalid_request")),
        row("token-type", "C.4", "So is a body in JSON.")
            .when(oauth("/token", "{}").with("Content-Type", "application/json"))
            .then(oauthError(415, "invalid_request")),
        row("token-end", "C.4", "An account ends a token.")
            .given(account("robot", "ORG_MEMBER"), token("robot"))
            .when(
                oauth("/revoke", "token={robot.token}")
                    .with("Authorization", "Basic {robot.basic}"))
            .then(status(200))
            .afterwards(get(ROBOT).as("robot"), bearerRefused()),
        row("token-end-foreign", "C.4", "It ends no token of others, and does not learn that.")
            .given(account("robot", "ORG_MEMBER"), account("other", "ORG_MEMBER"), token("robot"))
            .when(
                oauth("/revoke", "token={robot.token}")
                    .with("Authorization", "Basic {other.basic}"))
            .then(status(200))
            .afterwards(get(ROBOT).as("robot"), ok()),
        row("token-end-nobody", "C.4", "To end a token needs the secret.")
            .given(account("robot", "ORG_MEMBER"), token("robot"))
            .when(oauth("/revoke", "token={robot.token}"))
            .then(oauthError(401, "invalid_client")));
  }

  static Table using() {
    return Table.of(
        "Use access tokens",
        row("bearer", "C.4", "A token is accepted where Digest is.")
            .given(account("robot", "ORG_READ_ONLY"))
            .when(get("/orgs/{org}").as("robot"))
            .then(ok(), is("/id", "{org}")),
        row(
                "bearer-root",
                "C.4, B 60",
                "The root shows the account, with its client id as public key.")
            .given(account("robot", "ORG_MEMBER"))
            .when(get("").as("robot"))
            .then(ok(), is("/apiKey/id", "{robot.key}"), is("/apiKey/publicKey", "{robot}")),
        row("bearer-earlier", "C.4", "It is accepted under the earlier prefixes, too.")
            .given(account("robot", "ORG_MEMBER"))
            .when(Call.get("/orgs").as("robot"))
            .then(ok()),
        row("bearer-expired", "C.4", "A token is refused when its hour is over.")
            .given(account("robot", "ORG_MEMBER"), token("robot"), later(Duration.ofMinutes(61)))
            .when(get(ROBOT).as("robot"))
            .then(bearerRefused()),
        row("bearer-disabled", "C.4", "It is refused once its account is disabled.")
            .given(account("robot", "ORG_MEMBER"), token("robot"), disabled("robot"))
            .when(get(ROBOT).as("robot"))
            .then(bearerRefused()),
        row("bearer-deleted", "C.4", "It is refused once its account is deleted.")
            .given(account("robot", "ORG_MEMBER"), token("robot"), deleted("robot"))
            .when(get(ROBOT).as("robot"))
            .then(bearerRefused()),
        row("bearer-listed", "C.4, 1.13", "The access list is judged at each call.")
            .given(account("robot", "ORG_MEMBER"), token("robot"), listed("robot", "203.0.113.7"))
            .when(get(ROBOT).as("robot"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.1")),
        row("bearer-roles", "C.4", "So are its roles.")
            .given(
                account("robot", "ORG_OWNER"),
                token("robot"),
                sent(1, patch(ROBOT, "{'roles':['ORG_MEMBER']}").as("owner")))
            .when(get("/orgs/{org}/apiKeys/{owner}").as("robot"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("bearer-nonsense", "C.4", "The answer to a Bearer token has no challenge of Digest.")
            .when(get(ACCOUNTS).with("Authorization", "Bearer nonsense"))
            .then(bearerRefused()),
        row("bearer-narrow", "C.4", "A token with a scope makes no call of management.")
            .given(account("robot", "ORG_OWNER"), narrow("robot", "ORG_MEMBER"))
            .when(get(ROBOT).as("robot"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("secret-bearer", "C.4, B 50", "The secret is no Bearer token.")
            .given(account("robot", "ORG_OWNER"))
            .when(get(ROBOT).with("Authorization", "Bearer {robot.secret}"))
            .then(bearerRefused()),
        row("secret-basic", "C.4, B 50", "Nor does it work by HTTP Basic, with the client id.")
            .given(takesBasic(), account("robot", "ORG_OWNER"))
            .when(get(ROBOT).with("Authorization", "Basic {robot.basic}"))
            .then(challenged()),
        row("secret-basic-key", "C.4, B 50", "Nor with the id of its key.")
            .given(takesBasic(), account("robot", "ORG_OWNER"))
            .when(get(ROBOT).with("Authorization", "Basic {robot.pair}"))
            .then(challenged()),
        row("secret-digest", "C.4, B 50", "Nor does it work by HTTP Digest.")
            .given(account("robot", "ORG_OWNER"))
            .when(get(ROBOT).as("digest of robot"))
            .then(challenged()),
        row(
                "account-creates-key",
                "B 28, B 61",
                "What an account that is no owner creates ends with its secret.")
            .given(accountFor("robot", Duration.ofDays(1), "GROUP_OWNER"))
            .when(
                post(
                        "/groups/{project}/serviceAccounts",
                        AccountRows.body("n", "d", "'GROUP_OWNER'", 8760))
                    .as("robot"))
            .then(status(201), is("/secrets/0/expiresAt", AccountDocuments.at(Duration.ofDays(1)))),
        row("account-by-key", "C.4", "A key manages accounts, and an account manages keys.")
            .given(account("robot", "ORG_OWNER"), key("member", "ORG_MEMBER"))
            .when(patch("/orgs/{org}/apiKeys/{member}", "{'desc':'changed'}").as("robot"))
            .then(ok(), is("/desc", "changed")));
  }

  private static Given narrow(String account, String scope) {
    return Given.of(
        "a token of " + account + " with the scope " + scope,
        world -> world.narrowToken(account, scope));
  }

  /** The answer to a Bearer token that is not accepted. */
  static Check bearerRefused() {
    return Check.of(
        "401, `invalid_token` and no other challenge",
        (answer, world) -> {
          Assertions.assertEquals(401, answer.status());
          Assertions.assertEquals(
              List.of("Bearer realm=\"MMS Public API\", error=\"invalid_token\""),
              answer.challenges());
        });
  }

  private static Check oauthError(int status, String code) {
    return Check.of(
        status + " `" + code + "` of OAuth",
        (answer, world) -> {
          Assertions.assertEquals(status, answer.status());
          Assertions.assertEquals("application/json", answer.headers().get("content-type"));
          Assertions.assertEquals("no-store", answer.headers().get("cache-control"));
          Assertions.assertEquals(code, answer.at("/error").asText());
          Assertions.assertFalse(answer.at("/error_description").asText().isEmpty());
          Assertions.assertEquals(2, answer.at("").size());
        });
  }
}
