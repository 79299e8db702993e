package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.AccountDocuments.accountDocument;
import static io.claviger.atlas.conformance.AccountDocuments.created;
import static io.claviger.atlas.conformance.AccountDocuments.entry;
import static io.claviger.atlas.conformance.AccountDocuments.newAccount;
import static io.claviger.atlas.conformance.AccountDocuments.newSecret;
import static io.claviger.atlas.conformance.AccountDocuments.page;
import static io.claviger.atlas.conformance.AccountRows.body;
import static io.claviger.atlas.conformance.AccountRows.delete;
import static io.claviger.atlas.conformance.AccountRows.get;
import static io.claviger.atlas.conformance.AccountRows.patch;
import static io.claviger.atlas.conformance.AccountRows.post;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.isNull;
import static io.claviger.atlas.conformance.Checks.noContent;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Givens.account;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.listed;
import static io.claviger.atlas.conformance.Givens.secondProject;
import static io.claviger.atlas.conformance.Givens.token;
import static io.claviger.atlas.conformance.Row.row;

/** Service accounts of a project (section C.2). */
final class ProjectAccountRows {
  private static final String ACCOUNTS = "/groups/{project}/serviceAccounts";
  private static final String ROBOT = ACCOUNTS + "/{robot}";
  private static final String INVITE = ROBOT + ":invite";
  private static final String READER = "{'roles':['GROUP_READ_ONLY']}";

  private ProjectAccountRows() {}

