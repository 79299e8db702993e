package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.AccountDocuments.created;
import static io.claviger.atlas.conformance.AccountDocuments.entry;
import static io.claviger.atlas.conformance.AccountDocuments.newSecret;
import static io.claviger.atlas.conformance.AccountDocuments.page;
import static io.claviger.atlas.conformance.AccountRows.ACCOUNTS;
import static io.claviger.atlas.conformance.AccountRows.delete;
import static io.claviger.atlas.conformance.AccountRows.get;
import static io.claviger.atlas.conformance.AccountRows.post;
import static io.claviger.atlas.conformance.Checks.columnOf;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.isNull;
import static io.claviger.atlas.conformance.Checks.noContent;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Givens.account;
import static io.claviger.atlas.conformance.Givens.accountFor;
import static io.claviger.atlas.conformance.Givens.entries;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.later;
import static io.claviger.atlas.conformance.Givens.listed;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Givens.sent;
import static io.claviger.atlas.conformance.Givens.token;
import static io.claviger.atlas.conformance.Row.row;

import java.time.Duration;

/** The secrets and the access lists of service accounts (section C.3). */
final class AccountPartRows {
  private static final String ROBOT = ACCOUNTS + "/{robot}";
  private static final String SECRETS = ROBOT + "/secrets";
  private static final String LIST = ROBOT + "/accessList";
  private static final String YEAR = "{'secretExpiresAfterHours':8760}";
  private static final Duration DAY = Duration.ofDays(1);

  private AccountPartRows() {}

  static Table secrets() {
    return Table.of(
        "Secrets of service accounts",
        row("secret-create", "C.3", "An owner creates a second secret, in clear text.")
            .given(account("robot", "ORG_MEMBER"))
            .when(post(SECRETS, "{'secretExpiresAfterHours':8}").as("owner"))
            .then(created(), newSecret(), is("/expiresAt", at(Duration.ofHours(8))))
            .afterwards(get(ROBOT).as("owner"), size("/secrets", 2)),
        row("secret-create-works", "C.3", "The new secret gets a token.")
            .given(account("robot", "ORG_MEMBER"))
            .when(post(SECRETS, YEAR).as("owner"))
            .then(created())
            .afterwards(get(ACCOUNTS + "/{robot}").as("answer"), ok()),
        row("secret-create-shortens", "C.3, B 57", "The older one ends after 7 days.")
            .given(account("robot", "ORG_MEMBER"))
            .when(post(SECRETS, YEAR).as("owner"))
            .then(created())
            .afterwards(
                get(ROBOT).as("owner"),
                is("/secrets/0/expiresAt", at(Duration.ofDays(7))),
                is("/secrets/1/expiresAt", at(Duration.ofDays(365)))),
        row("secret-create-lengthens-none", "C.3, B 57", "It is never lengthened to 7 days.")
            .given(accountFor("robot", DAY, "ORG_MEMBER"))
            .when(post(SECRETS, YEAR).as("owner"))
            .then(created())
            .afterwards(get(ROBOT).as("owner"), is("/secrets/0/expiresAt", at(DAY))),
        row("secret-create-third", "C.3, B 57", "An account has two live secrets at most.")
            .given(account("robot", "ORG_MEMBER"), sent(1, post(SECRETS, YEAR).as("owner")))
            .when(post(SECRETS, YEAR).as("owner"))
            .then(
                refused(400, "MAX_LIVE_SECRETS_EXCEEDED", "2"),
                detail("Maximum number of live secrets (2) exceeded.")),
        row("secret-create-expired", "C.3, B 57", "An expired secret does not count, and goes.")
            .given(accountFor("robot", DAY, "ORG_MEMBER"), later(DAY))
            .when(post(SECRETS, YEAR).as("owner"))
            .then(created(), newSecret())
            .afterwards(get(ROBOT).as("owner"), size("/secrets", 1)),
        row("secret-create-form", "C.3", "An account without secrets gets one of the same form.")
            .given(
                account("robot", "ORG_MEMBER"),
                sent(1, delete(SECRETS + "/{robot.secretId}").as("owner")))
            .when(post(SECRETS, YEAR).as("owner"))
            .then(created(), newSecret()),
        row("secret-create-hours", "C.3", "A secret lasts 8 hours at least.")
            .given(account("robot", "ORG_MEMBER"))
            .when(post(SECRETS, "{'secretExpiresAfterHours':7}").as("owner"))
            .then(refused(400, "INVALID_ATTRIBUTE", "secretExpiresAfterHours")),
        row("secret-create-missing", "C.3", "The hours are required.")
            .given(account("robot", "ORG_MEMBER"))
            .when(post(SECRETS, "{}").as("owner"))
            .then(refused(400, "MISSING_ATTRIBUTE", "secretExpiresAfterHours")),
        row("secret-create-self", "B 24", "An account that is no owner makes no secret of its own.")
            .given(account("robot", "ORG_MEMBER"))
            .when(post(SECRETS, YEAR).as("robot"))
            .then(
                refused(401, "CANNOT_EXTEND_ITSELF"),
                detail("A service account cannot extend itself.")),
        row("secret-create-key", "C.3, B 50", "A key has no secrets on this path.")
            .given(key("member", "ORG_MEMBER"))
            .when(post(ACCOUNTS + "/mdb_sa_id_{member}/secrets", YEAR).as("owner"))
            .then(refused(404, "SERVICE_ACCOUNT_NOT_FOUND")),
        row("secret-used", "C.3", "A secret shows when it was last exchanged for a token.")
            .given(account("robot", "ORG_MEMBER"), token("robot"))
            .when(get(ROBOT).as("owner"))
            .then(ok(), is("/secrets/0/lastUsedAt", at(Duration.ZERO))),
        row("secret-unused", "C.3", "Before that it is null.")
            .given(account("robot", "ORG_MEMBER"))
            .when(get(ROBOT).as("owner"))
            .then(ok(), isNull("/secrets/0/lastUsedAt")),
        row("secret-delete", "C.3", "An owner deletes a secret; its tokens end.")
            .given(account("robot", "ORG_MEMBER"), token("robot"))
            .when(delete(SECRETS + "/{robot.secretId}").as("owner"))
            .then(noContent())
            .afterwards(get(ROBOT).as("robot"), AccountTokenRows.bearerRefused()),
        row("secret-delete-self", "B 1", "An account deletes its own secret.")
            .given(account("robot", "ORG_MEMBER"))
            .when(delete(SECRETS + "/{robot.secretId}").as("robot"))
            .then(noContent()),
        row("secret-delete-unknown", "C.3, B 53", "A secret that does not exist is not found.")
            .given(account("robot", "ORG_MEMBER"))
            .when(delete(SECRETS + "/{unknown}").as("owner"))
            .then(refused(404, "SERVICE_ACCOUNT_SECRET_NOT_FOUND", "{unknown}", "{robot}")),
        row("secret-delete-malformed", "C.3, B 53", "Nor is one with a malformed id.")
            .given(account("robot", "ORG_MEMBER"))
            .when(delete(SECRETS + "/x").as("owner"))
            .then(refused(404, "SERVICE_ACCOUNT_SECRET_NOT_FOUND", "x", "{robot}")),
        row("secret-delete-foreign", "C.3", "The secret of another account is not found.")
            .given(account("robot", "ORG_MEMBER"), account("other", "ORG_MEMBER"))
            .when(delete(SECRETS + "/{other.secretId}").as("owner"))
            .then(refused(404, "SERVICE_ACCOUNT_SECRET_NOT_FOUND")),
        row("secret-delete-member", "B 1", "A key that is no owner deletes no secret of others.")
            .given(account("robot", "ORG_MEMBER"), key("member", "ORG_MEMBER"))
            .when(delete(SECRETS + "/{robot.secretId}").as("member"))
            .then(refused(401, "USER_UNAUTHORIZED")));
  }

