package io.claviger.atlas.start;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.NotFoundException;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.Role;
import io.claviger.model.RuleViolationException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Creates the organizations that do not exist, with their first keys, and owners on request. */
public final class Bootstrap {
  /** The name of the first organization, whose id is in the data folder. */
  static final String FIRST = "Atlas";

  private static final Caller SERVER = Caller.application("atlas-server");

  private final ApiKeys keys;
  private final CidrBlock[] whitelist;
  private final boolean accounts;
  private final KeyOutput out;

  private Bootstrap(ApiKeys keys, Owners owners, KeyOutput out) {
    this.keys = keys;
    this.whitelist = owners.whitelist().toArray(CidrBlock[]::new);
    this.accounts = owners.accounts();
    this.out = out;
  }

  /**
   * Reports the first key of each new organization. If the organization exists, {@code --new-owner}
   * and {@code --new-owner-of} create and report another owner key.
   */
  public static void run(Claviger claviger, OrganizationId first, Options options, PrintStream out)
      throws IOException {
    Owners owners = options.owners();
    try (KeyOutput told = KeyOutput.of(owners.newKeys(), out)) {
      Bootstrap bootstrap = new Bootstrap(claviger.actingAs(SERVER), owners, told);
      bootstrap.first(first, owners.newOwner());
      for (String name : owners.organizations()) {
        bootstrap.named(OrganizationIds.of(first, name), name, owners.newOwnersOf().contains(name));
      }
    }
  }

  private void first(OrganizationId id, boolean newOwner) throws IOException {
    Optional<IssuedApiKey> made = create(id, FIRST);
    if (made.isPresent()) {
      out.organization(id.value());
      out.key(made.get());
    } else if (newOwner) {
      out.key(another(id));
    }
  }

  private void named(OrganizationId id, String name, boolean newOwner) throws IOException {
    Optional<IssuedApiKey> made = create(id, name);
    if (made.isPresent() || newOwner) {
      IssuedApiKey key = made.isPresent() ? made.get() : another(id);
      out.organization(id + " " + name);
      out.key(key);
    }
  }

  /**
   * Creates the key even if the organization is full: if all owners lost their keys, nobody else
   * could delete one.
   */
  private IssuedApiKey another(OrganizationId id) {
    NewApiKey owner = owner("owner made at a start");
    try {
      return keys.create(id, owner);
    } catch (RuleViolationException e) {
      if (e.code() != ErrorCode.TOO_MANY_API_KEYS) {
        throw e;
      }
      Organization full = keys.getOrganization(id);
      Limits limits = full.settings().limits();
      int all = Math.max(limits.apiKeys(), full.counters().apiKeys());
      keys.updateOrganization(id, OrganizationPatch.nothing().limit(limits.withApiKeys(all + 1)));
      return keys.create(id, owner);
    }
  }

  /**
   * Creates the organization. Returns empty if it exists, also if another server on the same
   * database was faster.
   */
  private Optional<IssuedApiKey> create(OrganizationId id, String name) {
    if (exists(id)) {
      return Optional.empty();
    }
    NewApiKey owner = owner("first owner of the organization");
    try {
      return Optional.of(
          keys.createOrganization(NewOrganization.named(name).withId(id).withFirstKey(owner))
              .firstKey());
    } catch (RuleViolationException e) {
      if (e.code() == ErrorCode.ORGANIZATION_ID_USED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private NewApiKey owner(String description) {
    NewApiKey owner = NewApiKey.of(description, Role.ORG_OWNER).withWhitelist(whitelist);
    return accounts
        ? owner
            .withName("owner")
            .withKind(ServiceAccounts.KIND)
            .withSecretExpiry(Instant.now().plus(ServiceAccounts.MAX_HOURS, ChronoUnit.HOURS))
        : owner;
  }

  private boolean exists(OrganizationId id) {
    try {
      return keys.getOrganization(id).id().equals(id);
    } catch (NotFoundException e) {
      return false;
    }
  }
}
