package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Challenges.challenged;
import static io.claviger.atlas.conformance.Checks.absent;
import static io.claviger.atlas.conformance.Checks.column;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.isNull;
import static io.claviger.atlas.conformance.Checks.links;
import static io.claviger.atlas.conformance.Checks.noHeader;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Documents.fieldsAt;
import static io.claviger.atlas.conformance.Documents.roles;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.listedKey;
import static io.claviger.atlas.conformance.Row.row;

/** Who am I (section A.2). */
final class RootRows {
  private RootRows() {}

  static Table table() {
    return Table.of(
        "Root",
        row("root", "A.2", "The root shows the calling key.")
            .given(key("member", "ORG_MEMBER", "GROUP_READ_ONLY"))
            .when(get("").as("member"))
            .then(
                ok(),
                is("/apiKey/id", "{member}"),
                is("/apiKey/publicKey", "{member.public}"),
                roles("/apiKey", "ORG_MEMBER", "GROUP_READ_ONLY on {project}")),
        row("root-no-secret", "A.2", "The root does not show the private key.")
            .when(get("").as("owner"))
            .then(ok(), absent("/apiKey/privateKey", "/privateKey")),
        row("root-fields", "A.2", "The root describes the server.")
            .when(get("").as("owner"))
            .then(
                ok(),
                fieldsAt("", "apiKey", "appName", "build", "links", "throttling"),
                fieldsAt("/apiKey", "accessList", "id", "publicKey", "roles")),
        row("root-name", "B 36", "The name of the server is the one that clients of Atlas know.")
            .when(get("").as("owner"))
            .then(ok(), is("/appName", "MongoDB Atlas")),
        row("root-links", "A.2", "The root links to itself and to the key.")
            .when(get("").as("owner"))
            .then(
                ok(),
                links("self", "http://mms.mongodb.com/apiKeys"),
                is("/links/0/href", "{site}/api/atlas/v1.0"),
                is("/links/1/href", "{site}/api/atlas/v1.0/orgs/{org}/apiKeys/{owner}")),
        row(
                "root-no-limit",
                "B 41",
                "A server without a limit of requests sends no numbers of one.")
            .when(get("").as("owner"))
            .then(
                ok(), is("/throttling", false), noHeader("RateLimit-Limit", "RateLimit-Remaining")),
        row("root-list", "A.2", "The root shows the whitelist of the key.")
            .given(listedKey("member", "ORG_MEMBER", "127.0.0.2", "203.0.113.0/24"))
            .when(get("").as("member").from("127.0.0.2"))
            .then(
                ok(),
                column("/apiKey/accessList", "cidrBlock", "127.0.0.2/32", "203.0.113.0/24"),
                is("/apiKey/accessList/0/ipAddress", "127.0.0.2"),
                fieldsAt("/apiKey/accessList/1", "cidrBlock", "ipAddress"),
                isNull("/apiKey/accessList/1/ipAddress")),
        row("root-v2", "A.2", "The root is the same under v2.")
            .when(get("").under("/api/atlas/v2").as("owner"))
            .then(ok(), is("/apiKey/id", "{owner}")),
        row("root-nobody", "3.1", "The root needs credentials.").when(get("")).then(challenged()));
  }
}
