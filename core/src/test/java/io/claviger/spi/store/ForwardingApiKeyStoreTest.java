package io.claviger.spi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import io.claviger.model.Samples;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ForwardingApiKeyStoreTest {
  private final List<String> calls = new ArrayList<>();
  private StoreExtensions extensions = StoreExtensions.none();
  private final ApiKeyStore inner =
      (ApiKeyStore)
          Proxy.newProxyInstance(
              ApiKeyStore.class.getClassLoader(),
              new Class<?>[] {ApiKeyStore.class},
              (proxy, method, arguments) -> answer(method));

  private final ForwardingApiKeyStore wrapper = new ForwardingApiKeyStore(inner) {};

  private final ForwardingApiKeyStore direct =
      new ForwardingApiKeyStore(inner) {
        @Override
        protected boolean hasDirectLookups() {
          return true;
        }
      };

  @Test
  void everyMethodOfAStoreIsPassedOn() throws NoSuchMethodException {
    for (Method method : ApiKeyStore.class.getMethods()) {
      Method own =
          ForwardingApiKeyStore.class.getMethod(method.getName(), method.getParameterTypes());
      assertEquals(ForwardingApiKeyStore.class, own.getDeclaringClass(), method.getName());
    }
    assertEquals(Optional.empty(), wrapper.findByPublicKey(Samples.publicKey(1)));
    assertEquals(Optional.empty(), wrapper.read(Samples.ORG, Set.of()));
    assertEquals(null, wrapper.listKeys(KeyQuery.all(Samples.ORG, PageQuery.first(1))));
    assertEquals(null, wrapper.listOrganizations(OrganizationQuery.first(1)));
    assertEquals(Map.of(), wrapper.revisions(Set.of()));
    assertEquals(true, wrapper.commit(OrganizationChangeTest.deletion()));
    assertEquals(null, wrapper.storeIfAbsent(new NamedValue("name", "value")));
    assertEquals(true, wrapper.joinsTransaction());
    assertSame(StoreExtensions.none(), direct.extensions());
    assertEquals(
        List.of(
            "findByPublicKey",
            "read",
            "listKeys",
            "listOrganizations",
            "revisions",
            "commit",
            "storeIfAbsent",
            "joinsTransaction",
            "extensions"),
        calls);
    assertSame(inner, wrapper.delegate());
  }

  /** A memory of the wrapper may lack what the feed has reported. */
  @Test
  void theChangeFeedIsPassedOnWhereLookupsAreDirect() {
    ChangeFeed feed = new NoChanges();
    extensions = StoreExtensions.none().withChangeFeed(feed);

    assertEquals(Optional.empty(), wrapper.extensions().changeFeed());
    assertEquals(Optional.of(feed), direct.extensions().changeFeed());
  }

  private record NoChanges() implements ChangeFeed {
    @Override
    public Position now() {
      return new Position() {};
    }

    @Override
    public Optional<Changes> since(Position position) {
      return Optional.of(new Changes(position, Map.of(), 0));
    }
  }

  /** A wrapper for tenancy must see the calls of the work, too. */
  @Test
  void workUnderTheLockGoesThroughTheWrapper() {
    List<String> order = new ArrayList<>();
    ChangeStore locked = new ForwardingApiKeyStore(inner) {};
    ForwardingApiKeyStore locking =
        new ForwardingApiKeyStore(inner) {
          @Override
          public <T> T withLock(OrganizationId organization, Function<ChangeStore, T> work) {
            order.add("lock");
            T result = work.apply(locked);
            order.add("unlock");
            return result;
          }
        };
    ForwardingApiKeyStore seeing =
        new ForwardingApiKeyStore(locking) {
          @Override
          protected boolean commit(ChangeStore to, OrganizationChange change) {
            order.add(to == locked ? "commit locked" : "commit");
            return super.commit(to, change);
          }
        };
    ForwardingApiKeyStore outer = new ForwardingApiKeyStore(seeing) {};
    OrganizationChange change = OrganizationChangeTest.deletion();
    assertEquals(true, outer.<Boolean>withLock(Samples.ORG, store -> store.commit(change)));
    assertTrue(outer.commit(change));
    assertEquals(List.of("lock", "commit locked", "unlock", "commit"), order);
  }

  private Object answer(Method method) {
    calls.add(method.getName());
    Class<?> type = method.getReturnType();
    if (type == Optional.class) {
      return Optional.empty();
    }
    if (type == Map.class) {
      return Map.of();
    }
    if (type == StoreExtensions.class) {
      return extensions;
    }
    if (type == int.class) {
      return 9;
    }
    return type == boolean.class ? true : null;
  }
}
