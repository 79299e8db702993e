package io.claviger.atlas.api;

import io.claviger.atlas.errors.Era;
import io.claviger.atlas.json.Link;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.OrganizationId;
import java.util.List;

/** Addresses of what is answered, under the base that the client calls. */
final class Links {
  /** The relation of a link to the key that something belongs to. */
  static final String KEY_RELATION = "http://mms.mongodb.com/apiKeys";

  private final String site;

  /**
   * @param site what clients see of the server: scheme, host and port
   */
  Links(String site) {
    this.site = site;
  }

  /** Of the request itself, with another query. */
  String here(Call call, String query) {
    return site + call.request().path() + "?" + query;
  }

  /** A key's own address is always below its organization. */
  String key(Call call, ApiKey key) {
    return key(call, key.organization(), key.id());
  }

  String key(Call call, OrganizationId organization, ApiKeyId key) {
    return organization(call, organization) + "/apiKeys/" + key;
  }

  /** Of the key in the path; a single address goes by itself, a block with its slash escaped. */
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

  String root(Call call) {
    return site + call.base().prefix();
  }

  static List<Link> self(String href) {
    return List.of(new Link(href, "self"));
  }
}
