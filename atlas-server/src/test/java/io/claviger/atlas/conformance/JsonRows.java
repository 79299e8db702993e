package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.patch;
import static io.claviger.atlas.conformance.Call.post;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.status;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Documents.newKey;
import static io.claviger.atlas.conformance.Givens.listed;
import static io.claviger.atlas.conformance.Row.row;

/** What a body must be (section 1.1). */
final class JsonRows {
  private static final String KEYS = "/orgs/{org}/apiKeys";
  private static final String GOOD = "{'desc':'nightly','roles':['ORG_MEMBER']}";

  private JsonRows() {}

  static Table table() {
    return Table.of(
        "JSON",
        body(
                "unknown",
                "An unknown field is refused by name.",
                "{'desc':'nightly','roles':['ORG_MEMBER'],'color':'red'}")
            .then(
                refused(400, "INVALID_ATTRIBUTE", "color"),
                detail("Invalid attribute color specified.")),
        body(
                "unknown-case",
                "The names of fields are case-sensitive.",
                "{'Desc':'nightly','roles':['ORG_MEMBER']}")
            .then(refused(400, "INVALID_ATTRIBUTE", "Desc")),
        body(
                "unknown-long",
                "A long unknown field is refused by name.",
                "{'desc':'nightly','roles':['ORG_MEMBER'],'maxServiceAccountSecretValidityInHours':8}")
            .then(refused(400, "INVALID_ATTRIBUTE", "maxServiceAccountSecretValidityInHours")),
        body(
                "unknown-count",
                "A field that only entries have is refused in a key.",
                "{'desc':'nightly','roles':['ORG_MEMBER'],'count':1}")
            .then(refused(400, "INVALID_ATTRIBUTE", "count")),
        readOnly("id", "'5'"),
        readOnly("publicKey", "'qkzvwemr'"),
        readOnly("privateKey", "'x'"),
        readOnly("links", "[]"),
        row("json-read-only-update", "1.1", "A read-only field is refused in a change.")
            .when(patch(KEYS + "/{owner}", "{'desc':'x','privateKey':'y'}").as("owner"))
            .then(refused(400, "ATTRIBUTE_READ_ONLY", "privateKey")),
        row("json-read-only-entry", "1.1", "A read-only field is refused in an entry.")
            .given(listed("owner", "127.0.0.1"))
            .when(
                post(KEYS + "/{owner}/whitelist", "[{'ipAddress':'198.51.100.7','count':7}]")
                    .as("owner"))
            .then(refused(400, "ATTRIBUTE_READ_ONLY", "count")),
        row("json-unknown-entry", "1.1", "An unknown field is refused in an entry.")
            .given(listed("owner", "127.0.0.1"))
            .when(
                post(KEYS + "/{owner}/whitelist", "[{'ipAddress':'198.51.100.7','comment':'x'}]")
                    .as("owner"))
            .then(refused(400, "INVALID_ATTRIBUTE", "comment")),
        row("json-unknown-update", "1.1", "An unknown field is refused in a change.")
            .when(patch(KEYS + "/{owner}", "{'description':'x'}").as("owner"))
            .then(refused(400, "INVALID_ATTRIBUTE", "description")),
        body("cut", "Truncated JSON is malformed.", "{'desc':")
            .then(refused(400, "MALFORMED_JSON"), detail("Received JSON is malformed.")),
        body("trailing", "JSON with text after it is malformed.", GOOD + "}")
            .then(refused(400, "MALFORMED_JSON")),
        body("two", "Two documents are malformed.", GOOD + GOOD)
            .then(refused(400, "MALFORMED_JSON")),
        body(
                "double",
                "A repeated field is malformed.",
                "{'desc':'a','desc':'b','roles':['ORG_MEMBER']}")
            .then(refused(400, "MALFORMED_JSON")),
        body("deep", "JSON that is nested too deeply is malformed.", "[".repeat(2000))
            .then(refused(400, "MALFORMED_JSON")),
        body("newline", "A line break at the end is accepted.", GOOD + "\n").then(ok(), newKey()),
        body("array", "An array is refused as a key.", "[" + GOOD + "]")
            .then(refused(400, "INVALID_JSON")),
        body("null", "null is refused as a key.", "null").then(refused(400, "INVALID_JSON")),
        body(
                "desc-number",
                "A description that is a number is refused.",
                "{'desc':7,'roles':['ORG_MEMBER']}")
            .then(refused(400, "INVALID_JSON_ATTRIBUTE", "desc")),
        body(
                "roles-text",
                "Roles that are a text are refused.",
                "{'desc':'nightly','roles':'ORG_MEMBER'}")
            .then(refused(400, "INVALID_JSON_ATTRIBUTE", "roles")),
        body(
                "roles-objects",
                "Roles that are objects are refused.",
                "{'desc':'nightly','roles':[{'roleName':'ORG_MEMBER'}]}")
            .then(refused(400, "INVALID_JSON_ATTRIBUTE", "roles")),
        body(
                "roles-numbers",
                "Roles that are numbers are refused.",
                "{'desc':'nightly','roles':[7]}")
            .then(refused(400, "INVALID_JSON_ATTRIBUTE", "roles")),
        row("json-entry-object", "1.10", "A single entry without an array is refused.")
            .given(listed("owner", "127.0.0.1"))
            .when(post(KEYS + "/{owner}/whitelist", "{'ipAddress':'198.51.100.7'}").as("owner"))
            .then(refused(400, "INVALID_JSON")),
        row("json-entry-texts", "1.10", "Entries that are texts are refused.")
            .given(listed("owner", "127.0.0.1"))
            .when(post(KEYS + "/{owner}/whitelist", "['198.51.100.7']").as("owner"))
            .then(refused(400, "INVALID_JSON")),
        row("json-entry-number", "1.10", "An address that is a number is refused.")
            .given(listed("owner", "127.0.0.1"))
            .when(post(KEYS + "/{owner}/whitelist", "[{'ipAddress':7}]").as("owner"))
            .then(refused(400, "INVALID_JSON_ATTRIBUTE", "ipAddress")),
        row("json-type", "1.1", "A body needs a JSON media type.")
            .when(post(KEYS, GOOD).with("Content-Type", "text/plain").as("owner"))
            .then(refused(415, "UNSUPPORTED_MEDIA_TYPE")),
        row("json-type-form", "1.1", "A form is refused.")
            .when(
                post(KEYS, GOOD)
                    .with("Content-Type", "application/x-www-form-urlencoded")
                    .as("owner"))
            .then(refused(415, "UNSUPPORTED_MEDIA_TYPE")),
        row("json-type-charset", "5 (7)", "The media type may name the charset UTF-8.")
            .when(
                post(KEYS, GOOD)
                    .with("Content-Type", "application/json; charset=UTF-8")
                    .as("owner"))
            .then(ok(), newKey()),
        row("json-type-versioned", "5 (7)", "The media type may be the versioned one.")
            .when(
                post(KEYS, GOOD)
                    .with("Content-Type", "application/vnd.atlas.2023-01-01+json; charset=UTF-8")
                    .as("owner"))
            .then(ok(), newKey()),
        row("json-compressed", "B 45", "A compressed body is refused, with the reason.")
            .when(post(KEYS, GOOD).with("Content-Encoding", "gzip").as("owner"))
            .then(
                refused(415, "UNSUPPORTED_CONTENT_ENCODING"),
                detail(
                    "The body of the request must not be compressed or encoded in another way.")),
        row("json-identity", "B 45", "A client may say that the body is not encoded.")
            .when(post(KEYS, GOOD).with("Content-Encoding", "identity").as("owner"))
            .then(ok(), newKey()),
        row("json-mark", "B 46", "A byte order mark before the JSON is ignored.")
            .when(post(KEYS, "\ufeff" + GOOD).as("owner"))
            .then(ok(), newKey()),
        row("json-large", "B 47", "A body that is too large is refused, with the limit.")
            .when(post(KEYS, "").with("Content-Length", "262145").as("owner"))
            .then(
                refused(
                    413,
                    "VALIDATION_ERROR",
                    "the body is too large; at most 262144 bytes are read")),
        row("json-none", "1.5", "A request for a new key needs a body.")
            .when(post(KEYS, "").as("owner"))
            .then(status(400)));
  }

  private static Row body(String id, String rule, String body) {
    return row("json-" + id, "1.1, 3.3", rule).when(post(KEYS, body).as("owner"));
  }

  private static Row readOnly(String field, String value) {
    return body(
            "read-only-" + field,
            "A client cannot set " + field + ".",
            "{'desc':'nightly','roles':['ORG_MEMBER'],'" + field + "':" + value + "}")
        .then(
            refused(400, "ATTRIBUTE_READ_ONLY", field),
            detail("The attribute " + field + " is read-only and cannot be changed by the user."))
        .afterwards(get(KEYS).as("owner"), list(1));
  }
}
