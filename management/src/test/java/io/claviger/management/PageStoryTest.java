package io.claviger.management;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.http.access.HttpAccess;
import io.claviger.model.NewOrganization;
import io.claviger.model.RoleGrants;
import io.claviger.model.TokenFormat;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.testing.http.Mounted;
import io.claviger.testing.page.KeyPageContract;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The story of a key on a page with a strict policy, whose key reads a report. */
class PageStoryTest extends KeyPageContract {
  @Override
  protected Mounted start() throws Exception {
    Claviger claviger =
        Claviger.builder(new InMemoryApiKeyStore()).tokens(TokenFormat.of("acme")).build();
    ApiKeys application = claviger.actingAs(Caller.application("test"));
    application.createOrganization(NewOrganization.named("Acme").withId(ManagementFixture.ACME));
    HttpAccess access =
        HttpAccess.builder(claviger, RoleGrants.none()).tokenHeader("X-API-Key").build();
    PageServer server =
        new PageServer(
            ManagementHandler.builder(claviger).access(access).build(), Optional.of(access));
    server.user = Optional.of(PageTest.OWNER);
    return new Mounted(URI.create(server.url() + Pages.API), List.of(), "", server);
  }

  @Override
  protected URI resource(Mounted mounted) {
    return mounted.uri().resolve("/reports");
  }
}
