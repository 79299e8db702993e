package io.claviger.spring.transactions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ContentionException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.Role;
import io.claviger.spi.ChangeListener;
import io.claviger.spring.support.TestApplication;
import io.claviger.spring.transaction.TransactionalClaviger;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keys in the transactions of the application: with JPA, and with JDBC alone. */
abstract class TransactionTests {
  static final Caller CALLER = Caller.application("test");

  TestApplication application;
  TransactionTemplate transactions;
  TransactionalClaviger keys;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {
    final List<OrganizationId> told = new CopyOnWriteArrayList<>();

    @Bean
    ChangeListener listener() {
      return (organization, revision) -> told.add(organization);
    }
  }

  abstract String[] properties();

  abstract void insert(String name);

  abstract int rows();

  @BeforeEach
  void start() {
    application = TestApplication.start(Application.class, properties());
    transactions = new TransactionTemplate(application.bean(PlatformTransactionManager.class));
    keys = application.bean(TransactionalClaviger.class);
  }

  @AfterEach
  void stop() {
    application.close();
  }

  String url() {
    return "jdbc:h2:mem:" + UUID.randomUUID();
  }

  private Claviger claviger() {
    return application.bean(Claviger.class);
  }

  private List<OrganizationId> told() {
    return application.bean(Application.class).told;
  }

  private int organizations() {
    return claviger()
        .actingAs(CALLER)
        .listOrganizations(OrganizationQuery.first(10))
        .items()
        .size();
  }

