package io.claviger.atlas.api;

import io.claviger.atlas.json.Link;
import io.claviger.atlas.json.RootDocument;
import io.claviger.model.ApiKey;
import io.claviger.model.KeyKind;
import java.util.List;

/** Shows a key to itself (section A.2 of the reference). */
final class Root {
  private final Links links;

  Root(Links links) {
    this.links = links;
  }

  List<Route> routes() {
    return List.of(Route.of("GET", "", this::get));
  }

  private Answer get(Call call) {
    ApiKey self = call.keys().get(call.own(), call.key().id());
    Link root = new Link(links.root(call), "self");
    return new Answer.Entity(
        RootDocument.of(
            self,
            self.kind().equals(KeyKind.none())
                ? List.of(root, new Link(links.key(call, self), Links.KEY_RELATION))
                : List.of(root)));
  }
}
