package io.claviger.http.access;

import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.http.Authorization;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import io.claviger.spi.Proof;
import io.claviger.spi.Verifier;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A presentation with challenges, as HTTP Digest has them: a request names a public key and a
 * number, and each number is good once.
 */
final class Numbered implements Presentation {
  private final Set<String> used = new HashSet<>();

  @Override
  public Optional<Credential> read(IncomingRequest request, Authorization header) {
    if (!header.has("Digest")) {
      return Optional.empty();
    }
    String[] parts = header.texts("Digest").get(0).split(" ", -1);
    return Optional.of(
        header.isSingle() && parts.length == 2
            ? Credential.proof(new PublicKey(parts[0]), new Once(parts[1]))
            : Credential.malformed("no number"));
  }

  @Override
  public List<String> challenges(String realm, Optional<Rejected> own) {
    boolean stale = own.filter(each -> each.reason() == Rejected.Reason.REPLAYED_PROOF).isPresent();
    return List.of("Digest realm=\"realm\", stale=" + stale);
  }

  private final class Once implements Proof {
    private final String number;

    Once(String number) {
      this.number = number;
    }

    @Override
    public boolean isMadeWith(SecretId secret, List<Verifier> verifiers) {
      return true;
    }

    @Override
    public boolean isFresh(Instant now) {
      return used.add(number);
    }

    @Override
    public boolean isReplay() {
      return true;
    }
  }
}
