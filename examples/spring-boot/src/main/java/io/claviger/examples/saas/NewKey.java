package io.claviger.examples.saas;

import io.claviger.model.CidrBlock;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.util.Arrays;
import java.util.List;

/**
 * The form for a new key.
 *
 * @param addresses the whitelist: addresses and CIDR blocks between spaces or commas; blank for
 *     every address
 */
record NewKey(String description, Access access, String contact, String addresses) {
  /** The roles of application.properties. Their names for users are in messages.properties. */
  enum Access {
    REPORT_READER,
    REPORT_WRITER
  }

  NewApiKey request() {
    return NewApiKey.of(description, new Role(access.name()))
        .withWhitelist(blocks(addresses).toArray(CidrBlock[]::new));
  }

  static List<CidrBlock> blocks(String addresses) {
    return Arrays.stream(addresses.split("[\\s,]+"))
        .filter(address -> !address.isEmpty())
        .map(CidrBlock::parse)
        .toList();
  }
}
