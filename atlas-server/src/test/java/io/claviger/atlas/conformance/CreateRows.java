package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.post;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.links;
import static io.claviger.atlas.conformance.Checks.matches;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.status;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Documents.newKey;
import static io.claviger.atlas.conformance.Documents.roles;
import static io.claviger.atlas.conformance.Givens.deleted;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.limits;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Row.row;

/** Making keys (section 1.5; Appendix B 15, 30). */
final class CreateRows {
  private static final String KEYS = "/orgs/{org}/apiKeys";

  private CreateRows() {}

  static Table table() {
    return Table.of(
        "Create a key",
        row(
                "create",
                "1.5",
                "A description and roles make a key; the answer is 200 and shows its private key whole.")
            .when(
                post(KEYS, "{'desc':'nightly export','roles':['ORG_MEMBER','ORG_BILLING_ADMIN']}")
                    .as("owner"))
            .then(
                ok(),
                newKey(),
                is("/desc", "nightly export"),
                roles("", "ORG_MEMBER", "ORG_BILLING_ADMIN"))
            .afterwards(get(KEYS).as("owner"), list(2)),
        row("create-shown-once", "1.5", "No later answer shows the whole private key.")
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER']}").as("owner"))
            .then(ok(), newKey())
            .afterwards(
                get(KEYS + "/{answer.id}").as("owner"),
                ok(),
                matches("/privateKey", "[*]{8}-[*]{4}-[*]{4}-[0-9a-f]{12}", "redacted")),
        row("create-works", "1.5", "The new key can be used at once.")
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER']}").as("owner"))
            .then(ok(), newKey())
            .afterwards(get(KEYS + "/{answer.id}").as("answer"), ok(), is("/id", "{answer.id}")),
        row("create-empty-list", "1.5", "A new key has an empty whitelist.")
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER']}").as("owner"))
            .then(ok(), newKey())
            .afterwards(get(KEYS + "/{answer.id}/whitelist").as("owner"), ok(), list(0)),
        row("create-link", "1.5", "A new key has a link to itself.")
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER']}").as("owner"))
            .then(
                ok(),
                links("self"),
                matches(
                    "/links/0/href",
                    ".*/api/atlas/v1.0/orgs/[0-9a-f]{24}/apiKeys/[0-9a-f]{24}",
                    "its own address")),
        row("create-same-desc", "1.5", "Descriptions need not be unique.")
            .given(key("first", "ORG_MEMBER"))
            .when(post(KEYS, "{'desc':'key first','roles':['ORG_MEMBER']}").as("owner"))
            .then(ok(), is("/desc", "key first")),
        row("create-role-twice", "1.1", "A role that is named twice is held once.")
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER','ORG_MEMBER']}").as("owner"))
            .then(ok(), roles("", "ORG_MEMBER")),
        row("create-owner", "2.3", "An owner key may make another owner.")
            .when(post(KEYS, "{'desc':'second owner','roles':['ORG_OWNER']}").as("owner"))
            .then(ok(), newKey(), roles("", "ORG_OWNER")),
        role("ORG_GROUP_CREATOR"),
        role("ORG_BILLING_READ_ONLY"),
        role("ORG_READ_ONLY"),
        role("ORG_STREAM_PROCESSING_ADMIN"),
        row("create-one-letter", "1.5, A.5", "A description may be one character.")
            .when(post(KEYS, "{'desc':'x','roles':['ORG_MEMBER']}").as("owner"))
            .then(ok(), is("/desc", "x")),
        row("create-longest", "1.5, A.5", "A description has up to 250 characters.")
            .when(
                post(KEYS, "{'desc':'" + "x".repeat(250) + "','roles':['ORG_MEMBER']}").as("owner"))
            .then(ok(), matches("/desc", "x{250}", "250 characters")),
        row(
                "create-longest-code-points",
                "B 15, B 30",
                "The characters of a description are counted as code points.")
            .when(
                post(KEYS, "{'desc':'" + "🔑".repeat(250) + "','roles':['ORG_MEMBER']}")
                    .as("owner"))
            .then(ok(), matches("/desc", "🔑{250}", "250 keys")),
        badDescription(
            "too-long", "A description of 251 characters is refused", "'" + "x".repeat(251) + "'"),
        badDescription("empty", "An empty description is refused", "''"),
        badDescription("blank-nul", "A NUL in a description is refused", "'a\\u0000b'"),
        badDescription(
            "control", "Other control characters in a description are refused", "'a\\u0007b'"),
        badDescription("newline", "A line break in a description is refused", "'a\\nb'"),
        badDescription("surrogate", "A lone surrogate in a description is refused", "'a\\ud800b'"),
        badDescription(
            "invisible", "A mark of direction in a description is refused", "'a\\u202eb'"),
        badDescription(
            "private-key",
            "A private key in a description is refused",
            "'x 3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3'"),
        row("create-no-desc", "1.5, B 15", "A description is required.")
            .when(post(KEYS, "{'roles':['ORG_MEMBER']}").as("owner"))
            .then(refused(400, "INVALID_API_KEY_DESC"))
            .afterwards(get(KEYS).as("owner"), list(1)),
        row("create-null-desc", "1.5, B 15", "A description of null is refused.")
            .when(post(KEYS, "{'desc':null,'roles':['ORG_MEMBER']}").as("owner"))
            .then(status(400)),
        row("create-no-roles", "1.5, B 15", "Roles are required.")
            .when(post(KEYS, "{'desc':'nightly'}").as("owner"))
            .then(
                refused(400, "MISSING_API_KEY_ROLES"),
                detail("API keys must have at least one role.")),
        row("create-empty-roles", "1.5, B 15", "At least one role is required.")
            .when(post(KEYS, "{'desc':'nightly','roles':[]}").as("owner"))
            .then(refused(400, "MISSING_API_KEY_ROLES")),
        row("create-unknown-role", "1.5", "An unknown role is refused by name.")
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_KING']}").as("owner"))
            .then(
                refused(400, "INVALID_ENUM_VALUE", "ORG_KING"),
                detail("An invalid enumeration value ORG_KING was specified.")),
        row(
                "create-nonsense-role",
                "1.5",
                "A text that cannot be a role is refused in the same way.")
            .when(post(KEYS, "{'desc':'nightly','roles':['king']}").as("owner"))
            .then(refused(400, "INVALID_ENUM_VALUE", "king")),
        row("create-project-role", "1.5", "A role of projects is refused in the organization.")
            .when(post(KEYS, "{'desc':'nightly','roles':['GROUP_READ_ONLY']}").as("owner"))
            .then(
                refused(400, "INVALID_ROLE_FOR_ORG", "GROUP_READ_ONLY", "{org}"),
                detail("Role GROUP_READ_ONLY invalid for organization {org}.")),
        row("create-odd-role", "2.1", "The role ORG_TEAM_MEMBERS_ADMIN is unknown.")
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_TEAM_MEMBERS_ADMIN']}").as("owner"))
            .then(refused(400, "INVALID_ENUM_VALUE", "ORG_TEAM_MEMBERS_ADMIN")),
        row("create-global-role", "2.2", "Roles of Ops Manager's global keys are refused.")
            .when(post(KEYS, "{'desc':'nightly','roles':['GLOBAL_OWNER']}").as("owner"))
            .then(refused(403, "CANNOT_ADD_GLOBAL_ROLE")),
        row(
                "create-mixed-roles",
                "1.5",
                "A role of projects is refused even beside a good role, and no key is created.")
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER','GROUP_OWNER']}").as("owner"))
            .then(refused(400, "INVALID_ROLE_FOR_ORG", "GROUP_OWNER", "{org}"))
            .afterwards(get(KEYS).as("owner"), list(1)),
        row("create-limit", "1.5, A.5", "An organization has a limit of keys.")
            .given(limits(2, 200), key("member", "ORG_MEMBER"))
            .when(post(KEYS, "{'desc':'one more','roles':['ORG_MEMBER']}").as("owner"))
            .then(
                refused(400, "MAX_API_KEYS_PER_ORG_EXCEEDED", "2", "{org}"),
                detail(
                    "Maximum number of API keys per org (2) in {org} exceeded while trying to add API keys."))
            .afterwards(get(KEYS).as("owner"), list(2)),
        row("create-limit-room", "1.5, B 12", "A deleted key makes room for a new one.")
            .given(limits(2, 200), key("member", "ORG_MEMBER"), deleted("member"))
            .when(post(KEYS, "{'desc':'one more','roles':['ORG_MEMBER']}").as("owner"))
            .then(ok(), newKey()),
        row("create-by-member", "B 1", "A key that is no owner cannot create keys.")
            .given(key("member", "ORG_MEMBER"))
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER']}").as("member"))
            .then(refused(401, "USER_UNAUTHORIZED"))
            .afterwards(get(KEYS).as("owner"), list(2)),
        row("create-elsewhere", "1.2", "An owner cannot create keys in another organization.")
            .given(otherOrganization())
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER']}").as("stranger"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")),
        row("create-envelope", "1.1", "A new key is also answered in an envelope.")
            .when(
                post(KEYS + "?envelope=true", "{'desc':'nightly','roles':['ORG_MEMBER']}")
                    .as("owner"))
            .then(ok(), is("/status", 200), is("/content/desc", "nightly")));
  }

  private static Row role(String name) {
    return row("create-role-" + name, "2.1", "A key may have " + name + " as its only role.")
        .when(post(KEYS, "{'desc':'nightly','roles':['" + name + "']}").as("owner"))
        .then(ok(), roles("", name));
  }

  private static Row badDescription(String id, String rule, String desc) {
    return row("create-desc-" + id, "B 15, B 30", rule + ".")
        .when(post(KEYS, "{'desc':" + desc + ",'roles':['ORG_MEMBER']}").as("owner"))
        .then(refused(400, "INVALID_API_KEY_DESC"))
        .afterwards(get(KEYS).as("owner"), list(1));
  }
}
