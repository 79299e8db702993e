package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.AccountDocuments.accountDocument;
import static io.claviger.atlas.conformance.AccountDocuments.created;
import static io.claviger.atlas.conformance.AccountDocuments.newAccount;
import static io.claviger.atlas.conformance.AccountDocuments.page;
import static io.claviger.atlas.conformance.AccountDocuments.texts;
import static io.claviger.atlas.conformance.Challenges.challenged;
import static io.claviger.atlas.conformance.Checks.ascending;
import static io.claviger.atlas.conformance.Checks.column;
import static io.claviger.atlas.conformance.Checks.columnOf;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.header;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.links;
import static io.claviger.atlas.conformance.Checks.noContent;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Checks.status;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Givens.account;
import static io.claviger.atlas.conformance.Givens.deleted;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.limits;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Givens.secondProject;
import static io.claviger.atlas.conformance.Row.row;

import java.time.Duration;

/** Service accounts of an organization (section C.1). */
final class AccountRows {
  static final String V2 = "/api/atlas/v2";
  static final String ACCOUNTS = "/orgs/{org}/serviceAccounts";
  private static final String ROBOT = ACCOUNTS + "/{robot}";

  private AccountRows() {}

  static Table reading() {
    return Table.of(
        "Read service accounts",
        row("accounts", "C.1", "An owner lists the accounts, by id; the secrets are masked.")
            .given(account("robot", "ORG_MEMBER"), account("other", "ORG_OWNER"))
            .when(get(ACCOUNTS).as("owner"))
            .then(
                ok(),
                page(2),
                ascending("/results", "clientId"),
                columnOf("/results", "clientId", "{robot}", "{other}"),
                is(
                    "/links/0/href",
                    "{site}/api/atlas/v2/orgs/{org}/serviceAccounts?includeCount=true&pageNum=1&itemsPerPage=100")),
        row("accounts-no-keys", "C.1, B 50", "The list of accounts has no keys.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(ACCOUNTS).as("owner"))
            .then(ok(), page(0)),
        row("keys-no-accounts", "C.1, B 50", "The list of keys has no accounts.")
            .given(account("robot", "ORG_MEMBER"))
            .when(get("/orgs/{org}/apiKeys").as("owner"))
            .then(ok(), list(1), column("/results", "id", "{owner}")),
        row("accounts-page", "1.1", "The list of accounts has pages.")
            .given(account("robot", "ORG_MEMBER"), account("other", "ORG_MEMBER"))
            .when(get(ACCOUNTS + "?itemsPerPage=1&pageNum=2").as("owner"))
            .then(ok(), page(2), size("/results", 1), links("self", "previous")),
        row("accounts-system", "C.1, B 51", "`includeSystemManaged` changes nothing.")
            .given(account("robot", "ORG_MEMBER"))
            .when(get(ACCOUNTS + "?includeSystemManaged=true").as("owner"))
            .then(ok(), page(1)),
        row("accounts-system-bad", "C.1, B 51", "`includeSystemManaged` is a boolean.")
            .when(get(ACCOUNTS + "?includeSystemManaged=x").as("owner"))
            .then(refused(400, "INVALID_QUERY_PARAMETER", "includeSystemManaged")),
        row("accounts-self", "B 1", "An account that is no owner sees itself alone.")
            .given(account("robot", "ORG_MEMBER"), account("other", "ORG_MEMBER"))
            .when(get(ACCOUNTS).as("robot"))
            .then(ok(), page(1), accountDocument("/results/0", "robot", "ORG_MEMBER")),
        row("accounts-member", "B 1, B 50", "A key that is no owner sees no account.")
            .given(key("member", "ORG_MEMBER"), account("robot", "ORG_MEMBER"))
            .when(get(ACCOUNTS).as("member"))
            .then(ok(), page(0)),
        row("accounts-nobody", "3.1", "The list of accounts needs credentials.")
            .when(get(ACCOUNTS))
            .then(challenged()),
        row("accounts-version", "C.1, B 52", "Service accounts have the version 2024-08-05.")
            .when(get(ACCOUNTS).as("owner").with("Accept", "application/vnd.atlas.2024-08-05+json"))
            .then(
                status(200),
                header("content-type", "application/vnd.atlas.2024-08-05+json;charset=utf-8")),
        row(
                "accounts-version-early",
                "C.1, B 52",
                "An answer names that version also to an earlier date.")
            .when(get(ACCOUNTS).as("owner").with("Accept", "application/vnd.atlas.2023-01-01+json"))
            .then(
                status(200),
                header("content-type", "application/vnd.atlas.2024-08-05+json;charset=utf-8")),
        row("accounts-only-v2", "C.1, B 52", "The earlier prefixes have no service accounts.")
            .when(get(ACCOUNTS).as("owner").under("/api/atlas/v1.0"))
            .then(refused(404, "RESOURCE_NOT_FOUND")),
        row("account-get", "C.1", "An owner reads one account.")
            .given(account("robot", "ORG_MEMBER", "GROUP_OWNER"))
            .when(get(ROBOT).as("owner"))
            .then(
                ok(),
                accountDocument("", "robot", "ORG_MEMBER"),
                is("/name", "robot"),
                is("/description", "account robot"),
                is("/createdAt", AccountDocuments.at(Duration.ZERO))),
        row("account-get-case", "C.1", "The digits of a client id may be upper case.")
            .given(account("robot", "ORG_MEMBER"), upperCase("robot"))
            .when(get(ACCOUNTS + "/{robot.upper}").as("owner"))
            .then(ok(), accountDocument("", "robot", "ORG_MEMBER")),
        row("account-get-self", "B 1", "An account reads itself.")
            .given(account("robot", "ORG_MEMBER"))
            .when(get(ROBOT).as("robot"))
            .then(ok(), accountDocument("", "robot", "ORG_MEMBER")),
        row("account-get-other", "B 27", "An account that is no owner cannot read another one.")
            .given(account("robot", "ORG_MEMBER"), account("other", "ORG_MEMBER"))
            .when(get(ROBOT).as("other"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("account-get-unknown", "C.1, B 53", "An account that does not exist is not found.")
            .when(get(ACCOUNTS + "/mdb_sa_id_{unknown}").as("owner"))
            .then(
                refused(404, "SERVICE_ACCOUNT_NOT_FOUND", "mdb_sa_id_{unknown}"),
                detail("No service account with ID mdb_sa_id_{unknown} exists.")),
        row("account-get-malformed", "C.1, B 53", "A malformed client id is not found.")
            .when(get(ACCOUNTS + "/{unknown}").as("owner"))
            .then(refused(404, "INVALID_CLIENT_ID", "{unknown}")),
        row("account-is-no-key", "C.1, B 50", "An account is not found among the keys.")
            .given(account("robot", "ORG_MEMBER"))
            .when(get("/orgs/{org}/apiKeys/{robot.key}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{robot.key}")),
        row("account-is-no-key-itself", "C.1, B 50", "Not even by itself.")
            .given(account("robot", "ORG_MEMBER"))
            .when(get("/orgs/{org}/apiKeys/{robot.key}").as("robot"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{robot.key}")),
        row("key-is-no-account", "C.1, B 50", "A key is not found among the accounts.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(ACCOUNTS + "/mdb_sa_id_{member}").as("owner"))
            .then(refused(404, "SERVICE_ACCOUNT_NOT_FOUND", "mdb_sa_id_{member}")),
        row("account-elsewhere", "B 5", "An account is not found in another organization.")
            .given(otherOrganization(), account("robot", "ORG_MEMBER"))
            .when(get("/orgs/{other}/serviceAccounts/{robot}").as("stranger"))
            .then(refused(404, "SERVICE_ACCOUNT_NOT_FOUND", "{robot}")),
        row("account-groups", "C.1", "The projects of an account, with its roles on each.")
            .given(account("robot", "ORG_MEMBER", "GROUP_OWNER", "GROUP_READ_ONLY"))
            .when(get(ROBOT + "/groups").as("owner"))
            .then(
                ok(),
                page(1),
                is("/results/0/groupId", "{project}"),
                texts("/results/0/roles", "GROUP_OWNER", "GROUP_READ_ONLY")),
        row("account-groups-none", "C.1", "An account without roles on projects has none.")
            .given(account("robot", "ORG_MEMBER"), secondProject())
            .when(get(ROBOT + "/groups").as("robot"))
            .then(ok(), page(0)));
  }

  static Table changing() {
    return Table.of(
        "Change service accounts",
        row(
                "account-create",
                "C.1",
                "An owner creates an account, with its first secret in clear text.")
            .when(post(ACCOUNTS, body("ci", "nightly export", "'ORG_MEMBER'", 8)).as("owner"))
            .then(
                created(),
                newAccount("ORG_MEMBER"),
                is("/name", "ci"),
                is("/description", "nightly export"),
                is("/secrets/0/expiresAt", AccountDocuments.at(Duration.ofHours(8))))
            .afterwards(
                get(ACCOUNTS + "/{answer}").as("owner"),
                ok(),
                accountDocument("", "answer", "ORG_MEMBER")),
        row("account-create-works", "C.1, C.4", "A new account gets a token and reads itself.")
            .when(post(ACCOUNTS, body("ci", "nightly", "'ORG_MEMBER'", 8760)).as("owner"))
            .then(created())
            .afterwards(get(ACCOUNTS + "/{answer}").as("answer"), ok()),
        row("account-create-envelope", "1.1, B 18", "An envelope holds the status 201.")
            .when(
                post(ACCOUNTS + "?envelope=true", body("ci", "nightly", "'ORG_MEMBER'", 8))
                    .as("owner"))
            .then(created(), is("/status", 201), is("/content/name", "ci")),
        row("account-create-letters", "C.1", "Names and descriptions have letters of any language.")
            .when(
                post(ACCOUNTS, body("Zoë-1_.,", "Prüfung älterer Daten", "'ORG_MEMBER'", 8))
                    .as("owner"))
            .then(created(), is("/name", "Zoë-1_.,")),
        bad("name-long", "name", body("x".repeat(65), "d", "'ORG_MEMBER'", 8)),
        bad("name-empty", "name", body("", "d", "'ORG_MEMBER'", 8)),
        bad("name-sign", "name", body("a/b", "d", "'ORG_MEMBER'", 8)),
        bad("description-long", "description", body("n", "x".repeat(251), "'ORG_MEMBER'", 8)),
        bad("description-sign", "description", body("n", "a<b", "'ORG_MEMBER'", 8)),
        bad("hours-few", "secretExpiresAfterHours", body("n", "d", "'ORG_MEMBER'", 7)),
        bad("hours-many", "secretExpiresAfterHours", body("n", "d", "'ORG_MEMBER'", 8761)),
        missing("name", "{'description':'d','roles':['ORG_MEMBER'],'secretExpiresAfterHours':8}"),
        missing("description", "{'name':'n','roles':['ORG_MEMBER'],'secretExpiresAfterHours':8}"),
        missing("roles", "{'name':'n','description':'d','secretExpiresAfterHours':8}"),
        missing("secretExpiresAfterHours", "{'name':'n','description':'d','roles':['ORG_MEMBER']}"),
        row("account-create-fraction", "C.1", "The hours are a whole number.")
            .when(
                post(
                        ACCOUNTS,
                        "{'name':'n','description':'d','roles':['ORG_MEMBER'],'secretExpiresAfterHours':8.5}")
                    .as("owner"))
            .then(refused(400, "INVALID_JSON_ATTRIBUTE", "secretExpiresAfterHours")),
        row("account-create-read-only", "C.1", "Other fields of an account are read-only.")
            .when(post(ACCOUNTS, "{'clientId':'x'}").as("owner"))
            .then(refused(400, "ATTRIBUTE_READ_ONLY", "clientId")),
        row("account-create-no-role", "C.1", "An account has at least one role.")
            .when(post(ACCOUNTS, body("n", "d", "", 8)).as("owner"))
            .then(
                refused(400, "MISSING_SERVICE_ACCOUNT_ROLES"),
                detail("Service accounts must have at least one role.")),
        row("account-create-group-role", "C.1", "Its roles are roles of organizations.")
            .when(post(ACCOUNTS, body("n", "d", "'GROUP_OWNER'", 8)).as("owner"))
            .then(refused(400, "INVALID_ROLE_FOR_ORG", "GROUP_OWNER", "{org}")),
        row("account-create-member", "B 1", "A key that is no owner creates no account.")
            .given(key("member", "ORG_MEMBER"))
            .when(post(ACCOUNTS, body("n", "d", "'ORG_MEMBER'", 8)).as("member"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("account-create-full", "C.1, B 54", "The limit of keys counts accounts, too.")
            .given(limits(2, 200), key("member", "ORG_MEMBER"))
            .when(post(ACCOUNTS, body("n", "d", "'ORG_MEMBER'", 8)).as("owner"))
            .then(refused(400, "MAX_SERVICE_ACCOUNTS_PER_ORG_EXCEEDED", "2", "{org}")),
        row("key-create-full", "C.1, B 54", "And a key finds no room beside accounts.")
            .given(limits(2, 200), account("robot", "ORG_MEMBER"))
            .when(post("/orgs/{org}/apiKeys", "{'desc':'d','roles':['ORG_MEMBER']}").as("owner"))
            .then(refused(400, "MAX_API_KEYS_PER_ORG_EXCEEDED", "2", "{org}")),
        row("account-patch", "C.1", "An owner changes name, description and roles.")
            .given(account("robot", "ORG_MEMBER"))
            .when(
                patch(ROBOT, "{'name':'new','description':'other','roles':['ORG_READ_ONLY']}")
                    .as("owner"))
            .then(
                ok(),
                accountDocument("", "robot", "ORG_READ_ONLY"),
                is("/name", "new"),
                is("/description", "other")),
        row("account-patch-keeps", "C.1", "What a change does not name stays.")
            .given(account("robot", "ORG_MEMBER", "GROUP_OWNER"))
            .when(patch(ROBOT, "{'roles':['ORG_READ_ONLY']}").as("owner"))
            .then(ok(), is("/name", "robot"), is("/description", "account robot"))
            .afterwards(get(ROBOT + "/groups").as("owner"), page(1)),
        row("account-patch-nothing", "B 55", "A change of nothing answers the account.")
            .given(account("robot", "ORG_MEMBER"))
            .when(patch(ROBOT, "{}").as("owner"))
            .then(ok(), accountDocument("", "robot", "ORG_MEMBER")),
        row("account-patch-name", "C.1", "A changed name follows the same rules.")
            .given(account("robot", "ORG_MEMBER"))
            .when(patch(ROBOT, "{'name':'a\\\\tb'}").as("owner"))
            .then(refused(400, "INVALID_ATTRIBUTE", "name")),
        row("account-patch-self", "B 1", "An account that is no owner cannot gain roles.")
            .given(account("robot", "ORG_MEMBER"))
            .when(patch(ROBOT, "{'roles':['ORG_OWNER']}").as("robot"))
            .then(refused(401, "CANNOT_GRANT_ROLE", "ORG_OWNER")),
        row("account-patch-key", "C.1, B 50", "A key cannot be changed as an account.")
            .given(key("member", "ORG_MEMBER"))
            .when(patch(ACCOUNTS + "/mdb_sa_id_{member}", "{'name':'x'}").as("owner"))
            .then(refused(404, "SERVICE_ACCOUNT_NOT_FOUND")),
        row("key-patch-account", "C.1, B 50", "An account cannot be changed as a key.")
            .given(account("robot", "ORG_MEMBER"))
            .when(patch("/orgs/{org}/apiKeys/{robot.key}", "{'desc':'x'}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND")),
        row("account-delete", "C.1", "An owner deletes an account.")
            .given(account("robot", "ORG_MEMBER"))
            .when(delete(ROBOT).as("owner"))
            .then(noContent())
            .afterwards(
                get(ROBOT).as("owner"), refused(404, "SERVICE_ACCOUNT_NOT_FOUND", "{robot}")),
        row("account-delete-twice", "C.1", "A deleted account is not found.")
            .given(account("robot", "ORG_MEMBER"), deleted("robot"))
            .when(delete(ROBOT).as("owner"))
            .then(refused(404, "SERVICE_ACCOUNT_NOT_FOUND", "{robot}")),
        row("account-delete-as-key", "C.1, B 50", "An account cannot be deleted as a key.")
            .given(account("robot", "ORG_MEMBER"))
            .when(delete("/orgs/{org}/apiKeys/{robot.key}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{robot.key}")),
        row(
                "account-delete-owner",
                "B 56",
                "An account that is the only other owner can be deleted.")
            .given(account("robot", "ORG_OWNER"))
            .when(delete(ROBOT).as("robot"))
            .then(noContent()),
        row("account-no-last-owner", "B 3, B 56", "An account does not count as a lasting owner.")
            .given(account("robot", "ORG_OWNER"))
            .when(delete("/orgs/{org}/apiKeys/{owner}").as("robot"))
            .then(refused(403, "CANNOT_DELETE_LAST_OWNER")));
  }

  static String body(String name, String description, String roles, int hours) {
    return "{'name':'%s','description':'%s','roles':[%s],'secretExpiresAfterHours':%d}"
        .formatted(name, description, roles, hours);
  }

  private static Row bad(String id, String attribute, String body) {
    return row("account-create-" + id, "C.1", "A bad `" + attribute + "` is refused.")
        .when(post(ACCOUNTS, body).as("owner"))
        .then(refused(400, "INVALID_ATTRIBUTE", attribute));
  }

  private static Row missing(String attribute, String body) {
    return row("account-create-no-" + attribute, "C.1", "`" + attribute + "` is required.")
        .when(post(ACCOUNTS, body).as("owner"))
        .then(refused(400, "MISSING_ATTRIBUTE", attribute));
  }

  private static Given upperCase(String account) {
    return Given.of(
        "its client id in upper case `{" + account + ".upper}`", world -> world.shout(account));
  }

  static Call get(String path) {
    return Call.get(path).under(V2);
  }

  static Call post(String path, String body) {
    return Call.post(path, body).under(V2);
  }

  static Call patch(String path, String body) {
    return Call.patch(path, body).under(V2);
  }

  static Call delete(String path) {
    return Call.delete(path).under(V2);
  }
}
