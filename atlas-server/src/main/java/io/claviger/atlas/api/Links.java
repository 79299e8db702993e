package io.claviger.atlas.api;

import io.claviger.atlas.errors.Era;
import io.claviger.atlas.json.Link;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import java.util.List;

/** Builds the links in answers, under the base that the client calls. */
final class Links {
  /** The relation of a link to a key. */
  static final String KEY_RELATION = "http://mms.mongodb.com/apiKeys";

  private final String site;

  /**
   * Creates links.
   *
   * @param site the scheme, host and port that clients use
   */
  Links(String site) {
    this.site = site;
  }

  /** Returns the address of the request itself with another query. */
  String here(Call call, String query) {
    return site + call.request().path() + "?" + query;
  }

  /** Returns the address of a key, which is always below its organization. */
  String key(Call call, ApiKey key) {
    return key(call, key.organization(), key.id());
  }

  String key(Call call, OrganizationId organization, ApiKeyId key) {
    return organization(call, organization) + "/apiKeys/" + key;
  }

  /** Returns the address of an entry of the key in the path. The slash of a block is escaped. */
  String entry(Call call, CidrBlock block) {
    String name =
        block.singleAddress().map(Object::toString).orElse(block.toString().replace("/", "%2F"));
    return key(call, call.organization(), call.apiKey())
        + (call.era() == Era.WHITELIST ? "/whitelist/" : "/accessList/")
        + name;
  }

  String organization(Call call, OrganizationId organization) {
    return root(call) + "/orgs/" + organization;
  }

  String project(Call call, ProjectId project) {
    return root(call) + "/groups/" + project;
  }

  String root(Call call) {
    return site + call.base().prefix();
  }

  static List<Link> self(String href) {
    return List.of(new Link(href, "self"));
  }
}
