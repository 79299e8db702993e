package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.post;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.header;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Checks.status;
import static io.claviger.atlas.conformance.Checks.text;
import static io.claviger.atlas.conformance.Documents.error;
import static io.claviger.atlas.conformance.Documents.fieldsAt;
import static io.claviger.atlas.conformance.Documents.keyDocument;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.listedKey;
import static io.claviger.atlas.conformance.Givens.requiresWhitelist;
import static io.claviger.atlas.conformance.Row.row;

/** Error documents and envelopes (sections 1.1, 3.2; Appendix B 18). */
final class EnvelopeRows {
  private static final String KEYS = "/orgs/{org}/apiKeys";

  private EnvelopeRows() {}

  static Table table() {
    return Table.of(
        "Errors and envelopes",
        row("error-fields", "3.2", "An error has detail, error, errorCode, parameters and reason.")
            .when(get(KEYS + "/{unknown}").as("owner"))
            .then(
                refused(404, "API_KEY_NOT_FOUND", "{unknown}"),
                fieldsAt("", "detail", "error", "errorCode", "parameters", "reason"),
                is("/error", 404),
                is("/reason", "Not Found")),
        row(
                "error-no-parameters",
                "3.2",
                "An error without values has an empty array of parameters.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(KEYS + "/{owner}").as("member"))
            .then(
                refused(401, "USER_UNAUTHORIZED"),
                size("/parameters", 0),
                is("/reason", "Unauthorized")),
        row(
                "error-hidden-parameter",
                "3.2",
                "Parameters may hold a value that the text does not show.")
            .given(requiresWhitelist())
            .when(get(KEYS).as("owner"))
            .then(
                refused(403, "ORG_REQUIRES_ACCESS_LIST", "127.0.0.1"),
                detail("This organization requires access through an access list of ip ranges."),
                is("/reason", "Forbidden")),
        row("error-type", "1.12", "Errors are plain JSON, whatever type the client asks for.")
            .when(
                get(KEYS + "/{unknown}")
                    .under("/api/atlas/v2")
                    .with("Accept", "application/vnd.atlas.2023-01-01+json")
                    .as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND"), header("Content-Type", "application/json")),
        row("error-envelope", "B 18", "An error in an envelope keeps its HTTP status.")
            .when(get(KEYS + "/{unknown}?envelope=true").as("owner"))
            .then(
                status(404),
                fieldsAt("", "content", "status"),
                is("/status", 404),
                error("/content", 404, "API_KEY_NOT_FOUND")),
        row(
                "error-envelope-refused",
                "B 18",
                "A refused address in an envelope keeps its HTTP status.")
            .given(listedKey("bound", "ORG_OWNER", "127.0.0.2"))
            .when(get(KEYS + "?envelope=true").as("bound").from("127.0.0.3"))
            .then(
                status(403),
                is("/status", 403),
                error("/content", 403, "IP_ADDRESS_NOT_ON_ACCESS_LIST")),
        row("error-envelope-route", "B 18", "An unknown path in an envelope keeps its HTTP status.")
            .when(get("/nothing?envelope=true").as("owner"))
            .then(status(404), is("/status", 404), error("/content", 404, "RESOURCE_NOT_FOUND")),
        row("error-pretty", "1.1", "`pretty=true` indents errors, too.")
            .when(get(KEYS + "/{unknown}?pretty=true").as("owner"))
            .then(
                refused(404, "API_KEY_NOT_FOUND"),
                text("an indented document", "\\{\\s*\\n +\".*")),
        row("envelope-list", "1.1", "In an envelope a list has its status beside the results.")
            .when(get(KEYS + "?envelope=true").as("owner"))
            .then(
                ok(), fieldsAt("", "links", "results", "status", "totalCount"), is("/status", 200)),
        row("envelope-false", "1.1", "`envelope=false` means no envelope.")
            .when(get(KEYS + "/{owner}?envelope=false").as("owner"))
            .then(ok(), keyDocument("", "owner")),
        row("envelope-word", "1.1", "`envelope` is true or false.")
            .when(get(KEYS + "?envelope=maybe").as("owner"))
            .then(refused(400, "INVALID_QUERY_PARAMETER", "envelope")),
        row(
                "error-no-echo",
                "3.2",
                "Percent signs in a value are not treated as places of the text.")
            .when(post(KEYS, "{'desc':'nightly','roles':['%s']}").as("owner"))
            .then(status(400), is("/parameters/0", "%s")));
  }
}
