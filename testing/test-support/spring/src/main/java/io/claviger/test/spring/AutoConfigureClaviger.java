package io.claviger.test.spring;

import io.claviger.spring.autoconfigure.ClavigerAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerHttpAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerSecurityAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerTransactionAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerWebAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerWebFluxAutoConfiguration;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * Adds the beans of Claviger, on a store in memory, to the application context of a test. The
 * properties of the application apply, for example its roles and permissions.
 *
 * <p>A {@code TransactionalClaviger} is among the beans, so that services which need it start.
 * <b>The store in memory takes part in no transaction</b>: a change of a key stays if the
 * transaction of the test or of the service is rolled back. To test a rollback, leave this
 * annotation away, and use the database.
 *
 * <p>A test that sends real keys creates them with the {@code Claviger} bean:
 *
 * <pre>{@code
 * @WebMvcTest(ReportController.class)
 * @AutoConfigureClaviger
 * class ReportControllerTest {
 *   @Autowired MockMvc mvc;
 *
 *   @Test
 *   @WithApiKey(roles = "ORG_READ_ONLY")
 *   void readersRead() throws Exception {
 *     mvc.perform(get("/reports")).andExpect(status().isOk());
 *   }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration({
  ClavigerAutoConfiguration.class,
  ClavigerHttpAutoConfiguration.class,
  ClavigerSecurityAutoConfiguration.class,
  ClavigerTransactionAutoConfiguration.class,
  ClavigerWebAutoConfiguration.class,
  ClavigerWebFluxAutoConfiguration.class
})
@TestPropertySource(properties = {"claviger.store=memory", "claviger.cache.enabled=false"})
public @interface AutoConfigureClaviger {}
