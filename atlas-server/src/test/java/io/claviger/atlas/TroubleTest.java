package io.claviger.atlas;

import static io.claviger.atlas.Site.BASE;
import static io.claviger.atlas.Site.KEYS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.api.AtlasApi;
import io.claviger.atlas.errors.Failures;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ContentionException;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told, and to whom, when it is the server's fault; and that no secret ever is. */
class TroubleTest {
  private static final String MANAGED =
      "/api/management/organizations/" + Site.ORGANIZATION + "/keys";

  private static final String SECRET = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";

  private final BrokenStore store = new BrokenStore();
  private final Log log = new Log();
  private final Logger logger = Logger.getLogger(Failures.class.getName());
  private final Site site;
  private final Sender owner;

  TroubleTest() throws Exception {
    this.site = Site.open(store, AtlasApi.policy());
    this.owner = site.asOwner();
  }

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.addHandler(log);
  }

  @AfterEach
  void close() throws Exception {
    store.trouble = Optional.empty();
    site.close();
    logger.removeHandler(log);
    logger.setUseParentHandlers(true);
  }

  @Test
  void aStoreInTroubleIsAllThatAClientIsTold() {
    StoreException trouble =
        new StoreException(StoreException.Kind.FAULT, "password of db7", new Exception("at db7"));
    store.trouble = Optional.of(trouble);
    Response response = owner.call("GET", KEYS);
    assertEquals("503 STORE_FAILURE []", response.outcome());
    assertEquals("60", response.header("retry-after"));
    assertFalse(response.body().contains("db7"));
    assertEquals(1, log.records.size());
    assertSame(trouble, log.records.get(0).getThrown());
  }

  @Test
  void theManagementApiTellsItsClientsNoMore() {
    store.lookup =
        Optional.of(
            new StoreException(StoreException.Kind.FAULT, "password of db7", new Exception()));
    Response response = owner.call("GET", MANAGED);
    assertEquals(503, response.status());
    assertEquals("STORE_FAILURE", response.text("code"));
    assertEquals("60", response.header("retry-after"));
    assertFalse(response.body().contains("db7"));
    assertSame(store.lookup.get(), log.records.get(0).getThrown());
  }

  @Test
  void anOutcomeThatNobodyKnowsIsSaidAndLogged() {
    store.trouble =
        Optional.of(new OutcomeUnknownException(Site.ORGANIZATION, Set.of(), new Exception()));
    Response response = owner.call("DELETE", KEYS + "/" + Site.NOTHING);
    assertEquals("500 OUTCOME_UNKNOWN []", response.outcome());
    assertEquals("", response.header("retry-after"));
    assertEquals(1, log.records.size());
  }

  /** A client repeats a request after 503, and takes 409 for a response that stays. */
  @Test
  void aClientIsToldToRepeatAChangeThatOthersOvertook() {
    store.trouble = Optional.of(new ContentionException(Site.ORGANIZATION, 9));
    Response response = owner.call("DELETE", KEYS + "/" + Site.NOTHING);
    assertEquals("503 CONTENTION []", response.outcome());
    assertEquals("1", response.header("retry-after"));
    assertEquals(List.of(), log.records);
  }

  @Test
  void aBugIsLoggedAndNotTold() {
    IllegalStateException bug = new IllegalStateException("a bug");
    store.trouble = Optional.of(bug);
    assertEquals("500 UNEXPECTED_ERROR []", owner.call("GET", KEYS).outcome());
    assertSame(bug, log.records.get(0).getThrown());
  }

  /** It was looked up before it was deleted, and is not there when it is to do something. */
  @Test
  void aKeyThatIsGoneMeanwhileGetsWhatOneGetsThatNeverWas() {
    Sender stranger = site.nobody().with("Authorization", "Basic eDp5");
    Response wrong = stranger.call("GET", KEYS);
    Response wrongForManagement = stranger.call("GET", MANAGED);
    store.gone = true;
    for (Response response :
        List.of(
            owner.call("GET", KEYS),
            owner.call("GET", BASE),
            owner.call("DELETE", KEYS + "/" + Site.NOTHING),
            owner.call("POST", Site.path(site.owner()) + "/whitelist", "[]"),
            owner.call("GET", Site.PROJECT_KEYS))) {
      assertLike(wrong, response);
    }
    assertLike(wrongForManagement, owner.call("GET", MANAGED));
    assertEquals(List.of(), log.records);
  }

  private static void assertLike(Response wrong, Response response) {
    assertEquals(wrong.status(), response.status());
    assertEquals(wrong.body(), response.body());
    assertEquals(wrong.headers().keySet(), response.headers().keySet());
    assertEquals(2, response.headers().get("www-authenticate").size());
    assertFalse(response.header("www-authenticate").contains("stale=true"));
  }

  @Test
  void aRefusalIsNoTrouble() {
    owner.call("GET", KEYS + "/" + Site.NOTHING);
    owner.call("GET", BASE + "/nothing");
    assertEquals(List.of(), log.records);
  }

  @Test
  void aPrivateKeyInTheWrongPlaceIsNotRepeated() {
    String key = Site.path(site.owner());
    List<Response> responses =
        List.of(
            owner.call("GET", KEYS + "/" + SECRET),
            owner.call("GET", KEYS + "/%33" + SECRET.substring(1)),
            owner.call("DELETE", KEYS + "/" + SECRET.replace("-", "")),
            owner.call("GET", BASE + "/orgs/" + SECRET + "/apiKeys"),
            owner.call("GET", BASE + "/groups/" + SECRET + "/apiKeys"),
            owner.call("GET", BASE + "/" + SECRET),
            owner.call("PUT", KEYS + "/" + SECRET),
            owner.call("GET", key + "/whitelist/" + SECRET),
            owner.call("POST", key + "/whitelist", "[{\"ipAddress\":\"" + SECRET + "\"}]"),
            owner.call("POST", key + "/whitelist", "[{\"cidrBlock\":\"" + SECRET + "/8\"}]"),
            owner.call("PATCH", key, "{\"" + SECRET + "\":1}"),
            owner.call("PATCH", key, "{\"roles\":[\"" + SECRET + "\"]}"),
            owner.call("PATCH", key, "{\"roles\":[\"ORG_" + SECRET + "\"]}"),
            owner.call("GET", KEYS + "?pageNum=" + SECRET),
            site.nobody().with("Authorization", SECRET).call("GET", KEYS));
    for (Response response : responses) {
      assertTrue(response.status() >= 400, response.body());
      assertTrue(response.json().has("errorCode"), response.body());
      assertFalse(response.body().contains("52ab"), response.body());
    }
  }

  /** A store in memory, until something is to go wrong. */
  private static final class BrokenStore extends ForwardingApiKeyStore {
    private volatile Optional<RuntimeException> trouble = Optional.empty();
    private volatile Optional<RuntimeException> lookup = Optional.empty();
    private volatile boolean gone;

    BrokenStore() {
      super(new InMemoryApiKeyStore());
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      if (lookup.isPresent()) {
        throw lookup.get();
      }
      return super.findByPublicKey(publicKey);
    }

    @Override
    protected Optional<OrganizationSnapshot> read(
        ChangeStore from, OrganizationId organization, Set<ApiKeyId> keys) {
      if (trouble.isPresent()) {
        throw trouble.get();
      }
      return super.read(from, organization, gone ? Set.of() : keys);
    }
  }

  private static final class Log extends Handler {
    private final List<LogRecord> records = new ArrayList<>();

    @Override
    public synchronized void publish(LogRecord logged) {
      records.add(logged);
    }

    @Override
    public void flush() {
      // Nothing waits.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
