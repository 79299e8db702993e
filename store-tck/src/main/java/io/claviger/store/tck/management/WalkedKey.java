package io.claviger.store.tck.management;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.Caller;
import io.claviger.IpAddress;
import io.claviger.IssuedApiKey;
import io.claviger.access.Authenticated;
import io.claviger.access.Authentication;
import io.claviger.access.PresentedCredential;
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
  Authentication authenticate(World world, int choice) {
    Authentication answer =
        world
            .claviger()
            .authenticator()
            .authenticate(
                new PresentedCredential.Pair(born.publicKey(), issued(choice).privateKey()));
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
