package io.claviger.examples.saas;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Credential;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IssuedApiKey;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The page without a browser. */
@SaasTest
class KeyPageTest {
  @Autowired MockMvc mvc;
  @Autowired Tenants tenants;
  @Autowired TenantKeys keys;
  @Autowired Claviger claviger;

  @Test
  void onlyTheAnswerThatCreatesAKeyContainsItsSecret() throws Exception {
    TenantUser amy = signUp("amy");
    MockHttpSession session = new MockHttpSession();
    MvcResult created =
        mvc.perform(newKey("").with(user(amy)).with(csrf()).session(session))
            .andExpect(status().isOk())
            .andExpect(header().string("Cache-Control", containsString("no-store")))
            .andReturn();
    Matcher secret =
        Pattern.compile("<code id=\"secret\">(reportal_[^<]+)</code>")
            .matcher(created.getResponse().getContentAsString());
    assertTrue(secret.find());
    assertTrue(isValid(secret.group(1)));
    for (String name : Collections.list(session.getAttributeNames())) {
      assertFalse(String.valueOf(session.getAttribute(name)).contains(secret.group(1)), name);
    }
    mvc.perform(get("/keys").with(user(amy)).session(session))
        .andExpect(content().string(containsString("Nightly export")))
        .andExpect(content().string(not(containsString(secret.group(1)))));
  }

  @Test
  void refusalHasItsStatusAndItsPublicMessage() throws Exception {
    mvc.perform(newKey("10.1.2.3/16").with(user(signUp("bea"))).with(csrf()))
        .andExpect(status().isBadRequest())
        .andExpect(content().string(containsString("role=\"alert\">")))
        .andExpect(content().string(containsString("10.1.2.3/16")))
        .andExpect(content().string(containsString("There are no keys yet")));
  }

  @Test
  void refusalKeepsWhatWasTyped() throws Exception {
    TenantUser gil = signUp("gil");
    mvc.perform(newKey("10.1.2.3/16").with(user(gil)).with(csrf()))
        .andExpect(content().string(containsString("value=\"Nightly export\"")))
        .andExpect(content().string(containsString("value=\"ops@example.com\"")))
        .andExpect(content().string(containsString("value=\"10.1.2.3/16\"")))
        .andExpect(content().string(matchesPattern("(?s).*value=\"REPORT_WRITER\"\\s+selected.*")));
    ApiKeyId key = keys.create(gil, form("gil@example.com")).apiKey().id();
    mvc.perform(whitelist(gil, key).param("of", key.value()).param("add", "10.4.5.6/16"))
        .andExpect(content().string(containsString("value=\"10.4.5.6/16\"")));
    mvc.perform(newKey("").with(user(gil)).with(csrf()))
        .andExpect(content().string(not(containsString("value=\"ops@example.com\""))));
  }

  /** Without it, the key works from everywhere. */
  @Test
  void theLastAddressIsRemovedAfterAQuestion() throws Exception {
    TenantUser hal = signUp("hal");
    ApiKeyId key = keys.create(hal, form("hal@example.com")).apiKey().id();
    mvc.perform(whitelist(hal, key).param("add", "192.0.2.1, 192.0.2.2"));
    mvc.perform(whitelist(hal, key).param("remove", "192.0.2.1/32"))
        .andExpect(redirectedUrl("/keys"));
    mvc.perform(whitelist(hal, key).param("remove", "192.0.2.2/32"))
        .andExpect(content().string(containsString("This is the last address")));
    assertFalse(keys.list(hal).get(0).key().whitelist().isEmpty());
    mvc.perform(whitelist(hal, key).param("remove", "192.0.2.2/32").param("everywhere", "true"))
        .andExpect(redirectedUrl("/keys"));
    assertTrue(keys.list(hal).get(0).key().whitelist().isEmpty());
  }

  private static MockHttpServletRequestBuilder whitelist(TenantUser user, ApiKeyId key) {
    return post("/keys/" + key + "/whitelist").with(user(user)).with(csrf());
  }

  @Test
  void keysOfAnotherTenantDoNotExist() throws Exception {
    IssuedApiKey issued = keys.create(signUp("cat"), form("cat@example.com"));
    TenantUser cid = signUp("cid");
    for (String change : new String[] {"revoke", "rotate", "whitelist?add=192.0.2.1"}) {
      mvc.perform(post("/keys/" + issued.apiKey().id() + "/" + change).with(user(cid)).with(csrf()))
          .andExpect(status().isNotFound());
    }
    assertTrue(isValid(issued.privateKey().reveal()));
  }

  @Test
  void thePageIsForUsersWhoAreSignedIn() throws Exception {
    mvc.perform(get("/keys")).andExpect(redirectedUrl("/login"));
    mvc.perform(newKey("").with(user(signUp("dan")))).andExpect(status().isForbidden());
    mvc.perform(
            post("/sign-up")
                .with(csrf())
                .param("company", "Other")
                .param("username", "dan")
                .param("password", "correct horse"))
        .andExpect(redirectedUrl("/sign-up?taken"));
  }

  @Test
  void aKeyAndItsContactAreCreatedAndRevokedTogether() {
    TenantUser eve = signUp("eve");
    assertThrows(
        DataIntegrityViolationException.class, () -> keys.create(eve, form("e".repeat(251))));
    assertEquals(0, keys.list(eve).size());

    ApiKeyId key = keys.create(eve, form("eve@example.com")).apiKey().id();
    assertEquals("eve@example.com", keys.list(eve).get(0).contact());
    keys.revoke(eve, key);
    assertEquals(0, keys.list(eve).size());
  }

  private TenantUser signUp(String name) {
    tenants.signUp(name + " & Co", name, "correct horse");
    return tenants.loadUserByUsername(name);
  }

  private static NewKey form(String contact) {
    return new NewKey("Nightly export", NewKey.Access.REPORT_READER, contact, "");
  }

  private static MockHttpServletRequestBuilder newKey(String addresses) {
    return post("/keys")
        .param("description", "Nightly export")
        .param("access", "REPORT_WRITER")
        .param("contact", "ops@example.com")
        .param("addresses", addresses);
  }

  private boolean isValid(String token) {
    return claviger.authenticator().authenticate(Credential.token(token)) instanceof Authenticated;
  }
}
