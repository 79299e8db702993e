package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.HERE;
import static io.claviger.internal.management.Fixture.calling;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.ip;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.AccessRequest;
import io.claviger.access.AccessResult;
import io.claviger.access.Authorizer;
import io.claviger.access.Caller;
import io.claviger.access.TrustedProof;
import io.claviger.internal.FakeBackground;
import io.claviger.internal.usage.RecordingUsageStore;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ErrorCode;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.PageQuery;
import io.claviger.model.Permission;
import io.claviger.model.Refusal;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.RuleViolationException;
import io.claviger.model.StoreException;
import io.claviger.model.Usage;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.StoreExtensions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may ask how keys are used, and what they are told. */
class UsageManagementTest {
  private static final Permission READ = new Permission("things.read");
  private static final ApiKey OWNER_KEY = owner(1);
  private static final ApiKey SELF = key(2, on(READ_ONLY));
  private static final ApiKey PROJECT_KEY =
      key(3, on(Role.ORG_MEMBER), on(Role.PROJECT_OWNER, PROJECT));
  private static final ApiKeyId OTHER = keyId(1);
  private static final ApiKeyId MISSING = keyId(99);

  private final RecordingUsageStore written = new RecordingUsageStore(OWNER_KEY, SELF, PROJECT_KEY);
  private final ScriptedStore store =
      ScriptedStore.holding(Fixture.with(OWNER_KEY, SELF, PROJECT_KEY).facts());

  /** How much was written before each list was read. */
  private final List<Long> writtenBeforeLists = new ArrayList<>();

  private final FakeBackground background = new FakeBackground();
  private Instant now = NOW;
  private Runnable behindLists = () -> {};
  private final Claviger claviger =
      Claviger.builder(new Counted()).clock(() -> now).background(background).build();

  static Stream<Caller> owners() {
    return Stream.of(Fixture.APPLICATION, Fixture.OWNER, calling(OWNER_KEY));
  }

  static Stream<Caller> others() {
    return Stream.of(Fixture.USER, Fixture.PROJECT_OWNER, calling(SELF), calling(PROJECT_KEY));
  }

  @ParameterizedTest
  @MethodSource("owners")
  void ownersReadTheUsageOfAnyKey(Caller caller) {
    use(SELF, NOW);
    assertEquals(usedOnce(SELF), acting(caller).getUsage(ORG, SELF.id()));
    assertEquals(
        Map.of(SELF.id(), usedOnce(SELF), OTHER, unused(OWNER_KEY)),
        acting(caller).getUsage(ORG, List.of(SELF.id(), OTHER)));
  }

  @ParameterizedTest
  @MethodSource("owners")
  void aKeyThatIsNotThereIsNotFoundOrAbsent(Caller caller) {
    Refusal.expect(
        ErrorCode.API_KEY_NOT_FOUND,
        List.of(MISSING.value()),
        () -> acting(caller).getUsage(ORG, MISSING));
    assertEquals(
        Set.of(SELF.id()), acting(caller).getUsage(ORG, List.of(MISSING, SELF.id())).keySet());
    assertEquals(Map.of(), acting(caller).getUsage(ORG, List.of(MISSING)));
    assertEquals(Map.of(), acting(caller).getUsage(ORG, List.of()));
  }

  @Test
  void aKeyReadsItsOwn() {
    use(SELF, NOW);
    ApiKeys self = acting(calling(SELF));
    assertEquals(usedOnce(SELF), self.getUsage(ORG, SELF.id()));
    assertEquals(
        Map.of(SELF.id(), usedOnce(SELF)), self.getUsage(ORG, List.of(SELF.id(), SELF.id())));
  }

  @ParameterizedTest
  @MethodSource("others")
  void theRefusalForAnotherKeyDoesNotTellWhetherItExists(Caller caller) {
    ApiKeys keys = acting(caller);
    assertEquals(
        refusal(() -> keys.getUsage(ORG, OTHER)), refusal(() -> keys.getUsage(ORG, MISSING)));
    assertEquals(
        refusal(() -> keys.getUsage(ORG, List.of(OTHER))),
        refusal(() -> keys.getUsage(ORG, List.of(MISSING))));
    assertEquals(
        refusal(() -> keys.getUsage(ORG, List.of(SELF.id(), PROJECT_KEY.id(), OTHER))),
        refusal(() -> keys.getUsage(ORG, List.of(SELF.id(), PROJECT_KEY.id(), MISSING))));
  }

  @Test
  void whereNoUsageIsCountedEachKeyWasNeverUsed() {
    ApiKeys keys = Claviger.of(store).actingAs(Fixture.APPLICATION);
    assertEquals(KeyUsage.none(), keys.getUsage(ORG, SELF.id()));
    assertEquals(
        Map.of(SELF.id(), KeyUsage.none(), OTHER, KeyUsage.none()),
        keys.getUsage(ORG, List.of(SELF.id(), OTHER, MISSING)));
    assertEquals(
        3, keys.list(ORG, KeyFilter.all().unusedSince(NOW.plusSeconds(1)), first()).items().size());
  }