  static Table lists() {
    return Table.of(
        "Access lists of service accounts",
        row("account-entries", "C.3", "An owner reads the access list of an account.")
            .given(
                account("robot", "ORG_MEMBER"), listed("robot", "203.0.113.7", "198.51.100.0/24"))
            .when(get(LIST).as("owner"))
            .then(
                ok(),
                page(2),
                entry("/results/0", "198.51.100.0/24", 0),
                entry("/results/1", "203.0.113.7/32", 0)),
        row("account-entries-used", "C.3", "A request with a token counts for the entry.")
            .given(
                account("robot", "ORG_MEMBER"),
                token("robot"),
                listed("robot", "127.0.0.1"),
                sent(2, get(ROBOT).as("robot")))
            .when(get(LIST).as("owner"))
            .then(
                ok(),
                entry("/results/0", "127.0.0.1/32", 2),
                is("/results/0/lastUsedAddress", "127.0.0.1")),
        row("account-entries-member", "B 1", "A key that is no owner reads no list of others.")
            .given(account("robot", "ORG_MEMBER"), key("member", "ORG_MEMBER"))
            .when(get(LIST).as("member"))
            .then(refused(401, "SERVICE_ACCOUNT_ACCESS_LIST_ACCESS_DENIED")),
        row("account-entry-add", "C.3", "An owner adds entries; the answer is the whole list.")
            .given(
                listed("owner", "127.0.0.1"),
                account("robot", "ORG_MEMBER"),
                listed("robot", "203.0.113.7"))
            .when(
                post(LIST, "[{'ipAddress':'203.0.113.9'},{'cidrBlock':'198.51.100.0/24'}]")
                    .as("owner"))
            .then(
                ok(),
                page(3),
                columnOf(
                    "/results",
                    "cidrBlock",
                    "203.0.113.7/32",
                    "203.0.113.9/32",
                    "198.51.100.0/24")),
        row("account-entry-add-listed", "1.13", "A key without entries changes no list.")
            .given(account("robot", "ORG_MEMBER"))
            .when(post(LIST, "[{'ipAddress':'203.0.113.9'}]").as("owner"))
            .then(refused(403, "RESOURCE_REQUIRES_ACCESS_LIST")),
        row("account-entry-add-double", "C.3", "An address that is listed already is a conflict.")
            .given(
                listed("owner", "127.0.0.1"),
                account("robot", "ORG_MEMBER"),
                listed("robot", "203.0.113.7"))
            .when(
                post(LIST, "[{'ipAddress':'203.0.113.9'},{'ipAddress':'203.0.113.7'}]").as("owner"))
            .then(refused(409, "ADDRESS_ALREADY_IN_ACCESS_LIST"))
            .afterwards(get(LIST).as("owner"), page(1)),
        row(
                "account-entry-add-twice",
                "B 58",
                "One that a request names twice is refused as for keys.")
            .given(listed("owner", "127.0.0.1"), account("robot", "ORG_MEMBER"))
            .when(
                post(LIST, "[{'ipAddress':'203.0.113.9'},{'ipAddress':'203.0.113.9'}]").as("owner"))
            .then(refused(400, "DUPLICATE_ADDRESSES_IN_INPUT")),
        row("account-entry-add-full", "C.3", "A list has 200 entries at most.")
            .given(
                listed("owner", "127.0.0.1"), account("robot", "ORG_MEMBER"), entries("robot", 200))
            .when(post(LIST, "[{'ipAddress':'203.0.113.9'}]").as("owner"))
            .then(refused(400, "MAX_ACCESS_LIST_ENTRIES_EXCEEDED", "200")),
        row("account-entry-add-object", "C.3", "The body is an array.")
            .given(listed("owner", "127.0.0.1"), account("robot", "ORG_MEMBER"))
            .when(post(LIST, "{'ipAddress':'203.0.113.9'}").as("owner"))
            .then(refused(400, "INVALID_JSON")),
        row("account-entry-add-address", "1.10", "A malformed address is refused.")
            .given(listed("owner", "127.0.0.1"), account("robot", "ORG_MEMBER"))
            .when(post(LIST, "[{'ipAddress':'203.0.113.999'}]").as("owner"))
            .then(refused(400, "INVALID_IP_ADDRESS_OR_CIDR_NOTATION", "203.0.113.999")),
        row("account-entry-add-read-only", "C.3", "Other fields of an entry are read-only.")
            .given(listed("owner", "127.0.0.1"), account("robot", "ORG_MEMBER"))
            .when(post(LIST, "[{'requestCount':1}]").as("owner"))
            .then(refused(400, "ATTRIBUTE_READ_ONLY", "requestCount")),
        row("account-entry-remove", "C.3", "An owner removes an entry.")
            .given(
                listed("owner", "127.0.0.1"),
                account("robot", "ORG_MEMBER"),
                listed("robot", "203.0.113.7", "198.51.100.0/24"))
            .when(delete(LIST + "/198.51.100.0%2F24").as("owner"))
            .then(noContent())
            .afterwards(get(LIST).as("owner"), page(1)),
        row("account-entry-remove-unknown", "C.3", "An entry that is not listed is not found.")
            .given(listed("owner", "127.0.0.1"), account("robot", "ORG_MEMBER"))
            .when(delete(LIST + "/203.0.113.7").as("owner"))
            .then(
                refused(
                    404,
                    "SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_NOT_FOUND",
                    "203.0.113.7/32",
                    "{robot}")),
        row("account-entry-remove-own", "C.3, B 13", "An account cannot remove its own address.")
            .given(account("robot", "ORG_MEMBER"), listed("robot", "127.0.0.1", "203.0.113.7"))
            .when(delete(LIST + "/127.0.0.1").as("robot"))
            .then(refused(400, "CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST", "127.0.0.1")),
        row(
                "account-entry-remove-other",
                "B 13, B 58",
                "Another owner may, since it locks out nobody.")
            .given(
                listed("owner", "127.0.0.1"),
                account("robot", "ORG_MEMBER"),
                listed("robot", "127.0.0.1", "203.0.113.7"))
            .when(delete(LIST + "/127.0.0.1").as("owner"))
            .then(noContent()),
        row("account-entry-of-key", "C.3, B 50", "The list of a key is not on this path.")
            .given(otherOrganization(), key("member", "ORG_MEMBER"))
            .when(get(ACCOUNTS + "/mdb_sa_id_{member}/accessList").as("owner"))
            .then(refused(404, "SERVICE_ACCOUNT_NOT_FOUND")));
  }

  private static String at(Duration after) {
    return AccountDocuments.at(after);
  }
}
