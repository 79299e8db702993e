package io.claviger.atlas.http;

import io.claviger.http.ClientAddress;
import io.claviger.http.TrustedProxies;
import io.claviger.model.IpAddress;
import java.util.List;

/**
 * Tells an application the address of the client, which trusted proxies report, instead of the
 * address of the proxy. If a proxy does not report it, the response is 400, because no whitelist
 * can be checked.
 */
public final class BehindProxies implements Application {
  private final TrustedProxies proxies;
  private final Application next;

  /** Creates the proxies' side of this application. */
  public BehindProxies(TrustedProxies proxies, Application next) {
    this.proxies = proxies;
    this.next = next;
  }

  @Override
  public Judged judge(Request head) {
    List<String> values = proxies.header().map(head::headers).orElse(List.of());
    ClientAddress client = proxies.clientOf(head.address(), values);
    if (!(client instanceof ClientAddress.Known known)) {
      return Judged.answered(BehindProxies::refusal);
    }
    IpAddress address = known.address();
    Judged judged = next.judge(head.from(address));
    return new Judged(judged.sender(), request -> judged.answer().apply(request.from(address)));
  }

  private static Reply refusal() {
    byte[] document =
        PlainErrors.document(400, "the proxy does not name the address of the client");
    return Reply.of(400, "application/json", document).with("Cache-Control", List.of("no-store"));
  }
}