  @Test
  void troubleOfTheUsageStoreReachesWhoAsks() {
    written.readable = false;
    assertThrows(StoreException.class, () -> acting(Fixture.APPLICATION).getUsage(ORG, SELF.id()));
  }

  @Test
  void useIsWrittenBeforeUnusedKeysAreLookedFor() {
    use(SELF, NOW);
    acting(Fixture.APPLICATION).list(ORG, first());
    acting(Fixture.APPLICATION).list(ORG, KeyFilter.all().describedWith("key"), first());
    assertEquals(List.of(0L, 0L), writtenBeforeLists, "only then");
    acting(Fixture.APPLICATION)
        .list(ORG, KeyFilter.all().describedWith("key").unusedSince(NOW), first());
    assertEquals(List.of(0L, 0L, 1L), writtenBeforeLists);
    assertEquals(0, claviger.metrics().unwrittenUsage());
  }

  /** A key in use must not be taken for one to retire since its use could not be written. */
  @Test
  void useThatCannotBeWrittenCountsAsUseAllTheSame() {
    written.goDown();
    use(SELF, NOW);
    KeyPage page = acting(Fixture.APPLICATION).list(ORG, unused(), first());
    assertEquals(
        List.of(), page.items().stream().filter(key -> key.id().equals(SELF.id())).toList());
    KeyFilter later = KeyFilter.all().unusedSince(NOW.plusNanos(1000));
    assertTrue(acting(Fixture.APPLICATION).list(ORG, later, first()).items().contains(SELF));
    assertEquals(1, claviger.metrics().unwrittenUsage());
  }

  /** The store did not know it when it answered, and it is not pending any more afterwards. */
  @Test
  void useThatIsWrittenBehindTheListCountsAsUseAllTheSame() {
    Instant later = NOW.plusSeconds(1);
    written.goDown();
    use(SELF, later);
    behindLists =
        () -> {
          written.mood = () -> true;
          background.runScheduled();
        };
    KeyPage page =
        acting(Fixture.APPLICATION).list(ORG, KeyFilter.all().unusedSince(later), first());
    assertEquals(1, written.requests());
    assertEquals(List.of(OWNER_KEY, PROJECT_KEY), page.items());
  }

  /** An empty page says that nothing follows. */
  @Test
  void aPageOfKeysThatTurnOutToBeUsedIsLeftOut() {
    Instant later = NOW.plusSeconds(1);
    KeyFilter filter = KeyFilter.all().unusedSince(later);
    ApiKeys keys = acting(Fixture.APPLICATION);
    written.goDown();
    use(SELF, later);
    assertEquals(new KeyPage(List.of(OWNER_KEY), true), keys.list(ORG, filter, PageQuery.first(1)));
    assertEquals(
        new KeyPage(List.of(PROJECT_KEY), false),
        keys.list(ORG, filter, PageQuery.first(1).withAfter(OWNER_KEY.id())));
  }

  private void use(ApiKey key, Instant at) {
    now = at;
    AccessResult result =
        claviger
            .accessCheck(new Authorizer(RoleGrants.none().grant(READ_ONLY, READ)))
            .check(TrustedProof.of(key), AccessRequest.of(ORG, READ, ip(HERE)));
    assertInstanceOf(AccessResult.Granted.class, result);
    now = NOW;
  }

  private static KeyFilter unused() {
    return KeyFilter.all().unusedSince(NOW);
  }

  private static PageQuery first() {
    return PageQuery.first(10);
  }

  private static KeyUsage unused(ApiKey key) {
    return new KeyUsage(Usage.none(), Map.of(key.secrets().get(0).id(), Usage.none()), Map.of());
  }

  private static KeyUsage usedOnce(ApiKey key) {
    Usage once = used(1, NOW);
    return new KeyUsage(once, Map.of(key.secrets().get(0).id(), once), Map.of());
  }

  private static Usage used(long count, Instant last) {
    return new Usage(count, Optional.of(new Usage.Last(last, ip(HERE))));
  }

  private static String refusal(Executable call) {
    RuleViolationException refusal = assertThrows(RuleViolationException.class, call);
    assertEquals(ErrorCode.NOT_ALLOWED, refusal.code());
    return refusal.parameters() + refusal.getMessage();
  }

  private ApiKeys acting(Caller caller) {
    return claviger.actingAs(caller);
  }

  private final class Counted extends ForwardingApiKeyStore {
    Counted() {
      super(store);
    }

    @Override
    public StoreExtensions extensions() {
      return super.extensions().withUsage(written);
    }

    @Override
    public KeyPage listKeys(KeyQuery query) {
      writtenBeforeLists.add(written.requests());
      KeyPage page = super.listKeys(query);
      behindLists.run();
      return page;
    }
  }
}
