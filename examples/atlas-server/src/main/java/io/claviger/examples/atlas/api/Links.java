package io.claviger.examples.atlas.api;

import io.claviger.ApiKey;
import io.claviger.CidrBlock;
import io.claviger.examples.atlas.errors.Era;
import io.claviger.examples.atlas.json.Link;
import java.util.List;

/** Addresses of what is answered, under the base that the client calls. */
final class Links {
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
    return site + call.base().prefix() + "/orgs/" + key.organization() + "/apiKeys/" + key.id();
  }

  /** A single address goes by itself, a block with its slash escaped. */
  String entry(Call call, ApiKey key, CidrBlock block) {
    String name =
        block.singleAddress().map(Object::toString).orElse(block.toString().replace("/", "%2F"));
    return key(call, key) + (call.era() == Era.WHITELIST ? "/whitelist/" : "/accessList/") + name;
  }

  static List<Link> self(String href) {
    return List.of(new Link(href, "self"));
  }
}
