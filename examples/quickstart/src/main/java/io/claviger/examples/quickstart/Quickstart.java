package io.claviger.examples.quickstart;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.AccessResult;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Authorizer;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.ClavigerException;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.NotFoundException;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Manages API keys on an H2 file in the folder given, or in a temporary one, and prints what
 * happens.
 */
public final class Quickstart {
  /** The id of a tenant in the application. */
  private static final OrganizationId ACME = new OrganizationId("acme");

  private static final Permission READ_REPORTS = new Permission("reports.read");
  private static final Permission DELETE_REPORTS = new Permission("reports.delete");

  private final Claviger claviger;
  private final PrintStream out;

  private Quickstart(Claviger claviger, PrintStream out) {
    this.claviger = claviger;
    this.out = out;
  }

  /** Takes one optional argument: the folder. */
  public static void main(String[] args) throws IOException {
    Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("quickstart");
    run(Files.createDirectories(folder), new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  static void run(Path folder, PrintStream out) {
    out.println("store: an H2 file in " + folder);
    try (EmbeddedApiKeyStore store = EmbeddedApiKeyStore.open(folder.resolve("keys"));
        Claviger claviger = Claviger.of(store)) {
      Quickstart quickstart = new Quickstart(claviger, out);
      quickstart.bootstrap();
      IssuedApiKey issued = quickstart.manageKeys();
      quickstart.manageWhitelist(issued.apiKey());
      quickstart.decide(issued);
      quickstart.refuse(issued);
      quickstart.cleanUp(issued.apiKey());
    }
  }

  /**
   * An organization starts with its first owner key. The second run on the same folder finds both.
   */
  private void bootstrap() {
    ApiKeys application = claviger.actingAs(Caller.application("quickstart"));
    try {
      Organization organization = application.getOrganization(ACME);
      ApiKey first = application.list(ACME, PageQuery.first(1)).items().get(0);
      out.println(
          "found: organization "
              + organization.name()
              + " with key "
              + first.publicKey()
              + ", \""
              + first.description()
              + "\"");
    } catch (NotFoundException e) {
      IssuedApiKey first =
          application.createOrganization(NewOrganization.named("Acme").withId(ACME)).firstKey();
      // privateKey().reveal() is the clear text. Show it to its owner now: nobody can ever read it
      // again.
      out.println(
          "bootstrap: organization Acme with owner key "
              + first.apiKey().publicKey()
              + " / "
              + first.privateKey());
    }
  }

  /**
   * Shows the operations on keys. The caller is a user of the application who owns the
   * organization.
   */
  private IssuedApiKey manageKeys() {
    ApiKeys alice = claviger.actingAs(Caller.user("alice", ACME, Role.ORG_OWNER));
    IssuedApiKey issued =
        alice.create(
            ACME,
            NewApiKey.of("nightly export", Role.ORG_READ_ONLY, Role.ORG_MEMBER)
                .withWhitelist(CidrBlock.parse("192.0.2.0/24")));
    ApiKey key = issued.apiKey();
    out.println(
        "1 create: "
            + key.publicKey()
            + " / "
            + issued.privateKey()
            + " with roles "
            + key.roles());
    out.println("2 list: " + alice.list(ACME, PageQuery.first(100)).items().size() + " keys");
    out.println("3 get: " + alice.get(ACME, key.id()).description());
    ApiKeyPatch patch =
        ApiKeyPatch.nothing()
            .describe("nightly export (eu)")
            .replaceOrganizationRoles(Role.ORG_READ_ONLY);
    ApiKey updated = alice.update(ACME, key.id(), patch);
    out.println("4 update: \"" + updated.description() + "\" with roles " + updated.roles());
    return issued;
  }

  private void manageWhitelist(ApiKey key) {
    ApiKeys alice = claviger.actingAs(Caller.user("alice", ACME, Role.ORG_OWNER));
    CidrBlock office = CidrBlock.parse("198.51.100.7");
    out.println("5 whitelist: " + alice.getWhitelist(ACME, key.id()));
    out.println(
        "6 add: "
            + alice.addToWhitelist(
                ACME, key.id(), List.of(office, CidrBlock.parse("2001:db8::/32"))));
    out.println("7 get entry: " + alice.getWhitelistEntry(ACME, key.id(), office).block());
    out.println("8 remove: " + alice.removeFromWhitelist(ACME, key.id(), office));
  }

  /** Finds the key of a request, and decides whether it may do this from that address. */
  private void decide(IssuedApiKey issued) {
    AccessCheck check =
        claviger.accessCheck(
            new Authorizer(
                RoleGrants.none()
                    .grant(Role.ORG_READ_ONLY, READ_REPORTS)
                    .grant(Role.ORG_OWNER, DELETE_REPORTS)));
    for (String address : List.of("192.0.2.17", "203.0.113.5")) {
      for (Permission permission : List.of(READ_REPORTS, DELETE_REPORTS)) {
        AccessRequest request = AccessRequest.of(ACME, permission, IpAddress.parse(address));
        AccessResult result = check.check(credential(issued), request);
        out.println("check: " + permission + " from " + address + ": " + result);
      }
    }
    // Only the allowed request counts as a use.
    ApiKeys alice = claviger.actingAs(Caller.user("alice", ACME, Role.ORG_OWNER));
    out.println("usage: " + alice.getUsage(ACME, issued.apiKey().id()).key().count());
  }

  /** A key manages itself, within limits. */
  private void refuse(IssuedApiKey issued) {
    Authenticated key = authenticate(issued);
    ApiKeys atHome = claviger.actingAs(key.caller(IpAddress.parse("192.0.2.17")));
    ApiKeys abroad = claviger.actingAs(key.caller(IpAddress.parse("203.0.113.5")));
    try {
      atHome.update(ACME, key.id(), ApiKeyPatch.nothing().replaceOrganizationRoles(Role.ORG_OWNER));
    } catch (ClavigerException e) {
      out.println("refused escalation: " + e.code() + ": " + e.getMessage());
    }
    try {
      abroad.get(ACME, key.id());
    } catch (ClavigerException e) {
      out.println("refused foreign address: " + e.code() + ": " + e.getMessage());
    }
  }

  private void cleanUp(ApiKey key) {
    claviger.actingAs(Caller.user("alice", ACME, Role.ORG_OWNER)).revoke(ACME, key.id());
    out.println("9 delete: " + key.publicKey() + " is gone");
  }

  private Authenticated authenticate(IssuedApiKey issued) {
    AuthenticationResult authentication = claviger.authenticator().authenticate(credential(issued));
    if (authentication instanceof Authenticated authenticated) {
      return authenticated;
    }
    throw new IllegalStateException("a key that was just issued was " + authentication);
  }

  /** As a request brings it along; over HTTP, {@code Authorization} of claviger-http reads one. */
  private static Credential credential(IssuedApiKey issued) {
    return Credential.pair(issued.apiKey().publicKey().value(), issued.privateKey().reveal());
  }
}
