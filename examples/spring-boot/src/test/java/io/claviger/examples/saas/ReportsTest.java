package io.claviger.examples.saas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.claviger.Claviger;
import io.claviger.model.IssuedApiKey;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The API over a real port, and the meters. */
@SaasTest
class ReportsTest {
  @LocalServerPort int port;
  @Autowired Tenants tenants;
  @Autowired Claviger claviger;
  @Autowired MockMvc mvc;
  private TestKeys keys;

  @BeforeEach
  void setUp() {
    keys = new TestKeys(tenants, claviger);
  }

  @Test
  void keyDecidesAboutTenantAndPermission() throws Exception {
    TenantUser ann = keys.signUp("ann");
    Client writer = client(keys.create(ann, "REPORT_WRITER"));
    Client reader = client(keys.create(ann, "REPORT_READER", "127.0.0.0/8"));
    Client stranger = client(keys.create(keys.signUp("ben"), "REPORT_WRITER"));

    assertEquals(201, writer.post("/reports", "{\"title\":\"May\"}").statusCode());
    assertEquals("[\"May\"]", reader.get("/reports").body());
    assertProblem(403, reader.post("/reports", ""));
    assertEquals("[]", stranger.get("/reports").body());
    assertEquals(400, writer.post("/reports", "{").statusCode());
  }

  @Test
  void everyOtherRequestIsRefusedWithAProblem() throws Exception {
    TenantUser cleo = keys.signUp("cleo");
    Client good = client(keys.create(cleo, "REPORT_READER"));
    Client elsewhere = client(keys.create(cleo, "REPORT_READER", "192.0.2.0/24"));

    assertEquals(200, good.get("/reports").statusCode());
    assertProblem(401, new Client(port, "").get("/reports"));
    assertProblem(401, new Client(port, "").post("/reports", "{}"));
    assertProblem(401, new Client(port, good.token() + "x").get("/reports"));
    assertProblem(403, elsewhere.get("/reports"));
    assertProblem(403, good.get("/"));
    tenants.close("cleo");
    assertProblem(401, good.get("/reports"));
  }

  @Test
  void metersAreForThisMachine() throws Exception {
    client(keys.create(keys.signUp("dora"), "REPORT_READER")).get("/reports");
    HttpResponse<String> meters = new Client(port, "").get("/actuator/prometheus");
    assertEquals(200, meters.statusCode());
    assertTrue(meters.body().contains("claviger_access_total{outcome=\"granted\""), meters::body);
    assertTrue(meters.body().contains("claviger_cache_size_keys"), meters::body);
    mvc.perform(get("/actuator/prometheus").with(from("192.0.2.1")))
        .andExpect(status().isUnauthorized());
  }

  private static RequestPostProcessor from(String address) {
    return request -> {
      request.setRemoteAddr(address);
      return request;
    };
  }

  private Client client(IssuedApiKey key) {
    return new Client(port, key.privateKey().reveal());
  }

  private static void assertProblem(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response::body);
    assertEquals(List.of("application/problem+json"), response.headers().allValues("Content-Type"));
    assertEquals(List.of(), response.headers().allValues("Set-Cookie"));
  }
}
