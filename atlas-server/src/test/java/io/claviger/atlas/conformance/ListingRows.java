package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Checks.ascending;
import static io.claviger.atlas.conformance.Checks.column;
import static io.claviger.atlas.conformance.Checks.columnOf;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.link;
import static io.claviger.atlas.conformance.Checks.links;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Checks.text;
import static io.claviger.atlas.conformance.Documents.fieldsAt;
import static io.claviger.atlas.conformance.Documents.keyDocument;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Documents.roles;
import static io.claviger.atlas.conformance.Givens.entries;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.keys;
import static io.claviger.atlas.conformance.Givens.listed;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Row.row;

/** The list of keys, and pages of any list (sections 1.1, 1.3). */
final class ListingRows {
  private static final String KEYS = "/orgs/{org}/apiKeys";
  private static final String URL = "{site}/api/atlas/v1.0/orgs/{org}/apiKeys";

  private ListingRows() {}

  static Table table() {
    return Table.of(
        "List keys and pages",
        row(
                "list-keys",
                "1.3",
                "An owner sees all keys of the organization, private keys redacted.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(KEYS).as("owner"))
            .then(
                ok(),
                list(2),
                columnOf("/results", "id", "{owner}", "{member}"),
                columnOf("/results", "privateKey", "{owner.redacted}", "{member.redacted}")),
        row("list-own-only", "1.3", "The list has no keys of other organizations.")
            .given(otherOrganization())
            .when(get(KEYS).as("owner"))
            .then(ok(), list(1), keyDocument("/results/0", "owner")),
        row("list-order", "1.3, B 23", "Keys are ordered by their public keys.")
            .given(keys(7))
            .when(get(KEYS).as("owner"))
            .then(ok(), list(8), ascending("/results", "publicKey")),
        row("list-self", "B 1", "A key that is no owner sees only itself.")
            .given(key("member", "ORG_MEMBER"), keys(2))
            .when(get(KEYS).as("member"))
            .then(ok(), list(1), keyDocument("/results/0", "member")),
        row(
                "list-all-roles",
                "1.1",
                "A key is shown with all its roles, on the organization and on projects.")
            .given(key("mixed", "ORG_READ_ONLY", "GROUP_OWNER", "GROUP_READ_ONLY"))
            .when(get(KEYS).as("mixed"))
            .then(
                ok(),
                roles(
                    "/results/0",
                    "ORG_READ_ONLY",
                    "GROUP_OWNER on {project}",
                    "GROUP_READ_ONLY on {project}")),
        row(
                "list-link-default",
                "1.1",
                "The link of a page to itself names the count and the page, even if the client did not.")
            .when(get(KEYS).as("owner"))
            .then(
                ok(),
                links("self"),
                is("/links/0/href", URL + "?includeCount=true&pageNum=1&itemsPerPage=100")),
        row(
                "list-link-query",
                "1.1",
                "The client's own parameters come first in the link of a page to itself.")
            .when(get(KEYS + "?pretty=true").as("owner"))
            .then(ok(), is("/links/0/href", URL + "?pretty=true&pageNum=1&itemsPerPage=100")),
        row(
                "page-first",
                "1.1",
                "The first page has a next page with the same query, and no previous page.")
            .given(keys(4))
            .when(get(KEYS + "?includeCount=true&itemsPerPage=2").as("owner"))
            .then(
                ok(),
                list(5),
                size("/results", 2),
                links("self", "next"),
                link("next", URL, "includeCount=true", "itemsPerPage=2", "pageNum=2")),
        row("page-middle", "1.1", "A page in the middle has a previous and a next page.")
            .given(keys(4))
            .when(get(KEYS + "?itemsPerPage=2&pageNum=2").as("owner"))
            .then(
                ok(),
                list(5),
                size("/results", 2),
                links("self", "previous", "next"),
                link("previous", URL, "includeCount=true", "itemsPerPage=2", "pageNum=1"),
                link("self", URL, "includeCount=true", "itemsPerPage=2", "pageNum=2"),
                link("next", URL, "includeCount=true", "itemsPerPage=2", "pageNum=3")),
        row("page-last", "1.1", "The last page has the remaining keys, and no next page.")
            .given(keys(4))
            .when(get(KEYS + "?itemsPerPage=2&pageNum=3").as("owner"))
            .then(ok(), list(5), size("/results", 1), links("self", "previous")),
        row("page-full-last", "1.1", "A full last page has no next page.")
            .given(keys(3))
            .when(get(KEYS + "?itemsPerPage=2&pageNum=2").as("owner"))
            .then(ok(), size("/results", 2), links("self", "previous")),
        row("page-past", "1.1", "A page past the end is empty, not missing.")
            .when(get(KEYS + "?pageNum=7").as("owner"))
            .then(ok(), list(1), size("/results", 0)),
        row("page-count-whole", "1.1", "The total counts the whole list, not the page.")
            .given(keys(2))
            .when(get(KEYS + "?itemsPerPage=1").as("owner"))
            .then(ok(), list(3), size("/results", 1)),
        row("page-no-count", "1.1", "With `includeCount=false` a list has no total.")
            .when(get(KEYS + "?includeCount=false").as("owner"))
            .then(
                ok(),
                fieldsAt("", "links", "results"),
                is("/links/0/href", URL + "?includeCount=false&pageNum=1&itemsPerPage=100")),
        row("page-defaults", "5 (9)", "A client may send all defaults explicitly.")
            .when(
                get(KEYS
                        + "?envelope=false&includeCount=true&itemsPerPage=100&pageNum=1&pretty=false")
                    .as("owner"))
            .then(
                ok(),
                list(1),
                link(
                    "self",
                    URL,
                    "envelope=false",
                    "includeCount=true",
                    "itemsPerPage=100",
                    "pageNum=1",
                    "pretty=false")),
        row("page-most", "1.1, A.5", "A page may have 500 keys.")
            .when(get(KEYS + "?itemsPerPage=500").as("owner"))
            .then(ok(), list(1)),
        row("page-too-many", "1.1, A.5", "A page of more than 500 keys is refused.")
            .when(get(KEYS + "?itemsPerPage=501").as("owner"))
            .then(refused(400, "INVALID_QUERY_PARAMETER", "itemsPerPage")),
        row("page-none", "1.1", "A page of 0 keys is refused.")
            .when(get(KEYS + "?itemsPerPage=0").as("owner"))
            .then(refused(400, "INVALID_QUERY_PARAMETER", "itemsPerPage")),
        row("page-zero", "1.1", "Pages are counted from 1, so page 0 is refused.")
            .when(get(KEYS + "?pageNum=0").as("owner"))
            .then(refused(400, "INVALID_QUERY_PARAMETER", "pageNum")),
        row("page-negative", "1.1", "A negative page is refused.")
            .when(get(KEYS + "?pageNum=-1").as("owner"))
            .then(refused(400, "INVALID_QUERY_PARAMETER", "pageNum")),
        row("page-word", "1.1", "A page number that is no number is refused.")
            .when(get(KEYS + "?pageNum=one").as("owner"))
            .then(refused(400, "INVALID_QUERY_PARAMETER", "pageNum")),
        row("page-count-word", "1.1", "`includeCount` is true or false.")
            .when(get(KEYS + "?includeCount=yes").as("owner"))
            .then(refused(400, "INVALID_QUERY_PARAMETER", "includeCount")),
        row("page-huge", "1.1", "A page number beyond the end of every list gives an empty page.")
            .when(get(KEYS + "?pageNum=2147483647").as("owner"))
            .then(
                ok(),
                list(1),
                size("/results", 0),
                links("self", "previous"),
                link(
                    "previous",
                    URL,
                    "includeCount=true",
                    "itemsPerPage=100",
                    "pageNum=2147483646")),
        row("page-too-huge", "1.1", "A page number of more than 31 bits is refused.")
            .when(get(KEYS + "?pageNum=2147483648").as("owner"))
            .then(refused(400, "INVALID_QUERY_PARAMETER", "pageNum")),
        row("page-entries", "1.8", "Lists of entries have pages, too.")
            .given(
                entries("owner", 0), listed("owner", "127.0.0.1", "198.51.100.1", "198.51.100.2"))
            .when(get(KEYS + "/{owner}/whitelist?itemsPerPage=2&pageNum=2").as("owner"))
            .then(
                ok(),
                list(3),
                column("/results", "cidrBlock", "198.51.100.2/32"),
                links("self", "previous")),
        row("pretty", "1.1", "`pretty=true` indents a list.")
            .when(get(KEYS + "?pretty=true").as("owner"))
            .then(ok(), list(1), text("an indented document", "\\{\\s*\\n +\".*")),
        row("not-pretty", "1.1", "Without `pretty` a document is one line.")
            .when(get(KEYS).as("owner"))
            .then(ok(), text("one line", "[^\\n]*")),
        row("pretty-one", "1.1", "`pretty=true` indents a single key.")
            .when(get(KEYS + "/{owner}?pretty=true").as("owner"))
            .then(ok(), keyDocument("", "owner"), text("an indented document", "\\{\\s*\\n +\".*")),
        row("pretty-word", "1.1", "`pretty` is true or false.")
            .when(get(KEYS + "?pretty=maybe").as("owner"))
            .then(refused(400, "INVALID_QUERY_PARAMETER", "pretty")),
        row("query-case", "B 34", "Booleans are accepted in any case.")
            .when(get(KEYS + "?pretty=True&envelope=TRUE&includeCount=False").as("owner"))
            .then(
                ok(),
                fieldsAt("", "links", "results", "status"),
                text("an indented document", "\\{\\s*\\n +\".*")),
        row("query-unknown", "B 34", "Unknown parameters are ignored, and stay in the links.")
            .when(get(KEYS + "?colour=red").as("owner"))
            .then(
                ok(), list(1), is("/links/0/href", URL + "?colour=red&pageNum=1&itemsPerPage=100")),
        row("query-twice", "B 34", "If a parameter is repeated, the first one counts.")
            .given(keys(2))
            .when(get(KEYS + "?itemsPerPage=1&itemsPerPage=2&itemsPerPage=none").as("owner"))
            .then(
                ok(),
                list(3),
                size("/results", 1),
                is("/links/0/href", URL + "?includeCount=true&pageNum=1&itemsPerPage=1")),
        row("list-foreign", "1.3, 2.3", "A key of another organization cannot list keys.")
            .given(otherOrganization())
            .when(get(KEYS).as("stranger"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")));
  }
}
