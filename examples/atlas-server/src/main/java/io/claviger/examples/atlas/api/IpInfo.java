package io.claviger.examples.atlas.api;

import io.claviger.examples.atlas.json.IpInfoDocument;
import java.util.List;

/** What the Atlas CLI asks before it puts the caller's address on a whitelist. */
final class IpInfo {
  List<Route> routes() {
    return List.of(Route.of("GET", "ipinfo", this::get));
  }

  private Answer get(Call call) {
    return new Answer.Entity(new IpInfoDocument(call.request().address().toString()));
  }
}
