package io.claviger.examples.saas;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.response.SecurityMockMvcResultMatchers.authenticated;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;

/** What {@code ./run --demo} shows. */
@ActiveProfiles("demo")
@AutoConfigureMockMvc
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DemoTest {
  @LocalServerPort int port;
  @Autowired Demo demo;
  @Autowired MockMvc mvc;

  @Test
  void showsARefusedRequestAndAnAllowedOne() {
    String lines = demo.fill("http://127.0.0.1:" + port);
    assertTrue(lines.contains("/reports\n401 "), lines);
    assertTrue(lines.contains("/reports\n200 [\"Visitors in May\"]\n"), lines);
  }

  @Test
  void theLoginPageNamesUsersWhoCanSignIn() throws Exception {
    for (String user : new String[] {"alice", "bob"}) {
      String password = user + "-demo";
      mvc.perform(get("/login")).andExpect(content().string(containsString(password)));
      mvc.perform(formLogin().user(user).password(password))
          .andExpect(authenticated().withUsername(user));
    }
  }
}
