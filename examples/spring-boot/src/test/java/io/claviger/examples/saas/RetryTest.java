package io.claviger.examples.saas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ApiKeyId;
import io.claviger.model.ContentionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.resilience.annotation.EnableResilientMethods;

/** The transaction is repeated as a whole if another change of the tenant was first. */
class RetryTest {
  private static final TenantUser USER = new TenantUser("zoe", "", "acme");

  @EnableResilientMethods
  static class Configuration {}

  /** Loses against another change twice. */
  static class ContendedKeys extends TenantKeys {
    private final AtomicInteger attempts;

    ContendedKeys(AtomicInteger attempts) {
      super(null, null);
      this.attempts = attempts;
    }

    @Override
    public void revoke(TenantUser user, ApiKeyId key) {
      if (attempts.incrementAndGet() < 3) {
        throw new ContentionException(user.organization(), 1);
      }
    }
  }

  @Test
  void revocationIsRepeated() {
    AtomicInteger attempts = new AtomicInteger();
    var context = new AnnotationConfigApplicationContext();
    context.register(Configuration.class, KeyController.class);
    context.registerBean(TenantKeys.class, () -> new ContendedKeys(attempts));
    context.refresh();
    try (context) {
      String next = context.getBean(KeyController.class).revoke(USER, new ApiKeyId("0".repeat(24)));
      assertEquals("redirect:/keys", next);
      assertEquals(3, attempts.get());
    }
  }
}
