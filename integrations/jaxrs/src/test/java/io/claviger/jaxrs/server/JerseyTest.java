package io.claviger.jaxrs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.jaxrs.ApiKeyRequestFilter;
import io.claviger.jaxrs.ServletPeer;
import io.claviger.test.http.RunningServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class JerseyTest extends JaxrsContract {
  JerseyTest() {
    super(new GrizzlyServer());
  }

  @Test
  void thePeerOfAServletContainerIsUnknownElsewhere() throws Exception {
    ServletPeer peer = new ServletPeer();
    RunningServer server = serve(List.of(peer, ApiKeyRequestFilter.required(access, peer)));
    try {
      assertEquals(500, get(server, "/open").status());
    } finally {
      server.server().close();
    }
  }
}
