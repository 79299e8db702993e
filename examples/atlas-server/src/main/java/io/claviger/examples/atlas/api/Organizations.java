package io.claviger.examples.atlas.api;

import io.claviger.NewOrganization;
import java.util.List;

/** Making organizations, which is no right of keys: the library says so. */
final class Organizations {
  List<Route> routes() {
    return List.of(Route.of("POST", "orgs", this::create));
  }

  private Answer create(Call call) {
    call.keys().createOrganization(NewOrganization.named("of a key"));
    return new Answer.Done(204);
  }
}
