package io.claviger.spring.support;

import static io.claviger.spring.security.ApiKeyConfigurer.claviger;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.claviger.spring.reports.ReportsApplication;
import io.claviger.test.spring.AutoConfigureClaviger;
import io.claviger.test.spring.WithApiKey;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The annotation for keys in a chain that requires a CSRF token of users. */
@SpringBootTest(classes = {ReportsApplication.class, WithLoginTest.Chain.class})
@AutoConfigureClaviger
class WithLoginTest {
  @Autowired private WebApplicationContext context;

  @Configuration(proxyBeanMethods = false)
  static class Chain {
    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
      return http.formLogin(Customizer.withDefaults()).with(claviger(), keys -> {}).build();
    }
  }

  private MockMvc mvc() {
    return MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
  }

  @Test
  @WithApiKey
  void aKeyNeedsNoCsrfToken() throws Exception {
    mvc().perform(post("/reports")).andExpect(status().isMethodNotAllowed());
  }

  @Test
  @WithMockUser
  void aUserNeedsOne() throws Exception {
    mvc().perform(post("/reports")).andExpect(status().isForbidden());
  }
}
