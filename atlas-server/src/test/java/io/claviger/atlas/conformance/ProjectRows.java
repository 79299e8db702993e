package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.post;
import static io.claviger.atlas.conformance.Checks.ascending;
import static io.claviger.atlas.conformance.Checks.columnOf;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.links;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Checks.status;
import static io.claviger.atlas.conformance.Documents.keyDocument;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Documents.newKey;
import static io.claviger.atlas.conformance.Documents.roles;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.limits;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Givens.secondProject;
import static io.claviger.atlas.conformance.Row.row;

/** Keys of projects: listing and making them (section A.1; Appendix B 28). */
final class ProjectRows {
  private static final String KEYS = "/groups/{project}/apiKeys";

  private ProjectRows() {}

  static Table table() {
    return Table.of(
        "Keys of projects",
        staffed("project-list", "A.1, B 28", "The owner of a project lists its keys.")
            .given(key("outsider", "ORG_MEMBER"))
            .when(get(KEYS).as("manager"))
            .then(
                ok(),
                list(2),
                columnOf("/results", "id", "{manager}", "{worker}"),
                ascending("/results", "publicKey")),
        staffed(
                "project-list-owner",
                "2.1",
                "An owner of the organization lists the keys of every project.")
            .when(get(KEYS).as("owner"))
            .then(ok(), list(2)),
        row(
                "project-list-roles",
                "A.1",
                "A listed key has all its roles, also those outside the project.")
            .given(key("worker", "ORG_BILLING_ADMIN", "GROUP_READ_ONLY"))
            .when(get(KEYS).as("owner"))
            .then(
                ok(),
                list(1),
                roles("/results/0", "ORG_BILLING_ADMIN", "GROUP_READ_ONLY on {project}")),
        row("project-list-link", "A.1, 1.1", "Keys link to themselves below the organization.")
            .given(key("worker", "GROUP_READ_ONLY"))
            .when(get(KEYS).as("owner"))
            .then(
                ok(),
                keyDocument("/results/0", "worker"),
                is("/results/0/links/0/href", "{site}/api/atlas/v1.0/orgs/{org}/apiKeys/{worker}"),
                is(
                    "/links/0/href",
                    "{site}/api/atlas/v1.0/groups/{project}/apiKeys?includeCount=true&pageNum=1&itemsPerPage=100")),
        row("project-list-empty", "A.1", "A project without keys has an empty list.")
            .when(get(KEYS).as("owner"))
            .then(ok(), list(0), size("/results", 0)),
        staffed("project-list-page", "1.1", "The list has pages.")
            .when(get(KEYS + "?itemsPerPage=1").as("manager"))
            .then(ok(), list(2), size("/results", 1), links("self", "next")),
        staffed("project-list-member", "B 1", "A key that owns no project sees only itself.")
            .when(get(KEYS).as("worker"))
            .then(ok(), list(1), keyDocument("/results/0", "worker")),
        staffed("project-other", "B 28", "A role of a project grants in that project only.")
            .given(secondProject())
            .when(
                post(
                        "/groups/{secondProject}/apiKeys",
                        "{'desc':'nightly','roles':['GROUP_READ_ONLY']}")
                    .as("manager"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("project-unknown", "A.1", "A project that does not exist is not found.")
            .when(get("/groups/{unknown}/apiKeys").as("owner"))
            .then(
                refused(404, "GROUP_NOT_FOUND", "{unknown}"),
                detail("No group with ID {unknown} exists.")),
        row(
                "project-elsewhere",
                "B 5, B 28",
                "A project of another organization is not found, with the same answer.")
            .given(otherOrganization())
            .when(get("/groups/{otherProject}/apiKeys").as("owner"))
            .then(refused(404, "GROUP_NOT_FOUND", "{otherProject}")),
        row("project-malformed", "B 21", "A malformed project id is refused.")
            .when(get("/groups/NO-ID/apiKeys").as("owner"))
            .then(refused(404, "INVALID_GROUP_ID", "NO-ID")),
        staffed(
                "project-create",
                "A.1, B 28",
                "The owner of a project creates keys with roles of that project. They are members of the organization, too.")
            .when(post(KEYS, "{'desc':'nightly','roles':['GROUP_READ_ONLY']}").as("manager"))
            .then(
                ok(),
                newKey(),
                is("/desc", "nightly"),
                roles("", "GROUP_READ_ONLY on {project}", "ORG_MEMBER"))
            .afterwards(get(KEYS).as("manager"), list(3))
            .afterwards(get("/orgs/{org}/apiKeys/{answer.id}").as("answer"), ok()),
        row(
                "project-create-owner",
                "A.1",
                "An owner of the organization creates keys in a project.")
            .when(post(KEYS, "{'desc':'nightly','roles':['GROUP_OWNER']}").as("owner"))
            .then(ok(), newKey(), roles("", "GROUP_OWNER on {project}", "ORG_MEMBER")),
        row(
                "project-create-mixed",
                "A.1",
                "An owner of the organization may add a role of the organization, which replaces ORG_MEMBER.")
            .when(
                post(KEYS, "{'desc':'nightly','roles':['GROUP_READ_ONLY','ORG_READ_ONLY']}")
                    .as("owner"))
            .then(ok(), roles("", "GROUP_READ_ONLY on {project}", "ORG_READ_ONLY")),
        staffed(
                "project-create-rise",
                "B 2, B 28",
                "The owner of a project cannot grant a role of the organization.")
            .when(
                post(KEYS, "{'desc':'nightly','roles':['GROUP_READ_ONLY','ORG_OWNER']}")
                    .as("manager"))
            .then(status(401))
            .afterwards(get(KEYS).as("manager"), list(2)),
        staffed(
                "project-create-member",
                "B 28",
                "A key that owns no project cannot create keys in one.")
            .when(post(KEYS, "{'desc':'nightly','roles':['GROUP_READ_ONLY']}").as("worker"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row(
                "project-create-unknown",
                "A.1",
                "A key cannot be created in a project that does not exist.")
            .when(
                post("/groups/{unknown}/apiKeys", "{'desc':'nightly','roles':['GROUP_READ_ONLY']}")
                    .as("owner"))
            .then(refused(404, "GROUP_NOT_FOUND", "{unknown}")),
        row(
                "project-create-elsewhere",
                "B 28",
                "A key cannot be created in a project of another organization.")
            .given(otherOrganization())
            .when(
                post(
                        "/groups/{otherProject}/apiKeys",
                        "{'desc':'nightly','roles':['GROUP_READ_ONLY']}")
                    .as("owner"))
            .then(refused(404, "GROUP_NOT_FOUND", "{otherProject}")),
        row(
                "project-create-limit",
                "A.5, B 12",
                "The limit of keys of the organization holds for its projects, too.")
            .given(limits(1, 200))
            .when(post(KEYS, "{'desc':'nightly','roles':['GROUP_OWNER']}").as("owner"))
            .then(refused(400, "MAX_API_KEYS_PER_ORG_EXCEEDED", "1", "{org}")),
        row("project-create-no-roles", "B 15", "Roles are required.")
            .when(post(KEYS, "{'desc':'nightly','roles':[]}").as("owner"))
            .then(refused(400, "MISSING_API_KEY_ROLES")),
        row("project-create-no-desc", "B 15", "A description is required.")
            .when(post(KEYS, "{'roles':['GROUP_READ_ONLY']}").as("owner"))
            .then(refused(400, "INVALID_API_KEY_DESC")),
        row("project-create-unknown-role", "3.3", "An unknown role is refused by name.")
            .when(post(KEYS, "{'desc':'nightly','roles':['GROUP_KING']}").as("owner"))
            .then(refused(400, "INVALID_ENUM_VALUE", "GROUP_KING")),
        row("project-create-role-of-server", "B 69", "A role has only the name that Atlas gave it.")
            .when(post(KEYS, "{'desc':'nightly','roles':['PROJECT_OWNER']}").as("owner"))
            .then(refused(400, "INVALID_ENUM_VALUE", "PROJECT_OWNER")));
  }

  private static Row staffed(String id, String section, String rule) {
    return row(id, section, rule)
        .given(key("manager", "ORG_MEMBER", "GROUP_OWNER"), key("worker", "GROUP_READ_ONLY"));
  }
}
