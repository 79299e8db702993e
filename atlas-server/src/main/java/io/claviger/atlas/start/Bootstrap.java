package io.claviger.atlas.start;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
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
import java.util.Optional;

/**
 * Creates the organization and its first key if the store has none, and further owners on request.
 */
public final class Bootstrap {
  private static final Caller SERVER = Caller.application("atlas-server");

  private Bootstrap() {}

  /**
   * Prints the first key of a new organization. If the organization exists, {@code --new-owner}
   * creates and prints another owner key.
   */
  public static void run(Claviger claviger, OrganizationId id, Options options, PrintStream out)
      throws IOException {
    ApiKeys keys = claviger.actingAs(SERVER);
    CidrBlock[] whitelist = options.ownerBlocks().toArray(CidrBlock[]::new);
    Optional<IssuedApiKey> first = exists(keys, id) ? Optional.empty() : first(keys, id, whitelist);
    if (first.isPresent()) {
      out.println("organization " + id);
      say(first.get(), out);
    } else if (options.newOwner()) {
      NewApiKey owner = owner("owner made at a start").withWhitelist(whitelist);
      say(another(keys, id, owner), out);
    }
  }

  /**
   * Creates the key even if the organization is full: if all owners lost their keys, nobody else
   * could delete one.
   */
  private static IssuedApiKey another(ApiKeys keys, OrganizationId id, NewApiKey owner) {
    try {
      return keys.create(id, owner);
    } catch (RuleViolationException e) {
      if (e.code() != ErrorCode.TOO_MANY_API_KEYS) {
        throw e;
      }
      Organization full = keys.getOrganization(id);
      Limits limits = full.settings().limits();
      int all = Math.max(limits.apiKeys(), full.counters().apiKeys());
      Limits more = new Limits(all + 1, limits.whitelistEntries());
      keys.updateOrganization(id, OrganizationPatch.nothing().limit(more));
      return keys.create(id, owner);
    }
  }

  /** Creates the organization. Returns empty if another server on the same database was faster. */
  private static Optional<IssuedApiKey> first(
      ApiKeys keys, OrganizationId id, CidrBlock... whitelist) {
    NewApiKey owner = owner("first owner of the organization").withWhitelist(whitelist);
    try {
      return Optional.of(
          keys.createOrganization(NewOrganization.named("Atlas").withId(id).withFirstKey(owner))
              .firstKey());
    } catch (RuleViolationException e) {
      if (e.code() == ErrorCode.ORGANIZATION_ID_USED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static NewApiKey owner(String description) {
    return NewApiKey.of(description, Role.ORG_OWNER);
  }

  private static void say(IssuedApiKey key, PrintStream out) throws IOException {
    out.println("public key " + key.apiKey().publicKey());
    out.println("private key " + key.privateKey().reveal());
    if (out.checkError()) {
      throw new IOException("the new key could not be told; start with --new-owner for another");
    }
  }

  private static boolean exists(ApiKeys keys, OrganizationId id) {
    try {
      return keys.getOrganization(id).id().equals(id);
    } catch (NotFoundException e) {
      return false;
    }
  }
}
