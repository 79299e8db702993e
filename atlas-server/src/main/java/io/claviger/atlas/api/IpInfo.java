package io.claviger.atlas.api;

import io.claviger.atlas.json.IpInfoDocument;
import java.util.List;

/** Shows callers their address. The Atlas CLI asks for it before it puts it on a whitelist. */
final class IpInfo {
  List<Route> routes() {
    return List.of(Route.of("GET", "ipinfo", this::get));
  }

  private Answer get(Call call) {
    return new Answer.Entity(new IpInfoDocument(call.request().address().toString()));
  }
}
