package io.claviger.store.tck.management;

import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A key that a walk has made: every secret that it ever had, and who can call with them. */
final class WalkedKey {
  private final ApiKey born;
  private final List<IssuedApiKey> issued = new ArrayList<>();

  /** By the number of the secret; the caller from each address. It may be gone now. */
  private final SortedMap<Integer, List<Caller>> callers = new TreeMap<>();

  WalkedKey(ApiKey born) {
    this.born = born;
  }

  ApiKeyId id() {
    return born.id();
  }

  void add(IssuedApiKey secret) {
    issued.add(secret);
  }

  /** One of all the secrets. */
  IssuedApiKey issued(int choice) {
    return issued.get(choice % issued.size());
  }

  /** For each secret that has authenticated, in their order. */
  List<List<Caller>> callers() {
    return List.copyOf(callers.values());
  }

  /** With one of the secrets; whoever succeeds can call from then on. */
  AuthenticationResult authenticate(World world, int choice) {
    AuthenticationResult answer =
        world
            .claviger()
            .authenticator()
            .authenticate(new Credential.Pair(born.publicKey(), issued(choice).privateKey()));
    if (answer instanceof Authenticated authenticated) {
      List<Caller> from = new ArrayList<>();
      for (String address : Step.ADDRESSES) {
        from.add(authenticated.caller(IpAddress.parse(address)));
      }
      callers.putIfAbsent(choice % issued.size(), from);
    }
    return answer;
  }
}
