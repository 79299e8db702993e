package io.claviger.internal.management;

import io.claviger.access.Authentication;
import io.claviger.access.Rejected;
import io.claviger.access.digest.DigestAuthenticator;
import io.claviger.access.digest.DigestRequest;
import java.util.List;

/** Has successions noticed by Digest too. */
record SuccessionDigestAuthenticator(DigestAuthenticator delegate, Succession succession)
    implements DigestAuthenticator {
  @Override
  public Authentication authenticate(DigestRequest request) {
    return succession.noticing(delegate.authenticate(request));
  }

  @Override
  public List<String> challenges(Rejected rejection) {
    return delegate.challenges(rejection);
  }
}
