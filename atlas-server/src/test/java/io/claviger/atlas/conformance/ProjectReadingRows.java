package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Challenges.challenged;
import static io.claviger.atlas.conformance.Checks.column;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.links;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Checks.text;
import static io.claviger.atlas.conformance.Documents.fieldsAt;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Givens.secondProject;
import static io.claviger.atlas.conformance.Row.row;

/** Projects as documents (Appendix B 44). */
final class ProjectReadingRows {
  private static final String[] FIELDS = {
    "clusterCount", "created", "id", "links", "name", "orgId"
  };
  private static final String OF_ORGANIZATION = "/orgs/{org}/groups";

  private ProjectReadingRows() {}

  static Table table() {
    return Table.of(
        "Projects",
        row("groups", "B 44", "An owner lists the projects of its organization, by id.")
            .given(otherOrganization(), secondProject())
            .when(get("/groups").as("owner"))
            .then(
                ok(),
                list(2),
                column("/results", "id", "{project}", "{secondProject}"),
                fieldsAt("/results/0", FIELDS),
                is(
                    "/links/0/href",
                    "{site}/api/atlas/v1.0/groups?includeCount=true&pageNum=1&itemsPerPage=100")),
        row("groups-read-only", "2.1, B 44", "A key with ORG_READ_ONLY sees all projects.")
            .given(key("auditor", "ORG_READ_ONLY"), secondProject())
            .when(get("/groups").as("auditor"))
            .then(ok(), list(2)),
        row("groups-worker", "2.1, B 44", "Another key sees the projects that it has a role on.")
            .given(key("worker", "GROUP_READ_ONLY"), secondProject())
            .when(get("/groups").as("worker"))
            .then(ok(), list(1), column("/results", "id", "{project}")),
        row("groups-none", "2.1, B 44", "A key without such a role sees no project.")
            .given(key("member", "ORG_MEMBER", "ORG_GROUP_CREATOR", "ORG_BILLING_ADMIN"))
            .when(get("/groups").as("member"))
            .then(ok(), list(0), size("/results", 0)),
        row("groups-page", "1.1", "The list of projects has pages.")
            .given(secondProject())
            .when(get("/groups?itemsPerPage=1").as("owner"))
            .then(ok(), list(2), column("/results", "id", "{project}"), links("self", "next")),
        row("groups-form", "1.1", "The list of projects is formatted like other lists.")
            .when(get("/groups?includeCount=false&envelope=true&pretty=true").as("owner"))
            .then(
                ok(),
                fieldsAt("", "links", "results", "status"),
                text("an indented document", "\\{\\s*\\n +\".*")),
        row("groups-nobody", "3.1", "The list of projects needs credentials.")
            .when(get("/groups"))
            .then(challenged()),
        row("group", "B 44", "A project has its id as its name, and no clusters.")
            .when(get("/groups/{project}").under("/api/atlas/v2").as("owner"))
            .then(
                ok(),
                fieldsAt("", FIELDS),
                is("/id", "{project}"),
                is("/name", "{project}"),
                is("/orgId", "{org}"),
                is("/clusterCount", 0),
                is("/created", "1970-01-01T00:00:00Z"),
                links("self"),
                is("/links/0/href", "{site}/api/atlas/v2/groups/{project}")),
        row("group-worker", "2.1, B 44", "A key reads a project that it has a role on.")
            .given(key("worker", "GROUP_READ_ONLY"))
            .when(get("/groups/{project}").as("worker"))
            .then(ok(), is("/id", "{project}")),
        row("group-hidden", "2.1, B 44", "A key cannot read another project.")
            .given(key("worker", "GROUP_READ_ONLY"), secondProject())
            .when(get("/groups/{secondProject}").as("worker"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("group-hidden-unknown", "B 44", "It gets the same answer if there is no such project.")
            .given(key("worker", "GROUP_READ_ONLY"))
            .when(get("/groups/{unknown}").as("worker"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("group-unknown", "A.1", "A project that does not exist is not found.")
            .when(get("/groups/{unknown}").as("owner"))
            .then(refused(404, "GROUP_NOT_FOUND", "{unknown}")),
        row("group-elsewhere", "B 5", "A project of another organization is not found.")
            .given(otherOrganization())
            .when(get("/groups/{otherProject}").as("owner"))
            .then(refused(404, "GROUP_NOT_FOUND", "{otherProject}")),
        row("group-malformed", "B 21", "A malformed project id is refused.")
            .when(get("/groups/NO-ID").as("owner"))
            .then(refused(404, "INVALID_GROUP_ID", "NO-ID")),
        row("group-by-name", "B 44", "A project is found by its name, which is its id.")
            .given(key("worker", "GROUP_READ_ONLY"))
            .when(get("/groups/byName/{project}").as("worker"))
            .then(ok(), is("/id", "{project}")),
        row("group-by-name-unknown", "B 44", "No project has another name.")
            .when(get("/groups/byName/reports").as("owner"))
            .then(refused(404, "GROUP_NAME_NOT_FOUND", "reports")),
        row("group-by-name-hidden", "B 44", "A key cannot read another project by its name.")
            .given(key("worker", "GROUP_READ_ONLY"), secondProject())
            .when(get("/groups/byName/{secondProject}").as("worker"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("org-groups", "B 44", "The projects of the organization are the same list.")
            .given(key("worker", "GROUP_READ_ONLY"), secondProject())
            .when(get(OF_ORGANIZATION).as("worker"))
            .then(
                ok(),
                list(1),
                is("/results/0/id", "{project}"),
                is("/results/0/links/0/href", "{site}/api/atlas/v1.0/groups/{project}"))
            .afterwards(get(OF_ORGANIZATION).as("owner"), ok(), list(2)),
        row("org-groups-name", "B 44", "`name` filters by the beginning of the name.")
            .given(secondProject())
            .when(get(OF_ORGANIZATION + "?name={secondProject}").as("owner"))
            .then(ok(), list(1), is("/results/0/id", "{secondProject}")),
        row("org-groups-stranger", "1.2", "Owners of other organizations cannot list them.")
            .given(otherOrganization())
            .when(get(OF_ORGANIZATION).as("stranger"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")));
  }
}
