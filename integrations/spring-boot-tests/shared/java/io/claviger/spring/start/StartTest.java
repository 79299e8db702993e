package io.claviger.spring.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Caller;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.digest.Digest;
import io.claviger.model.Limits;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.TokenFormat;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spring.ClavigerCustomizer;
import io.claviger.spring.HttpAccessCustomizer;
import io.claviger.spring.autoconfigure.ClavigerAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerHttpAutoConfiguration;
import io.claviger.spring.support.TestApplication;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Checks the beans that the properties configure, and the mistakes that stop the start. */
class StartTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  ClavigerAutoConfiguration.class, ClavigerHttpAutoConfiguration.class));

  private final ApplicationContextRunner memory =
      runner.withPropertyValues("claviger.store=memory");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claviger.token-prefix=ACME | claviger.token-prefix",
        "claviger.peppers.1=00 | claviger.peppers.1",
        "claviger.peppers.1=not-hex | claviger.peppers.1",
        "claviger.peppers.1=file:/nowhere/pepper | claviger.peppers.1",
        "claviger.current-pepper=2 | claviger.current-pepper",
        "claviger.cache.max-staleness=2h | claviger.cache.max-staleness",
        "claviger.cache.max-size=0 | claviger.cache.max-size",
        "claviger.cache.concurrent-loads=0 | claviger.cache.concurrent-loads",
        "claviger.roles.organization=PROJECT_OWNER | claviger.roles.organization",
        "claviger.roles.project=ORG_OWNER | claviger.roles.project",
        "claviger.limits.keys=-1 | claviger.limits",
        "claviger.limits.key-rate=100 | claviger.limits",
        "claviger.permissions.NOBODY=reports.read | claviger.permissions.NOBODY",
        "claviger.permissions.ORG_MEMBER=Reports | claviger.permissions.ORG_MEMBER",
        "claviger.http.header=Authorization | claviger.http.header",
        "claviger.http.proxies=0.0.0.0/0 | claviger.http.proxies",
        "claviger.http.digest.realm=api | claviger.http.digest",
        "server.forward-headers-strategy=framework | server.forward-headers-strategy",
        "claviger.store=h2 | claviger.h2-file",
        "claviger.store=jdbc | claviger.store",
      })
  void aBadValueStopsTheStartAndIsNamed(String property, String named) {
    memory
        .withPropertyValues(property)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .satisfies(
                        failure ->
                            assertThat(text(failure))
                                .contains("property " + named)
                                .doesNotContain("not-hex")));
  }

  /** Returns the messages of all causes; Spring's own contain those of their causes. */
  private static String text(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(Throwable::getMessage)
        .toList()
        .toString();
  }

  @Test
  void peppersComeFromPropertiesAndFiles(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("pepper"), TestApplication.PEPPER + "\n");
    memory
        .withPropertyValues(
            "claviger.peppers.1=" + TestApplication.PEPPER, "claviger.peppers.2=file:" + file)
        .run(
            context ->
                assertThat(context.getBean(Peppers.class))
                    .hasToString("peppers [1, 2], current 2"));
    memory
        .withPropertyValues(
            "claviger.peppers.1=" + TestApplication.PEPPER, "claviger.current-pepper=0")
        .run(
            context ->
                assertThat(context.getBean(Peppers.class))
                    .hasToString("peppers [1], current none"));
  }

  /** The name of the source is the one by which Spring Boot knows variables. */
  @Test
  void peppersComeFromTheEnvironment() {
    Map<String, Object> variables = Map.of("CLAVIGER_PEPPERS_3", TestApplication.PEPPER);
    memory
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables)))
        .run(
            context ->
                assertThat(context.getBean(Peppers.class)).hasToString("peppers [3], current 3"));
  }

  @Test
  void rolesAndPermissionsAreDeclared() {
    memory
        .withPropertyValues(
            "claviger.roles.project=DEPLOYER",
            "claviger.permissions.DEPLOYER=deploys.create,deploys.read")
        .run(
            context -> {
              RoleGrants grants = context.getBean(RoleGrants.class);
              Permission create = new Permission("deploys.create");
              assertThat(grants.grants(new Role("DEPLOYER"), create)).isTrue();
              assertThat(grants.grants(Role.PROJECT_OWNER, create)).isTrue();
              assertThat(grants.grants(Role.ORG_MEMBER, create)).isFalse();
            });
  }

  @Test
  void limitsOfNewOrganizationsAreDeclared() {
    memory
        .withPropertyValues(
            "claviger.limits.keys=2000",
            "claviger.limits.rate=1000/60",
            "claviger.limits.key-rate=100/60")
        .run(
            context -> {
              Limits limits = newOrganization(context).settings().limits();
              assertThat(limits.apiKeys()).isEqualTo(2000);
              assertThat(limits.whitelistEntries()).isEqualTo(200);
              assertThat(limits.rate()).map(Object::toString).contains("1000/60");
              assertThat(limits.keyRate()).map(Object::toString).contains("100/60");
            });
  }

  private static Organization newOrganization(ApplicationContext context) {
    return context
        .getBean(Claviger.class)
        .actingAs(Caller.application("test"))
        .createOrganization(NewOrganization.named("Acme"))
        .organization();
  }

  @Test
  void aCustomizerChangesAPartOfThePolicy() {
    memory
        .withBean(
            ClavigerCustomizer.class,
            () -> builder -> builder.changePolicy(policy -> policy.withMaxSecrets(3)))
        .withPropertyValues("claviger.roles.organization=READER", "claviger.limits.keys=7")
        .run(
            context ->
                assertThat(newOrganization(context).settings().limits().apiKeys()).isEqualTo(7));
  }

  /** Otherwise the roles or limits of the properties would be lost without a word. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "claviger.roles.organization=READER",
        "claviger.roles.project=DEPLOYER",
        "claviger.limits.keys=7"
      })
  void aPolicyThatReplacesWhatIsDeclaredStopsTheStart(String property) {
    memory
        .withBean(
            ClavigerCustomizer.class, () -> builder -> builder.policy(ManagementPolicy.standard()))
        .run(context -> assertThat(context).hasNotFailed());
    for (var declared :
        List.of(
            memory.withBean(
                ClavigerCustomizer.class,
                () -> builder -> builder.policy(ManagementPolicy.standard())),
            memory.withBean(ManagementPolicy.class, ManagementPolicy::standard))) {
      declared
          .withPropertyValues(property)
          .run(context -> assertThat(text(context.getStartupFailure())).contains("changePolicy"));
    }
  }

  @Test
  void digestIsOnWithARealm() {
    memory
        .withPropertyValues(
            "claviger.peppers.1=" + TestApplication.PEPPER,
            "claviger.http.digest.realm=api",
            "claviger.http.digest.algorithms=md5,sha-256")
        .run(context -> assertThat(context).hasSingleBean(Digest.class));
    memory.run(context -> assertThat(context).doesNotHaveBean(Digest.class));
  }

  @Test
  void beansOfTheApplicationComeFirst() {
    InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    List<String> called = new CopyOnWriteArrayList<>();
    runner
        .withBean(ApiKeyStore.class, () -> store)
        .withBean(Peppers.class, Peppers::none)
        .withBean(
            ClavigerCustomizer.class, () -> builder -> builder.tokens(TokenFormat.of("other")))
        .withBean(HttpAccessCustomizer.class, () -> builder -> called.add("http"))
        .withPropertyValues("claviger.cache.enabled=false", "claviger.token-prefix=acme")
        .run(
            context -> {
              assertThat(context.getBean(ApiKeyStore.class)).isSameAs(store);
              assertThat(context).doesNotHaveBean(CachingApiKeyStore.class);
              assertThat(context).hasSingleBean(HttpAccess.class);
              assertThat(called).containsExactly("http");
              var created =
                  context
                      .getBean(Claviger.class)
                      .actingAs(Caller.application("test"))
                      .createOrganization(NewOrganization.named("Acme"));
              assertThat(created.firstKey().privateKey().reveal()).startsWith("other_");
            });
  }

  @Test
  void theStoreIsClosedLast() {
    List<String> closed = new CopyOnWriteArrayList<>();
    memory
        .withBean(ApiKeyStore.class, () -> new ClosedLast(closed))
        .withBean(
            ClavigerCustomizer.class,
            () -> builder -> builder.listener((organization, revision) -> closed.add("change")))
        .run(
            context -> {
              context.getBean(Claviger.class);
              context.getSourceApplicationContext().close();
              assertThat(closed).containsExactly("store");
            });
  }

  /** Fails if it is used after it was closed. */
  public static final class ClosedLast extends ForwardingApiKeyStore implements AutoCloseable {
    private final List<String> closed;

    ClosedLast(List<String> closed) {
      super(new InMemoryApiKeyStore());
      this.closed = closed;
    }

    @Override
    public void close() {
      closed.add("store");
    }
  }
}
