package io.claviger.examples.saas;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Credential;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The page, and the management of keys that it uses, without a browser. */
@SaasTest
class KeyPageTest {
  private static final String API = "/account/api-keys";
  private static final String KEY =
      """
      {"description": "Nightly export", "roles": [{"role": "REPORT_READER"}]}""";

  @Autowired MockMvc mvc;
  @Autowired Tenants tenants;
  @Autowired Claviger claviger;
  @Autowired JdbcClient jdbc;
  private TestKeys keys;

  @BeforeEach
  void setUp() {
    keys = new TestKeys(tenants, claviger);
  }

  @Test
  void thePageIsForUsersWhoAreSignedIn() throws Exception {
    mvc.perform(page()).andExpect(redirectedUrl("/login"));
    mvc.perform(as(keys.signUp("amy"), page()))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("<b>amy</b>")))
        .andExpect(content().string(containsString("<claviger-keys csrf=\"_csrf\">")))
        .andExpect(content().string(containsString("Close the account")));
    mvc.perform(get("/login")).andExpect(content().string(not(containsString("alice-demo"))));
  }

  /** The policy allows neither frames nor scripts of other sites or from texts. */
  @Test
  void headersProtectThePage() throws Exception {
    mvc.perform(as(keys.signUp("bea"), page()))
        .andExpect(header().string("Cache-Control", containsString("no-store")))
        .andExpect(header().string("X-Content-Type-Options", "nosniff"))
        .andExpect(
            header()
                .string(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                        + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'none'; require-trusted-types-for 'script';"
                        + " trusted-types 'none'"));
  }

  @Test
  void whoIsNotSignedInGetsAProblemInsteadOfTheLoginPage() throws Exception {
    mvc.perform(get(API + "/me").accept(MediaType.TEXT_HTML))
        .andExpect(status().isUnauthorized())
        .andExpect(content().contentType("application/problem+json"))
        .andExpect(jsonPath("$.code").value("NOT_SIGNED_IN"));
  }

  @Test
  void aChangeNeedsTheTokenOfThePage() throws Exception {
    TenantUser cat = keys.signUp("cat");
    mvc.perform(as(cat, change(post(keysOf(cat)), KEY))).andExpect(status().isForbidden());
    mvc.perform(as(cat, change(post(keysOf(cat)), KEY)).with(csrf().asHeader()))
        .andExpect(status().isCreated())
        .andExpect(jsonPath("$.key.created.by.name").value("cat"));
    mvc.perform(as(cat, get(keysOf(cat)))).andExpect(jsonPath("$.keys.length()").value(1));
  }

  /** Programs have no token of a page. */
  @Test
  void aKeyRestrictsItself() throws Exception {
    TenantUser dan = keys.signUp("dan");
    IssuedApiKey issued = keys.create(dan, "REPORT_READER");
    String itself = keysOf(dan) + "/" + issued.apiKey().id();
    mvc.perform(
            change(patch(itself), "{\"enabled\": false}")
                .header("X-API-Key", issued.privateKey().reveal()))
        .andExpect(status().isOk());
    assertFalse(isValid(issued));
  }

  @Test
  void keysOfAnotherTenantDoNotExist() throws Exception {
    TenantUser eve = keys.signUp("eve");
    IssuedApiKey issued = keys.create(eve, "REPORT_READER");
    TenantUser fay = keys.signUp("fay");
    for (TenantUser tenant : new TenantUser[] {eve, fay}) {
      String key = keysOf(tenant) + "/" + issued.apiKey().id();
      int status = tenant.equals(fay) ? 404 : 403;
      mvc.perform(as(fay, get(key))).andExpect(status().is(status));
      mvc.perform(as(fay, change(delete(key), "")).with(csrf())).andExpect(status().is(status));
      mvc.perform(as(fay, change(post(key + "/secrets"), "{}")).with(csrf()))
          .andExpect(status().is(status));
    }
    assertTrue(isValid(issued));
  }

  @Test
  void aMemberManagesNoKeys() throws Exception {
    TenantUser gil = keys.signUp("gil");
    IssuedApiKey issued = keys.create(gil, "REPORT_READER");
    mvc.perform(as(gil, get(API + "/organizations/" + gil.organization())))
        .andExpect(jsonPath("$.may").value(hasItem("createKey")))
        .andExpect(
            jsonPath("$.roles[*].name")
                .value(
                    contains(
                        "No access to reports",
                        "Manage all keys",
                        "Read everything",
                        "Read reports",
                        "Read and write reports")));

    jdbc.sql("update tenant_user set role = 'ORG_MEMBER' where name = 'gil'").update();
    TenantUser member = new TenantUser("gil", gil.organization(), Role.ORG_MEMBER);
    mvc.perform(as(member, page()))
        .andExpect(content().string(not(containsString("Close the account"))));
    // A session that began when the user was an owner has no more rights.
    mvc.perform(as(gil, change(post(keysOf(gil)), KEY)).with(csrf()))
        .andExpect(status().isForbidden())
        .andExpect(jsonPath("$.code").value("NOT_ALLOWED"));
    mvc.perform(as(gil, post("/close")).with(csrf())).andExpect(status().isForbidden());
    assertTrue(isValid(issued));
  }

  @Test
  void aTenantAndItsOrganizationAreCreatedTogether() throws Exception {
    TenantUser hal = keys.signUp("hal");
    long organizations = count("claviger_organization");
    mvc.perform(
            post("/sign-up")
                .with(csrf())
                .param("company", "Other")
                .param("username", hal.name())
                .param("password", "correct horse"))
        .andExpect(redirectedUrl("/sign-up?taken"));
    assertEquals(organizations, count("claviger_organization"));
  }

  @Test
  void aTenantAndItsKeysAreDeletedTogether() throws Exception {
    TenantUser ina = keys.signUp("ina");
    IssuedApiKey issued = keys.create(ina, "REPORT_READER");
    jdbc.sql("create table invoice (tenant varchar(32) references tenant)").update();
    jdbc.sql("insert into invoice values (?)").param(ina.organization().value()).update();
    assertThrows(DataIntegrityViolationException.class, () -> tenants.close("ina"));
    assertTrue(isValid(issued));
    assertTrue(tenants.find("ina").isPresent());

    jdbc.sql("drop table invoice").update();
    mvc.perform(as(ina, post("/close")).with(csrf())).andExpect(redirectedUrl("/login?closed"));
    assertFalse(isValid(issued));
    assertTrue(tenants.find("ina").isEmpty());
    mvc.perform(as(ina, get(API + "/me"))).andExpect(status().isUnauthorized());
  }

  private static MockHttpServletRequestBuilder page() {
    return get("/").accept(MediaType.TEXT_HTML);
  }

  private static MockHttpServletRequestBuilder as(
      TenantUser user, MockHttpServletRequestBuilder request) {
    return request.with(user(user.name()).roles(user.role().name()));
  }

  private static MockHttpServletRequestBuilder change(
      MockHttpServletRequestBuilder request, String json) {
    return request.contentType("application/json").header("Claviger-Request", "1").content(json);
  }

  private static String keysOf(TenantUser user) {
    return API + "/organizations/" + user.organization() + "/keys";
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  private boolean isValid(IssuedApiKey issued) {
    Credential token = Credential.token(issued.privateKey().reveal());
    return claviger.authenticator().authenticate(token) instanceof Authenticated;
  }
}
