package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.delete;
import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.patch;
import static io.claviger.atlas.conformance.Call.post;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.noContent;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Checks.status;
import static io.claviger.atlas.conformance.Documents.keyDocument;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Documents.roles;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Givens.secondProject;
import static io.claviger.atlas.conformance.Givens.sent;
import static io.claviger.atlas.conformance.Row.row;

/** Roles of keys on projects (section A.1; Appendix B 28). */
final class ProjectRoleRows {
  private static final String KEYS = "/groups/{project}/apiKeys";

  private ProjectRoleRows() {}

  static Table table() {
    return Table.of(
        "Roles on projects",
        row(
                "project-assign",
                "A.1",
                "The owner of the organization gives a key a role on the project.")
            .given(key("member", "ORG_MEMBER"))
            .when(patch(KEYS + "/{member}", "{'roles':['GROUP_READ_ONLY']}").as("owner"))
            .then(
                ok(),
                keyDocument("", "member"),
                roles("", "ORG_MEMBER", "GROUP_READ_ONLY on {project}")),
        staffed(
                "project-change",
                "A.1, B 28",
                "The owner of a project replaces a key's roles on it.")
            .when(patch(KEYS + "/{worker}", "{'roles':['GROUP_CLUSTER_MANAGER']}").as("manager"))
            .then(
                ok(),
                keyDocument("", "worker"),
                roles("", "ORG_MEMBER", "GROUP_CLUSTER_MANAGER on {project}")),
        row(
                "project-change-keeps",
                "A.1",
                "A change of roles on a project keeps the roles elsewhere.")
            .given(
                key("worker", "ORG_BILLING_ADMIN", "GROUP_READ_ONLY"),
                secondProject(),
                sent(
                    1,
                    patch("/groups/{secondProject}/apiKeys/{worker}", "{'roles':['GROUP_OWNER']}")
                        .as("owner")))
            .when(patch(KEYS + "/{worker}", "{'roles':['GROUP_CLUSTER_MANAGER']}").as("owner"))
            .then(
                ok(),
                roles(
                    "",
                    "ORG_BILLING_ADMIN",
                    "GROUP_CLUSTER_MANAGER on {project}",
                    "GROUP_OWNER on {secondProject}")),
        staffed(
                "project-describe",
                "B 39",
                "An owner of the organization may change roles and description together.")
            .when(
                patch(KEYS + "/{worker}", "{'desc':'a new one','roles':['GROUP_CLUSTER_MANAGER']}")
                    .as("owner"))
            .then(
                ok(),
                is("/desc", "a new one"),
                roles("", "ORG_MEMBER", "GROUP_CLUSTER_MANAGER on {project}")),
        staffed(
                "project-describe-alone",
                "B 39",
                "An owner of the organization may change the description alone.")
            .when(patch(KEYS + "/{worker}", "{'desc':'a new one'}").as("owner"))
            .then(
                ok(),
                is("/desc", "a new one"),
                roles("", "ORG_MEMBER", "GROUP_READ_ONLY on {project}")),
        staffed(
                "project-describe-self",
                "B 1, B 39",
                "A key changes its own description on the path of a project, too.")
            .when(patch(KEYS + "/{worker}", "{'desc':'my own words'}").as("worker"))
            .then(ok(), is("/desc", "my own words")),
        staffed("project-describe-null", "B 39", "A part that is null counts as absent.")
            .when(
                patch(KEYS + "/{worker}", "{'desc':null,'roles':['GROUP_CLUSTER_MANAGER']}")
                    .as("manager"))
            .then(ok(), is("/desc", "key worker")),
        staffed(
                "project-describe-empty",
                "B 16, B 39",
                "An empty part counts as absent if the other part is not empty.")
            .when(patch(KEYS + "/{worker}", "{'desc':'a new one','roles':[]}").as("owner"))
            .then(
                ok(),
                is("/desc", "a new one"),
                roles("", "ORG_MEMBER", "GROUP_READ_ONLY on {project}")),
        staffed(
                "project-describe-manager",
                "B 28, B 39",
                "The owner of a project cannot change a description, and then no role is changed either.")
            .when(
                patch(KEYS + "/{worker}", "{'desc':'not mine','roles':['GROUP_CLUSTER_MANAGER']}")
                    .as("manager"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        staffed("project-describe-rise", "B 39", "If the roles are refused, the description stays.")
            .when(patch(KEYS + "/{worker}", "{'desc':'x','roles':['GROUP_OWNER']}").as("worker"))
            .then(refused(401, "CANNOT_GRANT_ROLE", "GROUP_OWNER")),
        staffed(
                "project-describe-long",
                "B 30, B 39",
                "If the description is refused, the roles stay.")
            .when(
                patch(
                        KEYS + "/{worker}",
                        "{'desc':'" + "x".repeat(251) + "','roles':['GROUP_OWNER']}")
                    .as("owner"))
            .then(refused(400, "INVALID_API_KEY_DESC")),
        staffed("project-change-nothing", "B 16, B 39", "A change needs a description or roles.")
            .when(patch(KEYS + "/{worker}", "{}").as("owner"))
            .then(refused(400, "MISSING_ONE_OF_ATTRIBUTES", "desc", "roles")),
        staffed("project-change-rise", "B 28", "A key cannot give itself a role on a project.")
            .when(patch(KEYS + "/{worker}", "{'roles':['GROUP_OWNER']}").as("worker"))
            .then(status(401))
            .afterwards(
                get("/orgs/{org}/apiKeys/{worker}").as("owner"),
                roles("", "ORG_MEMBER", "GROUP_READ_ONLY on {project}")),
        staffed(
                "project-change-another",
                "B 27, B 28",
                "A key that owns no project cannot change another key.")
            .when(patch(KEYS + "/{manager}", "{'roles':['GROUP_READ_ONLY']}").as("worker"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("project-change-unknown", "A.1", "A key that does not exist is not found.")
            .when(patch(KEYS + "/{unknown}", "{'roles':['GROUP_READ_ONLY']}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{unknown}")),
        row(
                "project-change-elsewhere",
                "2.3",
                "A key of another organization cannot join the project.")
            .given(otherOrganization())
            .when(patch(KEYS + "/{stranger}", "{'roles':['GROUP_READ_ONLY']}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{stranger}")),
        staffed(
                "project-change-org-role",
                "3.3",
                "A role of the organization is refused on a project.")
            .when(patch(KEYS + "/{worker}", "{'roles':['ORG_READ_ONLY']}").as("owner"))
            .then(
                refused(400, "INVALID_ROLE_FOR_GROUP", "ORG_READ_ONLY", "{project}"),
                detail("Role ORG_READ_ONLY is invalid for group {project}.")),
        row("project-add", "A.1", "POST adds a key of the organization to the project.")
            .given(key("member", "ORG_MEMBER"))
            .when(post(KEYS + "/{member}", "{'roles':['GROUP_READ_ONLY']}").as("owner"))
            .then(noContent())
            .afterwards(
                get("/orgs/{org}/apiKeys/{member}").as("owner"),
                roles("", "ORG_MEMBER", "GROUP_READ_ONLY on {project}")),
        row(
                "project-add-array",
                "A.1",
                "The body may also be an array with one object, which later clients send.")
            .given(key("member", "ORG_MEMBER"))
            .when(
                post(KEYS + "/{member}", "[{'roles':['GROUP_READ_ONLY']}]")
                    .under("/api/atlas/v2")
                    .as("owner"))
            .then(noContent())
            .afterwards(
                get("/orgs/{org}/apiKeys/{member}").as("owner"),
                roles("", "ORG_MEMBER", "GROUP_READ_ONLY on {project}")),
        added("project-add-user", "[{'roles':['GROUP_READ_ONLY'],'userId':'{member}'}]")
            .then(noContent())
            .afterwards(
                get("/orgs/{org}/apiKeys/{member}").as("owner"),
                roles("", "ORG_MEMBER", "GROUP_READ_ONLY on {project}")),
        added("project-add-api-user", "[{'roles':['GROUP_READ_ONLY'],'apiUserId':'{member}'}]")
            .then(noContent()),
        added("project-add-user-null", "{'roles':['GROUP_READ_ONLY'],'userId':null}")
            .then(noContent()),
        added("project-add-user-other", "[{'roles':['GROUP_READ_ONLY'],'userId':'{owner}'}]")
            .then(refused(400, "INVALID_ATTRIBUTE", "userId")),
        staffed("project-add-again", "3.3", "A key that is already in the project is refused.")
            .when(post(KEYS + "/{worker}", "{'roles':['GROUP_OWNER']}").as("owner"))
            .then(refused(400, "API_KEY_ALREADY_IN_GROUP"), size("/parameters", 0)),
        staffed(
                "project-remove",
                "A.1, B 28",
                "The owner of a project removes a key from it. The key stays in the organization.")
            .when(delete(KEYS + "/{worker}").as("manager"))
            .then(status(200))
            .afterwards(get(KEYS).as("manager"), list(1))
            .afterwards(get("/orgs/{org}/apiKeys/{worker}").as("owner"), roles("", "ORG_MEMBER")),
        staffed("project-remove-v2", "A.1", "Under v2 the answer to the removal has no body.")
            .when(delete(KEYS + "/{worker}").under("/api/atlas/v2").as("manager"))
            .then(noContent())
            .afterwards(get(KEYS).as("manager"), list(1)),
        staffed("project-remove-self", "B 1", "A key removes itself from a project.")
            .when(delete(KEYS + "/{worker}").under("/api/atlas/v2").as("worker"))
            .then(noContent())
            .afterwards(get(KEYS).as("owner"), list(1)),
        staffed(
                "project-remove-member",
                "B 28",
                "A key that owns no project cannot remove another key from it.")
            .when(delete(KEYS + "/{manager}").as("worker"))
            .then(refused(401, "USER_UNAUTHORIZED"))
            .afterwards(get(KEYS).as("owner"), list(2)),
        row("project-remove-outside", "B 40", "Removing a key that is not in the project succeeds.")
            .given(key("member", "ORG_MEMBER"))
            .when(delete(KEYS + "/{member}").as("owner"))
            .then(status(200))
            .afterwards(delete(KEYS + "/{member}").under("/api/atlas/v2").as("owner"), noContent()),
        row("project-remove-unknown", "A.1", "A key that does not exist is not found.")
            .when(delete(KEYS + "/{unknown}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{unknown}")));
  }

  private static Row added(String id, String body) {
    return row(
            id,
            "B 38",
            "A client may repeat the id of the key in the body, but not name another key.")
        .given(key("member", "ORG_MEMBER"))
        .when(post(KEYS + "/{member}", body).under("/api/atlas/v2").as("owner"));
  }

  private static Row staffed(String id, String section, String rule) {
    return row(id, section, rule)
        .given(key("manager", "ORG_MEMBER", "GROUP_OWNER"), key("worker", "GROUP_READ_ONLY"));
  }
}
