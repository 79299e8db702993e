package io.claviger.store.jdbc.internal.table;

import io.claviger.spi.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The verifiers of a secret as one text: a line each. */
final class VerifiersDocument {
  private VerifiersDocument() {}

  static String format(List<Verifier> verifiers) {
    return verifiers.stream().map(Verifier::encoded).collect(Collectors.joining("\n"));
  }

  static List<Verifier> parse(String document) {
    List<String[]> lines = Lines.of(document, 1, 1);
    List<Verifier> verifiers = new ArrayList<>(lines.size());
    for (String[] fields : lines) {
      verifiers.add(new Verifier(fields[0]));
    }
    return verifiers;
  }
}
