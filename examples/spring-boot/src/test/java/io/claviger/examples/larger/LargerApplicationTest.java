package io.claviger.examples.larger;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.claviger.access.Caller;
import io.claviger.examples.saas.SaasApplication;
import io.claviger.examples.saas.Tenants;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.spring.transaction.TransactionalClaviger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/**
 * A larger application: the example, and what {@link LargerSetup} and {@link LargerApi} add to it.
 */
@AutoConfigureMockMvc
@Import({LargerSetup.class, LargerApi.class})
@SpringBootTest(
    classes = SaasApplication.class,
    properties = {
      "spring.datasource.url=jdbc:h2:mem:larger",
      "management.endpoint.health.show-components=always"
    })
class LargerApplicationTest {
  @Autowired MockMvc mvc;
  @Autowired Tenants tenants;
  @Autowired TransactionalClaviger claviger;
  @Autowired JdbcClient jdbc;

  @Test
  void oldKeysWorkBesideNewOnes() throws Exception {
    OrganizationId tenant = signUp("ben");
    jdbc.sql("create table old_key (hash binary(32) primary key, tenant varchar(32))").update();
    jdbc.sql("insert into old_key values (hash('SHA-256', stringtoutf8('old_123')), ?)")
        .param(tenant.value())
        .update();

    for (String key : List.of("old_123", newKey(tenant))) {
      mvc.perform(get("/reports/tenant").header("X-API-Key", key))
          .andExpect(status().isOk())
          .andExpect(content().string(tenant.value()));
    }
    mvc.perform(get("/reports/tenant").header("X-API-Key", "old_124"))
        .andExpect(status().isUnauthorized());
    mvc.perform(get("/reports/tenant")).andExpect(status().isUnauthorized());
  }

  @Test
  void aKeyHasAHundredRequestsInAMinute() throws Exception {
    String key = newKey(signUp("cyd"));
    for (int i = 0; i < 100; i++) {
      mvc.perform(get("/reports").header("X-API-Key", key)).andExpect(status().isOk());
    }
    mvc.perform(get("/reports").header("X-API-Key", key)).andExpect(status().isTooManyRequests());
  }

  @Test
  void healthOfTheKeysIsShown() throws Exception {
    mvc.perform(get("/actuator/health"))
        .andExpect(jsonPath("$.components.claviger.status").value("UP"));
  }

  @Test
  void ninetyLinesOfGlueAreEnough() throws IOException {
    Path test = Path.of("src", "test", "java", "io", "claviger", "examples", "larger");
    Path main = Path.of("src", "main", "java", "io", "claviger", "examples", "saas");
    Path security = main.resolve("SecurityConfiguration.java");
    int chain = lines(security, "  SecurityFilterChain ", "  }") + 1;
    int callers = lines(security, "  CallerSource<", "  }") + 1;
    int owners = lines(security, "  OwnerDirectory ", "  }") + 1;
    int caller = lines(main.resolve("TenantUser.java"), "  public Caller ", "  }");
    int names = lines(main.resolve("RoleNames.java"), "@Component", "}");
    int transactions =
        lines(main.resolve("AccountController.java"), "  @Retryable", "  String close")
            - 1
            + lines(main.resolve("SaasApplication.java"), "@EnableRes", "public")
            - 1;
    int rest = lines(test.resolve("LargerSetup.java"), "class", "}");
    int sum = chain + callers + owners + caller + names + transactions + rest;
    assertTrue(sum > 50 && sum <= 90, sum + " lines");
  }

  /** Counts from the first line with one start to the next with the other, without comments. */
  private static int lines(Path file, String first, String last) throws IOException {
    List<String> code =
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank() && !line.strip().matches("(/?\\*|//).*"))
            .dropWhile(line -> !line.startsWith(first))
            .toList();
    long before = code.stream().skip(1).takeWhile(line -> !line.startsWith(last)).count();
    return (int) before + 2;
  }

  private OrganizationId signUp(String name) {
    tenants.signUp(name + " & Co", name, "correct horse");
    return tenants.find(name).orElseThrow().organization();
  }

  private String newKey(OrganizationId tenant) {
    return claviger
        .actingAs(Caller.application("test"))
        .create(tenant, NewApiKey.of("test", new Role("REPORT_READER")))
        .privateKey()
        .reveal();
  }
}
