package io.claviger.store.tck.walk;

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

/** A key that a walk has created, with all its secrets and the callers that used them. */
final class WalkedKey {
  private final ApiKey born;
  private final List<IssuedApiKey> issued = new ArrayList<>();

  /** By the number of the secret: the callers from each address, also of deleted secrets. */
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

  /** Returns one of all secrets. */
  IssuedApiKey issued(int choice) {
    return issued.get(choice % issued.size());
  }

  /** Returns the callers of each secret that was authenticated, in the order of secrets. */
  List<List<Caller>> callers() {
    return List.copyOf(callers.values());
  }

  /** Authenticates with one of the secrets; if it succeeds, the secret can be used to call. */
  AuthenticationResult authenticate(WalkFixture fixture, int choice) {
    AuthenticationResult answer =
        fixture
            .claviger()
            .authenticator()
            .authenticate(Credential.pair(born.publicKey(), issued(choice).privateKey()));
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
