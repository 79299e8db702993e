package io.claviger.cli.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.ContentionException;
import io.claviger.model.InvalidValueException;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.StoreException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndingTest {
  private static final OrganizationId ORG = new OrganizationId("acme");

  @Test
  void eachKindOfFailureHasItsExitCode() {
    assertEquals(1, number(NotFoundException.organization(ORG)));
    assertEquals(2, number(assertThrows(InvalidValueException.class, () -> CidrBlock.parse("x"))));
    assertEquals(4, number(new StoreException(StoreException.Kind.FAULT, "broken", null)));
    assertEquals(4, number(new ContentionException(ORG, 3)));
    OutcomeUnknownException unknown =
        new OutcomeUnknownException(
            ORG, Set.of(new ApiKeyId("0123456789abcdef01234567")), new RuntimeException());
    assertEquals(5, number(unknown));
    assertEquals(70, number(new IllegalStateException("secret")));
  }

  @Test
  void aDefectDoesNotQuoteItsMessage() {
    assertFalse(Ending.of(new IllegalStateException("hush")).line().contains("hush"));
  }

  @Test
  void theMessageIsOneLineWithoutAPrivateKey() {
    String token = "acme_4k9z0c71m2x8qd5t_" + "Rb0V".repeat(12) + "x";
    Ending ending =
        new Ending(
            ExitCode.USAGE,
            "not\n\u001b[1m a role: " + token + " 2143aeca-c6bd-4407-859e-b4f965fa44d1");
    assertEquals("not [1m a role: acme_4k9z0c71m2x8qd5t_******** ********", ending.line());
  }

  private static int number(Throwable failure) {
    return Ending.of(failure).code().number();
  }
}