  static Table table() {
    return Table.of(
        "Service accounts of projects",
        row("project-accounts", "C.2", "A project lists its accounts, with their roles there.")
            .given(account("robot", "ORG_MEMBER", "GROUP_OWNER"), account("other", "ORG_MEMBER"))
            .when(get(ACCOUNTS).as("owner"))
            .then(ok(), page(1), accountDocument("/results/0", "robot", "GROUP_OWNER")),
        row("project-accounts-owner", "B 28", "An owner of the project lists them, too.")
            .given(account("robot", "GROUP_READ_ONLY"), key("manager", "GROUP_OWNER"))
            .when(get(ACCOUNTS).as("manager"))
            .then(ok(), page(1), accountDocument("/results/0", "robot", "GROUP_READ_ONLY")),
        row("project-accounts-used", "B 62", "It does not see when a secret was used.")
            .given(
                account("robot", "GROUP_READ_ONLY"), token("robot"), key("manager", "GROUP_OWNER"))
            .when(get(ROBOT).as("manager"))
            .then(ok(), isNull("/secrets/0/lastUsedAt")),
        row("project-keys-no-accounts", "C.2, B 50", "The keys of a project have no accounts.")
            .given(account("robot", "GROUP_OWNER"))
            .when(get("/groups/{project}/apiKeys").as("owner"))
            .then(ok(), list(0)),
        row("project-accounts-hidden", "B 28", "A key without a role there sees none.")
            .given(account("robot", "GROUP_OWNER"), key("member", "ORG_MEMBER"))
            .when(get(ACCOUNTS).as("member"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("project-accounts-unknown", "C.2", "A project that does not exist is not found.")
            .when(get("/groups/{unknown}/serviceAccounts").as("owner"))
            .then(refused(404, "GROUP_NOT_FOUND", "{unknown}")),
        row("project-account-create", "C.2", "An owner creates an account in a project.")
            .when(post(ACCOUNTS, body("ci", "d", "'GROUP_READ_ONLY'", 8)).as("owner"))
            .then(created(), newAccount("GROUP_READ_ONLY"))
            .afterwards(
                get("/orgs/{org}/serviceAccounts/{answer}").as("owner"),
                ok(),
                accountDocument("", "answer", "ORG_MEMBER")),
        row("project-account-create-manager", "C.2, B 28", "So does an owner of the project.")
            .given(key("manager", "GROUP_OWNER"))
            .when(post(ACCOUNTS, body("ci", "d", "'GROUP_OWNER'", 8760)).as("manager"))
            .then(created(), newAccount("GROUP_OWNER"))
            .afterwards(get(ACCOUNTS + "/{answer}").as("answer"), ok()),
        row("project-account-create-listed", "B 28", "It gets the access list of its creator then.")
            .given(key("manager", "GROUP_OWNER"), listed("manager", "127.0.0.0/8"))
            .when(post(ACCOUNTS, body("ci", "d", "'GROUP_OWNER'", 8)).as("manager"))
            .then(created())
            .afterwards(
                get(ACCOUNTS + "/{answer}/accessList").as("owner"),
                ok(),
                entry("/results/0", "127.0.0.0/8", 0)),
        row("project-account-create-role", "C.2", "Its roles are roles of projects.")
            .when(post(ACCOUNTS, body("ci", "d", "'ORG_MEMBER'", 8)).as("owner"))
            .then(refused(400, "INVALID_ROLE_FOR_GROUP", "ORG_MEMBER", "{project}")),
        row("project-account-create-none", "C.2", "It has at least one.")
            .when(post(ACCOUNTS, body("ci", "d", "", 8)).as("owner"))
            .then(refused(400, "MISSING_SERVICE_ACCOUNT_ROLES")),
        row("project-account-create-grant", "B 2", "A key that owns nothing creates none.")
            .given(key("worker", "GROUP_READ_ONLY"))
            .when(post(ACCOUNTS, body("ci", "d", "'GROUP_READ_ONLY'", 8)).as("worker"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("project-account", "C.2", "An account is read in its project.")
            .given(account("robot", "ORG_MEMBER", "GROUP_OWNER"))
            .when(get(ROBOT).as("robot"))
            .then(ok(), accountDocument("", "robot", "GROUP_OWNER")),
        row("project-account-outside", "C.2, B 63", "It is not found in another project.")
            .given(account("robot", "ORG_MEMBER", "GROUP_OWNER"), secondProject())
            .when(get("/groups/{secondProject}/serviceAccounts/{robot}").as("owner"))
            .then(refused(404, "SERVICE_ACCOUNT_NOT_FOUND", "{robot}")),
        row("project-account-key", "C.2, B 50", "A key is no account of a project.")
            .given(key("worker", "GROUP_READ_ONLY"))
            .when(get(ACCOUNTS + "/mdb_sa_id_{worker}").as("owner"))
            .then(refused(404, "SERVICE_ACCOUNT_NOT_FOUND", "mdb_sa_id_{worker}")),
        row("project-account-invite", "C.2", "An account of the organization is invited.")
            .given(account("robot", "ORG_MEMBER"))
            .when(post(INVITE, READER).as("owner"))
            .then(ok(), accountDocument("", "robot", "GROUP_READ_ONLY")),
        row("project-account-invite-encoded", "C.2", "The colon may be escaped.")
            .given(account("robot", "ORG_MEMBER"))
            .when(post(ROBOT + "%3Ainvite", READER).as("owner"))
            .then(ok(), accountDocument("", "robot", "GROUP_READ_ONLY")),
        row("project-account-invite-manager", "C.2, B 28", "An owner of the project invites, too.")
            .given(account("robot", "ORG_MEMBER"), key("manager", "GROUP_OWNER"))
            .when(post(INVITE, READER).as("manager"))
            .then(ok(), accountDocument("", "robot", "GROUP_READ_ONLY")),
        row(
                "project-account-invite-twice",
                "C.2",
                "An account of the project is not invited again.")
            .given(account("robot", "GROUP_OWNER"))
            .when(post(INVITE, READER).as("owner"))
            .then(
                refused(400, "SERVICE_ACCOUNT_ALREADY_IN_GROUP"),
                detail("Service account is already in the group.")),
        row("project-account-invite-roles", "C.2", "An invitation names roles.")
            .given(account("robot", "ORG_MEMBER"))
            .when(post(INVITE, "{}").as("owner"))
            .then(refused(400, "MISSING_ATTRIBUTE", "roles")),
        row("project-account-invite-key", "C.2, B 50", "A key is not invited as an account.")
            .given(key("member", "ORG_MEMBER"))
            .when(post(ACCOUNTS + "/mdb_sa_id_{member}:invite", READER).as("owner"))
            .then(refused(404, "SERVICE_ACCOUNT_NOT_FOUND")),
        row("project-account-invite-get", "C.2", "An invitation is a POST.")
            .given(account("robot", "ORG_MEMBER"))
            .when(get(INVITE).as("owner"))
            .then(refused(404, "INVALID_CLIENT_ID")),
        row("project-account-patch", "C.2", "A change replaces its roles on the project.")
            .given(account("robot", "ORG_MEMBER", "GROUP_OWNER"))
            .when(patch(ROBOT, "{'name':'new','roles':['GROUP_READ_ONLY']}").as("owner"))
            .then(ok(), accountDocument("", "robot", "GROUP_READ_ONLY"), is("/name", "new")),
        row("project-account-patch-manager", "B 39", "An owner of the project changes roles only.")
            .given(account("robot", "GROUP_OWNER"), key("manager", "GROUP_OWNER"))
            .when(patch(ROBOT, READER).as("manager"))
            .then(ok(), accountDocument("", "robot", "GROUP_READ_ONLY")),
        row("project-account-patch-name", "B 39", "It may not change the name, and then no role.")
            .given(account("robot", "GROUP_OWNER"), key("manager", "GROUP_OWNER"))
            .when(patch(ROBOT, "{'name':'x','roles':['GROUP_READ_ONLY']}").as("manager"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("project-account-patch-outside", "B 63", "An account is invited before it is changed.")
            .given(account("robot", "ORG_MEMBER"))
            .when(patch(ROBOT, READER).as("owner"))
            .then(refused(404, "SERVICE_ACCOUNT_NOT_FOUND", "{robot}")),
        row("project-account-delete", "C.2", "A deletion takes it out of the project only.")
            .given(account("robot", "ORG_MEMBER", "GROUP_OWNER"))
            .when(delete(ROBOT).as("owner"))
            .then(noContent())
            .afterwards(get("/orgs/{org}/serviceAccounts/{robot}/groups").as("owner"), page(0)),
        row("project-account-delete-twice", "B 63", "A second one finds no account there.")
            .given(account("robot", "ORG_MEMBER"))
            .when(delete(ROBOT).as("owner"))
            .then(refused(404, "SERVICE_ACCOUNT_NOT_FOUND", "{robot}")),
        row("project-secret", "C.2", "An owner of the organization makes a secret there, too.")
            .given(account("robot", "GROUP_OWNER"))
            .when(post(ROBOT + "/secrets", "{'secretExpiresAfterHours':8}").as("owner"))
            .then(created(), newSecret()),
        row("project-secret-manager", "B 28, B 62", "An owner of the project makes none.")
            .given(account("robot", "ORG_MEMBER", "GROUP_READ_ONLY"), key("manager", "GROUP_OWNER"))
            .when(post(ROBOT + "/secrets", "{'secretExpiresAfterHours':8}").as("manager"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("project-secret-outside", "B 63", "An account of no role there has no secrets there.")
            .given(account("robot", "ORG_MEMBER"))
            .when(post(ROBOT + "/secrets", "{'secretExpiresAfterHours':8}").as("owner"))
            .then(refused(404, "SERVICE_ACCOUNT_NOT_FOUND")),
        row("project-secret-delete", "C.2", "A secret is deleted there.")
            .given(account("robot", "GROUP_OWNER"))
            .when(delete(ROBOT + "/secrets/{robot.secretId}").as("owner"))
            .then(noContent()),
        row("project-entries", "C.2", "The access list is read there.")
            .given(account("robot", "GROUP_OWNER"), listed("robot", "203.0.113.7"))
            .when(get(ROBOT + "/accessList").as("owner"))
            .then(ok(), page(1), entry("/results/0", "203.0.113.7/32", 0)),
        row("project-entries-manager", "B 28, B 62", "An owner of the project reads no list.")
            .given(account("robot", "ORG_MEMBER", "GROUP_READ_ONLY"), key("manager", "GROUP_OWNER"))
            .when(get(ROBOT + "/accessList").as("manager"))
            .then(refused(401, "SERVICE_ACCOUNT_ACCESS_LIST_ACCESS_DENIED")),
        row("project-entry-add", "C.2", "Entries are added there.")
            .given(listed("owner", "127.0.0.1"), account("robot", "GROUP_OWNER"))
            .when(post(ROBOT + "/accessList", "[{'cidrBlock':'198.51.100.0/24'}]").as("owner"))
            .then(ok(), page(1), entry("/results/0", "198.51.100.0/24", 0)),
        row("project-entry-remove", "C.2", "An account removes an entry of its own there.")
            .given(account("robot", "GROUP_OWNER"), listed("robot", "127.0.0.1", "203.0.113.7"))
            .when(delete(ROBOT + "/accessList/203.0.113.7").as("robot"))
            .then(noContent()),
        row("project-entry-remove-own", "B 13", "But not its own address.")
            .given(account("robot", "GROUP_OWNER"), listed("robot", "127.0.0.1", "203.0.113.7"))
            .when(delete(ROBOT + "/accessList/127.0.0.1").as("robot"))
            .then(refused(400, "CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST", "127.0.0.1")));
  }
}
