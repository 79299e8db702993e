package io.claviger.examples.atlas.start;

import io.claviger.ApiKeys;
import io.claviger.Caller;
import io.claviger.CidrBlock;
import io.claviger.Claviger;
import io.claviger.IssuedApiKey;
import io.claviger.NewApiKey;
import io.claviger.NewOrganization;
import io.claviger.NotFound;
import io.claviger.OrganizationId;
import io.claviger.Role;
import java.io.PrintStream;

/** The organization and its first key, when the store has none yet; more owners on demand. */
public final class Bootstrap {
  private static final Caller SERVER = Caller.host("atlas-server");

  private Bootstrap() {}

  /** Says the first key there, once; where the organization exists, a new one if that is asked. */
  public static void run(Claviger claviger, OrganizationId id, Options options, PrintStream out) {
    ApiKeys keys = claviger.actingAs(SERVER);
    CidrBlock[] whitelist = options.ownerBlocks().toArray(CidrBlock[]::new);
    if (!exists(keys, id)) {
      NewApiKey first = owner("first owner of the organization").withWhitelist(whitelist);
      IssuedApiKey key =
          keys.createOrganization(NewOrganization.named("Atlas").withId(id).withFirstKey(first))
              .firstKey();
      out.println("organization " + id);
      say(key, out);
    } else if (options.newOwner()) {
      say(keys.create(id, owner("owner made at a start").withWhitelist(whitelist)), out);
    }
  }

  private static NewApiKey owner(String description) {
    return NewApiKey.of(description, Role.ORG_OWNER);
  }

  private static void say(IssuedApiKey key, PrintStream out) {
    out.println("public key " + key.apiKey().publicKey());
    out.println("private key " + key.privateKey().reveal());
  }

  private static boolean exists(ApiKeys keys, OrganizationId id) {
    try {
      return keys.getOrganization(id).id().equals(id);
    } catch (NotFound e) {
      return false;
    }
  }
}
