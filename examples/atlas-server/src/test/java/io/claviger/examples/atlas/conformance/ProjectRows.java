package io.claviger.examples.atlas.conformance;

import static io.claviger.examples.atlas.conformance.Call.*;
import static io.claviger.examples.atlas.conformance.Checks.*;
import static io.claviger.examples.atlas.conformance.Documents.*;
import static io.claviger.examples.atlas.conformance.Givens.*;
import static io.claviger.examples.atlas.conformance.Row.row;

/** Keys of projects (section A.1; Appendix B 28). */
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
                "An owner of the organization does that in every project.")
            .when(get(KEYS).as("owner"))
            .then(ok(), list(2)),
        row("project-list-roles", "A.1", "Every role of each key is shown.")
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
        staffed("project-list-member", "B 1", "A key that owns no project sees itself alone.")
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
                "Nor is a project of another organization, with the same answer.")
            .given(otherOrganization())
            .when(get("/groups/{otherProject}/apiKeys").as("owner"))
            .then(refused(404, "GROUP_NOT_FOUND", "{otherProject}")),
        row("project-malformed", "B 21", "What is no id is said to be none.")
            .when(get("/groups/NO-ID/apiKeys").as("owner"))
            .then(refused(404, "INVALID_GROUP_ID", "NO-ID")),
        staffed(
                "project-create",
                "A.1, B 28",
                "The owner of a project makes keys with its roles; they are members of the organization, too.")
            .when(post(KEYS, "{'desc':'nightly','roles':['GROUP_READ_ONLY']}").as("manager"))
            .then(
                ok(),
                newKey(),
                is("/desc", "nightly"),
                roles("", "GROUP_READ_ONLY on {project}", "ORG_MEMBER"))
            .afterwards(get(KEYS).as("manager"), list(3))
            .afterwards(get("/orgs/{org}/apiKeys/{answer.id}").as("answer"), ok()),
        row("project-create-owner", "A.1", "An owner of the organization does, too.")
            .when(post(KEYS, "{'desc':'nightly','roles':['GROUP_OWNER']}").as("owner"))
            .then(ok(), newKey(), roles("", "GROUP_OWNER on {project}", "ORG_MEMBER")),
        row(
                "project-create-mixed",
                "A.1",
                "And with a role of the organization, which then takes the place of ORG_MEMBER.")
            .when(
                post(KEYS, "{'desc':'nightly','roles':['GROUP_READ_ONLY','ORG_READ_ONLY']}")
                    .as("owner"))
            .then(ok(), roles("", "GROUP_READ_ONLY on {project}", "ORG_READ_ONLY")),
        staffed(
                "project-create-rise",
                "B 2, B 28",
                "The owner of a project grants no role of the organization.")
            .when(
                post(KEYS, "{'desc':'nightly','roles':['GROUP_READ_ONLY','ORG_OWNER']}")
                    .as("manager"))
            .then(status(401))
            .afterwards(get(KEYS).as("manager"), list(2)),
        staffed("project-create-member", "B 28", "A key that owns no project makes none.")
            .when(post(KEYS, "{'desc':'nightly','roles':['GROUP_READ_ONLY']}").as("worker"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("project-create-unknown", "A.1", "No keys are made in a project that does not exist.")
            .when(
                post("/groups/{unknown}/apiKeys", "{'desc':'nightly','roles':['GROUP_READ_ONLY']}")
                    .as("owner"))
            .then(refused(404, "GROUP_NOT_FOUND", "{unknown}")),
        row("project-create-elsewhere", "B 28", "Nor in one of another organization.")
            .given(otherOrganization())
            .when(
                post(
                        "/groups/{otherProject}/apiKeys",
                        "{'desc':'nightly','roles':['GROUP_READ_ONLY']}")
                    .as("owner"))
            .then(refused(404, "GROUP_NOT_FOUND", "{otherProject}")),
        row("project-create-no-roles", "B 15", "Roles are required.")
            .when(post(KEYS, "{'desc':'nightly','roles':[]}").as("owner"))
            .then(refused(400, "MISSING_API_KEY_ROLES")),
        row("project-create-no-desc", "B 15", "A description, too.")
            .when(post(KEYS, "{'roles':['GROUP_READ_ONLY']}").as("owner"))
            .then(refused(400, "INVALID_API_KEY_DESC")),
        row("project-create-unknown-role", "3.3", "A role that nobody knows is refused by name.")
            .when(post(KEYS, "{'desc':'nightly','roles':['GROUP_KING']}").as("owner"))
            .then(refused(400, "INVALID_ENUM_VALUE", "GROUP_KING")),
        row(
                "project-assign",
                "A.1",
                "A key is given a role on the project, by its organization's owner.")
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
        row("project-change-keeps", "A.1", "Roles elsewhere stay.")
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
        staffed("project-change-rise", "B 28", "Nobody raises itself on a project.")
            .when(patch(KEYS + "/{worker}", "{'roles':['GROUP_OWNER']}").as("worker"))
            .then(status(401))
            .afterwards(
                get("/orgs/{org}/apiKeys/{worker}").as("owner"),
                roles("", "ORG_MEMBER", "GROUP_READ_ONLY on {project}")),
        staffed(
                "project-change-another",
                "B 27, B 28",
                "A key that owns no project changes no other.")
            .when(patch(KEYS + "/{manager}", "{'roles':['GROUP_READ_ONLY']}").as("worker"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("project-change-unknown", "A.1", "A key that does not exist is not found.")
            .when(patch(KEYS + "/{unknown}", "{'roles':['GROUP_READ_ONLY']}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{unknown}")),
        row("project-change-elsewhere", "2.3", "A key of another organization never joins.")
            .given(otherOrganization())
            .when(patch(KEYS + "/{stranger}", "{'roles':['GROUP_READ_ONLY']}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{stranger}")),
        staffed("project-change-org-role", "3.3", "Roles of the organization are not changed here.")
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
        row("project-add-array", "A.1", "Later clients send an array of such objects.")
            .given(key("member", "ORG_MEMBER"))
            .when(
                post(KEYS + "/{member}", "[{'roles':['GROUP_READ_ONLY']}]")
                    .under("/api/atlas/v2")
                    .as("owner"))
            .then(noContent())
            .afterwards(
                get("/orgs/{org}/apiKeys/{member}").as("owner"),
                roles("", "ORG_MEMBER", "GROUP_READ_ONLY on {project}")),
        staffed("project-add-again", "3.3", "A key that is in the project already is refused.")
            .when(post(KEYS + "/{worker}", "{'roles':['GROUP_OWNER']}").as("owner"))
            .then(refused(400, "API_KEY_ALREADY_IN_GROUP"), size("/parameters", 0)),
        staffed(
                "project-remove",
                "A.1, B 28",
                "The owner of a project takes a key out of it; the key stays in the organization.")
            .when(delete(KEYS + "/{worker}").as("manager"))
            .then(status(200))
            .afterwards(get(KEYS).as("manager"), list(1))
            .afterwards(get("/orgs/{org}/apiKeys/{worker}").as("owner"), roles("", "ORG_MEMBER")),
        staffed("project-remove-v2", "A.1", "Under v2 without a body.")
            .when(delete(KEYS + "/{worker}").under("/api/atlas/v2").as("manager"))
            .then(noContent())
            .afterwards(get(KEYS).as("manager"), list(1)),
        staffed("project-remove-member", "B 28", "A key that owns no project takes no other out.")
            .when(delete(KEYS + "/{manager}").as("worker"))
            .then(refused(401, "USER_UNAUTHORIZED"))
            .afterwards(get(KEYS).as("owner"), list(2)),
        row("project-remove-unknown", "A.1", "A key that does not exist is not found.")
            .when(delete(KEYS + "/{unknown}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{unknown}")));
  }

  private static Row staffed(String id, String section, String rule) {
    return row(id, section, rule)
        .given(key("manager", "ORG_MEMBER", "GROUP_OWNER"), key("worker", "GROUP_READ_ONLY"));
  }
}
