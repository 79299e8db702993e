package io.claviger.internal.management;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.block;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static io.claviger.model.Samples.withSecretUntil;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ErrorCode;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.Refusal;
import io.claviger.model.Role;
import io.claviger.model.SecretInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A key that is no owner makes no key that reaches further than itself. */
final class OwnReachTest {
  private static final Instant END = NOW.plusSeconds(60);
  private static final NewApiKey READER =
      NewApiKey.of("reader", new TreeSet<>(Set.of(on(PROJECT_READ_ONLY, PROJECT))));

  private final Rules rules = Fixture.rules();
  private final ApiKey creator = key(2, on(Role.ORG_MEMBER), on(Role.PROJECT_OWNER, PROJECT));

  @Test
  void whatAnExpiringKeyMakesExpiresWithItOrBefore() {
    ApiKey ending = expiring(creator, END);
    assertRefused(ending, READER);
    assertRefused(ending, READER.withExpiry(END.plusNanos(1000)));
    assertMade(ending, READER.withExpiry(END));
    assertMade(ending, READER.withExpiry(END.minusSeconds(1)));
  }

  @Test
  void theSecretThatCallsCountsAsTheKeyDoes() {
    ApiKey ending = withSecretUntil(creator, END);
    assertRefused(ending, READER);
    assertRefused(expiring(ending, END.plusSeconds(9)), READER.withExpiry(END.plusSeconds(9)));
    assertMade(ending, READER.withExpiry(END));
  }

  @Test
  void aSecretThatMayBeSupersededCountsWithItsGrace() {
    SecretInfo waiting = creator.secrets().get(0).endingAfterUse(Duration.ofSeconds(60));
    ApiKey superseded = ApiKey.of(creator.identity(), creator.settings(), List.of(waiting));
    assertRefused(superseded, READER);
    assertRefused(superseded, READER.withExpiry(END.plusNanos(1000)));
    assertMade(superseded, READER.withExpiry(END));
  }

  @Test
  void whatAListedKeyMakesIsListedInside() {
    ApiKey listed = listing(creator, "198.51.100.0/24", "2001:db8::/32");
    assertRefused(listed, READER);
    assertRefused(listed, READER.withWhitelist(block("198.51.100.0/23")));
    assertRefused(listed, READER.withWhitelist(block("198.51.100.7"), block("203.0.113.7")));
    assertMade(listed, READER.withWhitelist(block("198.51.100.0/24")));
    assertMade(listed, READER.withWhitelist(block("198.51.100.7"), block("2001:db8:1::/48")));
  }

  @Test
  void whatALimitedKeyMakesIsLimitedAsMuch() {
    Limits.Rate limit = Limits.Rate.parse("100/60");
    ApiKey limited = creator.with(creator.settings().withRateLimit(Optional.of(limit)));
    assertRefused(limited, READER);
    assertRefused(limited, READER.withRateLimit(Limits.Rate.parse("101/60")));
    assertMade(limited, READER.withRateLimit(limit));
    assertRefused(creator, READER.withRateLimit(Limits.Rate.parse("101/60")));
  }

  @Test
  void whoIsNotBoundBindsNobody() {
    assertMade(creator, READER);
    assertMade(creator, READER.withExpiry(END).withWhitelist(block("203.0.113.7")));
    assertMade(listing(expiring(owner(3), END), "198.51.100.0/24"), READER);
  }

  private void assertMade(ApiKey caller, NewApiKey request) {
    create(caller, request);
  }

  private void assertRefused(ApiKey caller, NewApiKey request) {
    Refusal.expect(ErrorCode.CANNOT_EXTEND_ITSELF, () -> create(caller, request));
  }

  private void create(ApiKey caller, NewApiKey request) {
    Fixture fixture = Fixture.with(owner(1), caller);
    Caller calling = Fixture.calling(caller);
    Proposal<?> proposal = rules.keyCreation().create(fixture.seenBy(calling), request);
    assertEquals(1, Proposed.change(fixture, calling, proposal).keys().created().size());
  }
}
