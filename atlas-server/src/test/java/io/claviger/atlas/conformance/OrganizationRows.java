package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Challenges.challenged;
import static io.claviger.atlas.conformance.Checks.absent;
import static io.claviger.atlas.conformance.Checks.column;
import static io.claviger.atlas.conformance.Checks.header;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.links;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Documents.fieldsAt;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Row.row;

/** The organization of the key that asks (Appendix B 32). */
final class OrganizationRows {
  private static final String[] FIELDS = {
    "id", "isDeleted", "links", "name", "skipDefaultAlertsSettings"
  };

  private OrganizationRows() {}

  static Table table() {
    return Table.of(
        "Organizations",
        row("orgs", "B 32", "A key finds its organization in a list.")
            .when(get("/orgs").as("owner"))
            .then(
                ok(),
                list(1),
                fieldsAt("/results/0", FIELDS),
                is("/results/0/id", "{org}"),
                is("/results/0/name", "org"),
                is("/results/0/isDeleted", false),
                is("/results/0/skipDefaultAlertsSettings", false),
                is("/results/0/links/0/href", "{site}/api/atlas/v1.0/orgs/{org}"),
                is(
                    "/links/0/href",
                    "{site}/api/atlas/v1.0/orgs?includeCount=true&pageNum=1&itemsPerPage=100")),
        row("orgs-member", "B 32", "Every key of the organization finds it.")
            .given(key("worker", "GROUP_READ_ONLY"))
            .when(get("/orgs").as("worker"))
            .then(ok(), list(1), column("/results", "id", "{org}")),
        row("orgs-own", "B 32", "The list has no other organization.")
            .given(otherOrganization())
            .when(get("/orgs").as("stranger"))
            .then(ok(), list(1), column("/results", "id", "{other}")),
        row("orgs-nobody", "3.1", "The list of organizations needs credentials.")
            .when(get("/orgs"))
            .then(challenged()),
        row("orgs-name", "B 32", "`name` filters by the beginning of the name, in any case.")
            .when(get("/orgs?name=OR").as("owner"))
            .then(ok(), list(1), column("/results", "id", "{org}")),
        row("orgs-name-empty", "B 32", "An empty `name` filters nothing, and stays in the links.")
            .when(get("/orgs?includeCount=true&name=&itemsPerPage=100").as("owner"))
            .then(
                ok(),
                list(1),
                is(
                    "/links/0/href",
                    "{site}/api/atlas/v1.0/orgs?includeCount=true&name=&pageNum=1&itemsPerPage=100")),
        row("orgs-name-other", "B 32", "Another beginning of the name finds nothing.")
            .when(get("/orgs?name=rg").as("owner"))
            .then(ok(), list(0), size("/results", 0)),
        row("orgs-page", "1.1", "The list of organizations has pages.")
            .when(get("/orgs?itemsPerPage=1&pageNum=2").as("owner"))
            .then(ok(), list(1), size("/results", 0), links("self", "previous")),
        row("orgs-no-count", "1.1", "With `includeCount=false` the list has no total.")
            .when(get("/orgs?includeCount=false").as("owner"))
            .then(ok(), absent("/totalCount"), column("/results", "id", "{org}")),
        base("public", "/api/public/v1.0"),
        base("v2", "/api/atlas/v2"),
        row("org", "B 32", "A key reads its organization, which has a link to itself.")
            .when(get("/orgs/{org}").as("owner"))
            .then(
                ok(),
                fieldsAt("", FIELDS),
                is("/id", "{org}"),
                is("/name", "org"),
                links("self"),
                is("/links/0/href", "{site}/api/atlas/v1.0/orgs/{org}")),
        row("org-member", "B 32", "Every key of the organization reads it.")
            .given(key("worker", "GROUP_READ_ONLY"))
            .when(get("/orgs/{org}").as("worker"))
            .then(ok(), is("/name", "org")),
        row("org-stranger", "1.2", "Owners of other organizations cannot read it.")
            .given(otherOrganization())
            .when(get("/orgs/{org}").as("stranger"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")),
        row("org-unknown", "3.3", "An organization that does not exist gets the same answer.")
            .when(get("/orgs/{unknown}").as("owner"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")),
        row("org-malformed", "B 21", "A malformed organization id is refused.")
            .when(get("/orgs/NO-ID").as("owner"))
            .then(refused(404, "INVALID_ORG_ID", "NO-ID")),
        row("org-users", "B 42", "The list of users is empty, also in its later version.")
            .given(key("worker", "GROUP_READ_ONLY"))
            .when(
                get("/orgs/{org}/users")
                    .under("/api/atlas/v2")
                    .with("Accept", "application/vnd.atlas.2025-02-19+json")
                    .as("worker"))
            .then(
                ok(),
                list(0),
                size("/results", 0),
                header("Content-Type", "application/vnd.atlas.2023-01-01+json;charset=utf-8"),
                is(
                    "/links/0/href",
                    "{site}/api/atlas/v2/orgs/{org}/users?includeCount=true&pageNum=1&itemsPerPage=100")),
        row("org-users-page", "1.1, B 42", "The list of users is read like other lists.")
            .when(
                get("/orgs/{org}/users?includeCount=false&envelope=true&itemsPerPage=500&pageNum=2")
                    .as("owner"))
            .then(
                ok(),
                fieldsAt("", "links", "results", "status"),
                size("/results", 0),
                links("self", "previous")),
        row("org-users-stranger", "1.2, B 42", "Owners of other organizations cannot read it.")
            .given(otherOrganization())
            .when(get("/orgs/{org}/users").as("stranger"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")),
        row("address", "B 33", "A caller may ask for the address that the server sees.")
            .when(get("/ipinfo").under("/api/private").as("owner").from("127.0.0.7"))
            .then(ok(), fieldsAt("", "currentIpv4Address"), is("/currentIpv4Address", "127.0.0.7")),
        row("address-ipv6", "B 33", "The address may be an IPv6 address.")
            .when(get("/ipinfo").under("/api/private").as("owner").from("::1"))
            .then(ok(), is("/currentIpv4Address", "::1")),
        row("address-nobody", "3.1", "The request for the address needs credentials.")
            .when(get("/ipinfo").under("/api/private"))
            .then(challenged()));
  }

  private static Row base(String id, String base) {
    return row("orgs-" + id, "B 22", "The list of organizations is the same under " + base + ".")
        .when(get("/orgs").under(base).as("owner"))
        .then(ok(), list(1), is("/results/0/links/0/href", "{site}" + base + "/orgs/{org}"))
        .afterwards(get("/orgs/{org}").under(base).as("owner"), ok(), is("/id", "{org}"));
  }
}
