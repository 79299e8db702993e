package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.post;
import static io.claviger.atlas.conformance.Challenges.challenged;
import static io.claviger.atlas.conformance.Challenges.challenges;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.status;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Givens.asksFirst;
import static io.claviger.atlas.conformance.Givens.listed;
import static io.claviger.atlas.conformance.Row.row;

import io.claviger.atlas.Signing;

/** How clients sign by HTTP Digest, in all their spellings (sections 3.1 and 5). */
final class DigestRows {
  /** As the service writes it; … stands for the nonce. */
  static final String CHALLENGE =
      "Digest realm=\"MMS Public API\", domain=\"\", nonce=\"…\", algorithm=MD5, qop=\"auth\", stale=false";

  private static final String KEYS = "/orgs/{org}/apiKeys";
  private static final String ENTRY = KEYS + "/{owner}/whitelist/127.0.0.0%2F24";
  private static final String BASE = "/api/atlas/v1.0";

  private DigestRows() {}

  static Table table() {
    return Table.of(
        "HTTP Digest",
        row(
                "digest-challenge",
                "3.1, 5 (1)",
                "The only challenge has the parameters of the service, in its order: MD5, and `qop` exactly auth.")
            .when(get(KEYS))
            .then(status(401), challenges(CHALLENGE)),
        spelled(
            "digest-algorithm-bare",
            "`algorithm` is accepted without quotes, as curl sends it.",
            Call.USUAL.spelling()),
        spelled(
            "digest-algorithm-quoted",
            "`algorithm` is accepted in quotes.",
            usual("={algorithm}", "='MD5'")),
        spelled(
            "digest-algorithm-missing",
            "If `algorithm` is missing, it is MD5.",
            usual(" algorithm={algorithm},", "")),
        spelled("digest-qop-quoted", "`qop` is accepted in quotes.", usual("=auth", "='auth'")),
        spelled("digest-nc-quoted", "`nc` is accepted in quotes.", usual("={nc}", "='{nc}'")),
        spelled("digest-no-blanks", "Commas need no blanks after them.", usual(", ", ",")),
        spelled(
            "digest-scheme-case", "The scheme is accepted in any case.", usual("Digest", "dIGEST")),
        spelled(
            "digest-opaque",
            "Parameters that the challenge does not have are ignored.",
            Call.USUAL.spelling() + ", opaque=''"),
        row("digest-header-lower", "5 (2)", "The name of the header is accepted in lower case.")
            .when(get(KEYS).as("owner").with("authorization", "{digest}"))
            .then(ok(), list(1)),
        row("digest-header-upper", "5 (2)", "The name of the header is accepted in upper case.")
            .when(get(KEYS).as("owner").with("AUTHORIZATION", "{digest}"))
            .then(ok(), list(1)),
        spelledWrong(
            "digest-qop-int", "`qop` other than auth is refused.", usual("=auth", "=auth-int")),
        spelledWrong("digest-qop-missing", "A missing `qop` is refused.", usual(" qop=auth,", "")),
        spelledWrong(
            "digest-twice",
            "A repeated parameter is refused.",
            Call.USUAL.spelling() + ", username='{username}'"),
        spelledWrong(
            "digest-realm", "Another realm is refused.", usual("{realm}", "somewhere else")),
        spelledWrong(
            "digest-wrong",
            "A wrong response gets the challenge for an unknown sender, not a stale one.",
            usual("{response}", "0".repeat(32))),
        row("digest-sha-256", "3.1", "SHA-256 is accepted, though it is not offered.")
            .when(get(KEYS).as("owner").signed(Call.USUAL.algorithm("SHA-256")))
            .then(ok(), list(1)),
        row(
                "digest-uri",
                "5 (4)",
                "`uri` is the target exactly as it was sent, with %2F and the query.")
            .given(listed("owner", "127.0.0.0/24"))
            .when(get(ENTRY + "?pretty=false").as("owner"))
            .then(ok(), is("/cidrBlock", "127.0.0.0/24")),
        row("digest-uri-spelled", "5 (4)", "A `uri` that only means the same target is refused.")
            .given(listed("owner", "127.0.0.0/24"))
            .when(get(ENTRY).as("owner").signed(uri(ENTRY.replace("%2F", "%2f"))))
            .then(challenged()),
        row("digest-uri-other", "3.1", "A `uri` of another target is refused.")
            .when(get(KEYS).as("owner").signed(uri(KEYS + "/{owner}")))
            .then(challenged()),
        row("digest-uri-query", "5 (4)", "A `uri` with another query is refused.")
            .when(get(KEYS + "?pageNum=1").as("owner").signed(uri(KEYS + "?pageNum=2")))
            .then(challenged()),
        row(
                "digest-uri-path",
                "5 (4)",
                "A `uri` without the query is accepted, because one client signs that.")
            .when(get(KEYS + "?pageNum=1").as("owner").signed(uri(KEYS)))
            .then(ok(), list(1)),
        row(
                "digest-first-body",
                "5 (5)",
                "The body of a first request without credentials is dropped and changes nothing. The second request on that connection succeeds.")
            .given(asksFirst())
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER']}").as("owner"))
            .then(ok(), is("/desc", "nightly"))
            .afterwards(get(KEYS).as("owner"), list(2)));
  }

  private static Row spelled(String id, String rule, String spelling) {
    return written(id, rule, spelling).then(ok(), list(1));
  }

  private static Row spelledWrong(String id, String rule, String spelling) {
    return written(id, rule, spelling).then(challenged());
  }

  private static Row written(String id, String rule, String spelling) {
    return row(id, "5 (2)", rule).when(get(KEYS).as("owner").signed(Call.USUAL.spelling(spelling)));
  }

  private static String usual(String part, String instead) {
    return Call.USUAL.spelling().replace(part, instead);
  }

  private static Signing uri(String path) {
    return Call.USUAL.uri(BASE + path);
  }
}
