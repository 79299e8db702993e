package io.claviger.examples.saas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ContentionException;
import io.claviger.model.OrganizationId;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.resilience.annotation.EnableResilientMethods;

/** The transaction is repeated as a whole if another change of the tenant was first. */
class RetryTest {
  @EnableResilientMethods
  static class Configuration {}

  /** Loses against another change twice. */
  static class ContendedTenants extends Tenants {
    private final AtomicInteger attempts;

    ContendedTenants(AtomicInteger attempts) {
      super(null, null);
      this.attempts = attempts;
    }

    @Override
    public void close(String user) {
      if (attempts.incrementAndGet() < 3) {
        throw new ContentionException(new OrganizationId("acme"), 1);
      }
    }
  }

  @Test
  void closingIsRepeated() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    var context = new AnnotationConfigApplicationContext();
    context.register(Configuration.class, AccountController.class);
    context.registerBean(Tenants.class, () -> new ContendedTenants(attempts));
    context.refresh();
    try (context) {
      AccountController controller = context.getBean(AccountController.class);
      String next = controller.close(() -> "zoe", new MockHttpServletRequest());
      assertEquals("redirect:/login?closed", next);
      assertEquals(3, attempts.get());
    }
  }
}
