package io.claviger.spring.reports;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.claviger.test.spring.AutoConfigureClaviger;
import io.claviger.test.spring.WithApiKey;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/** The slice of web controllers, with keys in memory. */
@WebMvcTest(ReportsApplication.class)
@AutoConfigureClaviger
@TestPropertySource(properties = "CLAVIGER_PEPPER=${random.value}${random.value}")
class ReportsTest {
  @Autowired private MockMvc mvc;

  @Test
  @WithApiKey(permissions = "reports.read")
  void aKeyWithThePermissionIsAdmitted() throws Exception {
    mvc.perform(get("/reports")).andExpect(status().isOk());
  }

  @Test
  void noKeyIsUnauthorized() throws Exception {
    mvc.perform(get("/reports")).andExpect(status().isUnauthorized());
  }
}
