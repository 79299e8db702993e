package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.delete;
import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.patch;
import static io.claviger.atlas.conformance.Call.post;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Documents.keyDocument;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Documents.roles;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.keyUntil;
import static io.claviger.atlas.conformance.Givens.sent;
import static io.claviger.atlas.conformance.Row.row;

import java.time.Duration;

/** Who may do what, and that nobody rises by it (section 2.3; Appendix B 1, 2, 3, 25, 27). */
final class RoleRows {
  private static final String KEYS = "/orgs/{org}/apiKeys";

  private RoleRows() {}

  static Table table() {
    return Table.of(
        "Roles",
        row("self-describe", "B 1", "A key changes its own description.")
            .given(key("member", "ORG_MEMBER"))
            .when(patch(KEYS + "/{member}", "{'desc':'my own words'}").as("member"))
            .then(ok(), keyDocument("", "member"), is("/desc", "my own words")),
        row("self-narrow", "B 1", "A key drops roles of its own.")
            .given(key("member", "ORG_MEMBER", "ORG_BILLING_ADMIN"))
            .when(patch(KEYS + "/{member}", "{'roles':['ORG_MEMBER']}").as("member"))
            .then(ok(), roles("", "ORG_MEMBER")),
        row("self-rise", "B 1, B 2", "A key cannot give itself a role.")
            .given(key("member", "ORG_MEMBER"))
            .when(patch(KEYS + "/{member}", "{'roles':['ORG_MEMBER','ORG_OWNER']}").as("member"))
            .then(refused(401, "CANNOT_GRANT_ROLE"))
            .afterwards(get(KEYS + "/{member}").as("owner"), roles("", "ORG_MEMBER")),
        row("self-swap", "B 1, B 2", "A key cannot exchange its role for another one.")
            .given(key("member", "ORG_BILLING_ADMIN"))
            .when(patch(KEYS + "/{member}", "{'roles':['ORG_READ_ONLY']}").as("member"))
            .then(refused(401, "CANNOT_GRANT_ROLE")),
        row(
                "self-rise-described",
                "B 1",
                "If a key asks for a role and a description in one request, both are refused.")
            .given(key("member", "ORG_MEMBER"))
            .when(
                patch(KEYS + "/{member}", "{'desc':'my own words','roles':['ORG_OWNER']}")
                    .as("member"))
            .then(refused(401, "CANNOT_GRANT_ROLE"))
            .afterwards(get(KEYS + "/{member}").as("owner"), is("/desc", "key member")),
        row("another-update", "B 1, B 27", "A key that is no owner cannot change another key.")
            .given(key("member", "ORG_MEMBER"), key("second", "ORG_MEMBER"))
            .when(patch(KEYS + "/{second}", "{'desc':'not mine'}").as("member"))
            .then(refused(401, "USER_UNAUTHORIZED"), size("/parameters", 0))
            .afterwards(get(KEYS + "/{second}").as("owner"), is("/desc", "key second")),
        row(
                "another-update-unknown",
                "B 27",
                "A key that is no owner gets the same answer for a key that does not exist.")
            .given(key("member", "ORG_MEMBER"))
            .when(patch(KEYS + "/{unknown}", "{'desc':'not mine'}").as("member"))
            .then(refused(401, "USER_UNAUTHORIZED"), size("/parameters", 0)),
        row("another-owner", "B 1", "A key that is no owner cannot change an owner.")
            .given(key("member", "ORG_MEMBER"))
            .when(patch(KEYS + "/{owner}", "{'roles':['ORG_MEMBER']}").as("member"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        powerless("ORG_READ_ONLY"),
        powerless("ORG_BILLING_ADMIN"),
        powerless("ORG_BILLING_READ_ONLY"),
        powerless("ORG_GROUP_CREATOR"),
        powerless("ORG_STREAM_PROCESSING_ADMIN"),
        row("owner-grants-owner", "2.3", "An owner raises another key to owner.")
            .given(key("member", "ORG_MEMBER"))
            .when(patch(KEYS + "/{member}", "{'roles':['ORG_OWNER']}").as("owner"))
            .then(ok(), roles("", "ORG_OWNER"))
            .afterwards(get(KEYS).as("member"), list(2)),
        row("owner-grants-any", "B 2", "An owner holds every role, so it may grant every role.")
            .given(key("member", "ORG_MEMBER"))
            .when(
                patch(KEYS + "/{member}", "{'roles':['ORG_GROUP_CREATOR','ORG_BILLING_READ_ONLY']}")
                    .as("owner"))
            .then(ok(), roles("", "ORG_GROUP_CREATOR", "ORG_BILLING_READ_ONLY")),
        row("owner-demoted", "B 2", "An owner that was demoted loses its rights at once.")
            .given(
                key("second", "ORG_OWNER"),
                sent(1, get(KEYS).as("second")),
                sent(1, patch(KEYS + "/{second}", "{'roles':['ORG_MEMBER']}").as("owner")))
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER']}").as("second"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("last-owner-demoted", "B 3", "The last owner cannot be demoted.")
            .given(key("member", "ORG_MEMBER"))
            .when(patch(KEYS + "/{owner}", "{'roles':['ORG_MEMBER']}").as("owner"))
            .then(
                refused(403, "CANNOT_DEMOTE_LAST_ORG_OWNER"),
                detail("Cannot demote the last owner of the organization."))
            .afterwards(get(KEYS + "/{owner}").as("owner"), roles("", "ORG_OWNER")),
        row(
                "last-owner-not-lasting",
                "B 3",
                "An owner that expires does not count, so the last lasting owner cannot be demoted.")
            .given(keyUntil("brief", "ORG_OWNER", Duration.ofDays(1)))
            .when(patch(KEYS + "/{owner}", "{'roles':['ORG_MEMBER']}").as("brief"))
            .then(refused(403, "CANNOT_DEMOTE_LAST_ORG_OWNER")),
        row("second-owner-demoted", "B 3", "One of two owners may demote itself.")
            .given(key("second", "ORG_OWNER"))
            .when(patch(KEYS + "/{owner}", "{'roles':['ORG_MEMBER']}").as("owner"))
            .then(ok(), roles("", "ORG_MEMBER"))
            .afterwards(get(KEYS).as("owner"), list(1)),
        row("last-owner-described", "B 3", "The last owner may change its description.")
            .when(
                patch(
                        KEYS + "/{owner}",
                        "{'desc':'the last one','roles':['ORG_OWNER','ORG_MEMBER']}")
                    .as("owner"))
            .then(ok(), roles("", "ORG_OWNER", "ORG_MEMBER")),
        row(
                "project-owner-create",
                "B 28",
                "An owner of a project cannot create keys in the organization.")
            .given(key("manager", "ORG_MEMBER", "GROUP_OWNER"))
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER']}").as("manager"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row(
                "project-owner-list",
                "B 1, B 28",
                "In the list of the organization, an owner of a project sees only itself.")
            .given(key("manager", "ORG_MEMBER", "GROUP_OWNER"), key("worker", "GROUP_READ_ONLY"))
            .when(get(KEYS).as("manager"))
            .then(ok(), list(1), keyDocument("/results/0", "manager")),
        row(
                "project-owner-update",
                "B 28",
                "An owner of a project cannot change the description of a key of its project.")
            .given(key("manager", "ORG_MEMBER", "GROUP_OWNER"), key("worker", "GROUP_READ_ONLY"))
            .when(patch(KEYS + "/{worker}", "{'desc':'not mine'}").as("manager"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row(
                "project-owner-delete",
                "B 28",
                "An owner of a project cannot delete a key of its project.")
            .given(key("manager", "ORG_MEMBER", "GROUP_OWNER"), key("worker", "GROUP_READ_ONLY"))
            .when(delete(KEYS + "/{worker}").as("manager"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row(
                "project-owner-whitelist",
                "B 28",
                "An owner of a project cannot read the whitelist of a key of its project.")
            .given(key("manager", "ORG_MEMBER", "GROUP_OWNER"), key("worker", "GROUP_READ_ONLY"))
            .when(get(KEYS + "/{worker}/whitelist").as("manager"))
            .then(refused(401, "API_KEY_WHITELIST_ACCESS_DENIED")),
        row("create-organization", "B 25", "A key never creates an organization.")
            .when(post("/orgs", "{'name':'one more'}").as("owner"))
            .then(refused(403, "API_KEY_CANNOT_CREATE_ORG")));
  }

  private static Row powerless(String role) {
    return row("no-owner-" + role, "1.2", "A key with " + role + " cannot create keys.")
        .given(key("clerk", role))
        .when(post(KEYS, "{'desc':'nightly','roles':['" + role + "']}").as("clerk"))
        .then(refused(401, "USER_UNAUTHORIZED"))
        .afterwards(get(KEYS).as("owner"), list(2));
  }
}