  @Test
  void bothAreCommittedOrRolledBack() {
    IssuedApiKey key =
        transactions.execute(
            status -> {
              insert("acme");
              IssuedApiKey first =
                  keys.actingAs(CALLER)
                      .createOrganization(NewOrganization.named("Acme"))
                      .firstKey();
              assertEquals(List.of(), told());
              return first;
            });
    assertEquals(List.of(key.apiKey().organization()), told());
    assertTrue(accepted(key));
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions.executeWithoutResult(
                status -> {
                  insert("other");
                  keys.actingAs(CALLER).createOrganization(NewOrganization.named("Other"));
                  throw new IllegalStateException("rolled back");
                }));
    assertEquals(1, organizations());
    assertEquals(1, rows());
    assertEquals(1, told().size());
  }

  private boolean accepted(IssuedApiKey key) {
    return claviger().authenticator().authenticate(Credential.token(TestApplication.token(key)))
        instanceof Authenticated;
  }

  /** The cache of this node forgets the key with the commit. */
  @Test
  void aKeyThatIsDisabledInATransactionIsRefusedAfterIt() {
    IssuedApiKey key = application.key("ORG_MEMBER");
    assertTrue(accepted(key));
    OrganizationId organization = key.apiKey().organization();
    transactions.executeWithoutResult(
        status ->
            keys.actingAs(CALLER)
                .update(organization, key.apiKey().id(), ApiKeyPatch.nothing().disable()));
    assertEquals(false, accepted(key));
  }

  private TransactionTemplate inner() {
    TransactionTemplate inner =
        new TransactionTemplate(application.bean(PlatformTransactionManager.class));
    inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    return inner;
  }

  @Test
  void anInnerTransactionIsCommittedAlone() {
    TransactionTemplate inner = inner();
    transactions.executeWithoutResult(
        status -> {
          keys.actingAs(CALLER).createOrganization(NewOrganization.named("Outer"));
          inner.executeWithoutResult(
              own -> keys.actingAs(CALLER).createOrganization(NewOrganization.named("Inner")));
          keys.actingAs(CALLER).createOrganization(NewOrganization.named("Outer, too"));
          status.setRollbackOnly();
        });
    assertEquals(1, organizations());
    assertEquals(1, told().size());
  }

  /** The outer transaction holds the organization until its end, which waits for the inner one. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aChangeThatWouldWaitForItsOwnThreadIsRefused() {
    OrganizationId organization = application.key("ORG_MEMBER").apiKey().organization();
    ApiKeys kept = keys.actingAs(CALLER);
    transactions.executeWithoutResult(
        status -> {
          kept.bumpRevision(organization);
          inner()
              .executeWithoutResult(
                  between -> {
                    kept.createOrganization(NewOrganization.named("Other"));
                    IllegalStateException e =
                        assertThrows(
                            IllegalStateException.class,
                            () ->
                                inner()
                                    .executeWithoutResult(own -> kept.bumpRevision(organization)));
                    assertTrue(e.getMessage().contains("suspended transaction of this thread"));
                  });
          kept.bumpRevision(organization);
        });
    inner().executeWithoutResult(later -> kept.bumpRevision(organization));
    assertEquals(5, kept.getOrganization(organization).revision().number());
  }

  /** The loop of the Javadoc. The lost attempt leaves neither a row nor a key. */
  @Test
  void aLostRaceIsRepeatedAsAWhole() {
    OrganizationId organization = application.key("ORG_MEMBER").apiKey().organization();
    int before = claviger().actingAs(CALLER).getOrganization(organization).counters().apiKeys();
    AtomicInteger attempts = new AtomicInteger();
    for (int attempt = 1; ; attempt++) {
      try {
        transactions.executeWithoutResult(status -> addKey(organization, attempts));
        break;
      } catch (ContentionException e) {
        assertTrue(attempt < 5);
      }
    }
    assertEquals(2, attempts.get());
    assertEquals(1, rows());
    int after = claviger().actingAs(CALLER).getOrganization(organization).counters().apiKeys();
    assertEquals(before + 1, after);
  }

  private void addKey(OrganizationId organization, AtomicInteger attempts) {
    insert("attempt " + attempts.incrementAndGet());
    keys.actingAs(CALLER).create(organization, NewApiKey.of("x", Role.ORG_MEMBER));
    if (attempts.get() == 1) {
      throw new ContentionException(organization, 1);
    }
  }

  @Test
  void aTransactionOfAnotherDatabaseIsRefused() {
    DataSource other = new DriverManagerDataSource(url());
    TransactionTemplate elsewhere = new TransactionTemplate(new JdbcTransactionManager(other));
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                elsewhere.executeWithoutResult(
                    status -> keys.actingAs(CALLER).listOrganizations(OrganizationQuery.first(1))));
    assertTrue(e.getMessage().contains("not one of the DataSource"), e::getMessage);
  }

  /** One that is kept in a field outlives many transactions. */
  @Test
  void eachCallTakesPartInTheTransactionOfThatMoment() {
    ApiKeys kept = keys.actingAs(CALLER);
    OrganizationId id = new OrganizationId("acme");
    NewOrganization acme = NewOrganization.named("Acme").withId(id);
    transactions.executeWithoutResult(
        status -> {
          kept.createOrganization(acme);
          status.setRollbackOnly();
        });
    assertEquals(0, organizations());

    ApiKeys ofTransaction =
        transactions.execute(
            status -> {
              ApiKeys inside = keys.actingAs(CALLER);
              inside.createOrganization(acme);
              return inside;
            });
    assertEquals(1, ofTransaction.getOrganization(id).revision().number());
    ofTransaction.bumpRevision(id);
    assertEquals(2, kept.getOrganization(id).revision().number());
  }

  /** The commit is over, so neither the cache nor the listener would learn of the change. */
  @Test
  void aChangeAfterTheCommitIsRefused() {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                transactions.executeWithoutResult(
                    status -> {
                      keys.actingAs(CALLER).createOrganization(NewOrganization.named("Acme"));
                      TransactionSynchronizationManager.registerSynchronization(
                          new ChangeAfterCommit());
                    }));
    assertTrue(e.getMessage().contains("REQUIRES_NEW"), e::getMessage);
    assertEquals(1, organizations());
  }

  private final class ChangeAfterCommit implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      keys.actingAs(CALLER).createOrganization(NewOrganization.named("Late"));
    }
  }

  @Test
  void outsideEachChangeIsATransactionOfItsOwn() {
    keys.actingAs(CALLER).createOrganization(NewOrganization.named("Acme"));
    assertEquals(1, organizations());
  }
}
