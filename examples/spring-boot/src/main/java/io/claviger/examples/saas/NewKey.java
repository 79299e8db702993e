package io.claviger.examples.saas;

import io.claviger.model.CidrBlock;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The form for a new key.
 *
 * @param addresses the whitelist: addresses and CIDR blocks between spaces or commas; blank for
 *     every address
 */
record NewKey(String description, Access access, String contact, String addresses) {
  private static final Pattern BLOCK = Pattern.compile("[^\\s,]+");

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
    return BLOCK.matcher(addresses).results().map(it -> CidrBlock.parse(it.group())).toList();
  }
}
