package io.claviger.spring.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.model.NewOrganization;
import io.claviger.spring.reports.ReportsApplication;
import io.claviger.spring.transaction.TransactionalClaviger;
import io.claviger.test.spring.AutoConfigureClaviger;
import io.claviger.test.spring.WithApiKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.transaction.TestTransaction;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.WebApplicationContext;

/** The annotations for tests of an application. */
@SpringBootTest(classes = ReportsApplication.class)
@AutoConfigureClaviger
@TestPropertySource(
    properties = {
      "claviger.token-prefix=acme",
      "claviger.roles.organization=REPORT_READER",
      "claviger.permissions.REPORT_READER=reports.read"
    })
class AnnotationsTest {
  @Autowired private WebApplicationContext context;
  @Autowired private Claviger claviger;
  @Autowired private TransactionalClaviger transactional;
  private MockMvc mvc;

  @BeforeEach
  void setUp() {
    mvc = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
  }

  @Test
  @WithApiKey(roles = "REPORT_READER")
  void aKeyWithTheRoleIsAdmitted() throws Exception {
    mvc.perform(get("/reports"))
        .andExpect(status().isOk())
        .andExpect(content().string("42 reports"));
  }

  @Test
  @WithApiKey(permissions = "reports.read", address = "192.0.2.7")
  void aKeyWithThePermissionIsAdmitted() throws Exception {
    var principal =
        (ApiKeyPrincipal) SecurityContextHolder.getContext().getAuthentication().getPrincipal();
    assertEquals("192.0.2.7", principal.address().toString());
    var details =
        (WebAuthenticationDetails)
            SecurityContextHolder.getContext().getAuthentication().getDetails();
    assertEquals("192.0.2.7", details.getRemoteAddress());
    mvc.perform(get("/reports")).andExpect(status().isOk());
  }

  /** For services that need one. The store in memory takes part in no transaction. */
  @Test
  @Transactional
  void thereIsATransactionalClavigerWithoutTransactions() {
    var keys = transactional.actingAs(Caller.application("test"));
    var acme = keys.createOrganization(NewOrganization.named("Acme")).organization();
    TestTransaction.end();
    assertEquals(acme, keys.getOrganization(acme.id()));
  }

  @Test
  @WithApiKey
  void aKeyWithoutTheRoleIsForbidden() throws Exception {
    mvc.perform(get("/reports")).andExpect(status().isForbidden());
  }

  @Test
  void noKeyIsUnauthorized() throws Exception {
    mvc.perform(get("/reports")).andExpect(status().isUnauthorized());
  }

  @Test
  void aRealKeyOfTheStoreInMemoryIsAdmitted() throws Exception {
    var keys = claviger.actingAs(Caller.application("test"));
    var acme = keys.createOrganization(NewOrganization.named("Acme"));
    String token = acme.firstKey().privateKey().reveal(); // of an owner; keys.create makes others
    mvc.perform(get("/reports").header("X-API-Key", token)).andExpect(status().isOk());
  }
}
