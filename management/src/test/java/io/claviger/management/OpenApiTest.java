package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The handler does what {@code openapi.json} says, and nothing else: every route, status, header,
 * parameter and property of the file was seen, and no other.
 */
class OpenApiTest {
  private final OpenApi file = new OpenApi();

  @Test
  void theFileHasTheRoutesOfTheHandler() {
    try (ManagementFixture fixture = ManagementFixture.open()) {
      Set<String> described = new TreeSet<>();
      file.operations().forEach(operation -> described.add(operation.route()));
      assertEquals(new TreeSet<>(fixture.handler.routes()), described);
    }
  }

  /** They are for browsers, as the introduction of the file says. */
  @Test
  void theFilesOfTheElementAreNoPartOfTheApi() {
    for (String name : ElementFiles.NAMES) {
      assertTrue(file.operations().stream().noneMatch(each -> each.matches("/" + name)), name);
    }
  }

  @Test
  void eachObjectIsClosed() {
    file.schemas().checkThemselves();
  }

  @Test
  void theFileDescribesWhatIsSeenAndNothingElse() {
    checkStories();
    for (OpenApi.Operation operation : file.operations()) {
      Provocation.STATUSES.forEach(status -> provoke(operation, status));
    }
    Set<String> unseen = file.described();
    unseen.removeAll(file.seen());
    assertEquals(Set.of(), unseen);
  }

  private void checkStories() {
    check(
        KeyStoryTest::new,
        List.of(
            KeyStoryTest::aKeyIsCreatedAndFound,
            KeyStoryTest::keysAreListedByPagesAndFilters,
            KeyStoryTest::aKeyIsChangedAndRevoked,
            KeyStoryTest::anEntityTagIsOfOneKey,
            KeyStoryTest::anEntityTagCoversTheWhitelist,
            KeyStoryTest::theFirstUseOfASecretKeepsTheEntityTag,
            KeyStoryTest::rolesOnProjectsAreReplaced,
            KeyStoryTest::aKeyIsRotatedWithEachGrace,
            KeyStoryTest::aNewSecretExpiresWhenTheRotationSays,
            KeyStoryTest::olderSecretsEndAtOnceOrAreDeleted));
    check(
        CallerStoryTest::new,
        List.of(
            CallerStoryTest::aWhitelistIsTriedAndChanged,
            CallerStoryTest::aPreviewWithoutAnAddressAdmitsNobody,
            CallerStoryTest::anOrganizationIsReadAndChanged,
            CallerStoryTest::eventsAreReadByPages,
            CallerStoryTest::revokedTokensAreReadByWhoeverMayReadTheirKey,
            CallerStoryTest::aKeyManagesItself,
            CallerStoryTest::callersLearnWhoTheyAre,
            CallerStoryTest::aKeyLearnsWhyItIsRefused));
    check(
        ProjectOwnerStoryTest::new,
        List.of(
            ProjectOwnerStoryTest::keysOfTheProjectAreSeenWithoutUseAddressesAndRolesElsewhere,
            ProjectOwnerStoryTest::aKeyOfTheProjectIsCreatedAndItsRolesThereAreReplaced));
  }

  private <T extends Story> void check(Supplier<T> begin, List<Consumer<T>> stories) {
    for (Consumer<T> story : stories) {
      T told = begin.get();
      story.accept(told);
      told.close();
      told.exchanges().forEach(file::check);
    }
  }

  /** Tries to get a status. An operation that cannot have it is answered in another way. */
  private void provoke(OpenApi.Operation operation, int status) {
    InMemoryApiKeyStore memory = new InMemoryApiKeyStore();
    try (ManagementFixture fixture =
        ManagementFixture.on(status == 501 ? withoutEvents(memory) : memory)) {
      new Provocation(fixture, operation).send(status);
      fixture.exchanges.forEach(file::check);
    }
  }

  private static ApiKeyStore withoutEvents(InMemoryApiKeyStore memory) {
    return new ForwardingApiKeyStore(memory) {
      @Override
      public StoreExtensions extensions() {
        return StoreExtensions.none().withUsage(memory);
      }
    };
  }
}
