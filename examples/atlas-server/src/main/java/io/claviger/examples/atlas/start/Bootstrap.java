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
import java.util.List;

/** The organization and its first key, when the store has none yet. */
public final class Bootstrap {
  private static final Caller SERVER = Caller.host("atlas-server");

  private Bootstrap() {}

  /** Says the first key there, once; nothing if the organization exists. */
  public static void run(
      Claviger claviger, OrganizationId id, List<CidrBlock> whitelist, PrintStream out) {
    ApiKeys keys = claviger.actingAs(SERVER);
    if (exists(keys, id)) {
      return;
    }
    NewApiKey owner =
        NewApiKey.of("first owner of the organization", Role.ORG_OWNER)
            .withWhitelist(whitelist.toArray(CidrBlock[]::new));
    IssuedApiKey key =
        keys.createOrganization(NewOrganization.named("Atlas").withId(id).withFirstKey(owner))
            .firstKey();
    out.println("organization " + id);
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
