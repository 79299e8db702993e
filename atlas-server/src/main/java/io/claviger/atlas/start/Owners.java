package io.claviger.atlas.start;

import io.claviger.model.CidrBlock;
import io.claviger.model.Limits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The organizations of the server and their owner keys.
 *
 * @param organizations the names of the organizations besides the first
 * @param whitelist the whitelist of new owner keys
 * @param newOwner whether to create one more owner key of the first organization if it exists
 * @param newOwnersOf the names of the other organizations that get one more owner key
 * @param accounts whether new owners are service accounts. Then whoever can start the server counts
 *     as an owner of each organization, since the secret of every account expires
 * @param newKeys the file to which new keys are appended; empty if they are printed
 */
public record Owners(
    List<String> organizations,
    List<CidrBlock> whitelist,
    boolean newOwner,
    List<String> newOwnersOf,
    boolean accounts,
    Optional<Path> newKeys) {
  /** The kind of the first owner of an organization. */
  enum FirstOwner {
    KEY,
    SERVICE_ACCOUNT
  }

  private static final List<CidrBlock> LOOPBACK =
      List.of(CidrBlock.parse("127.0.0.0/8"), CidrBlock.parse("::1"));

  static Owners of(Arguments given) {
    List<CidrBlock> blocks = given.ownerBlocks.stream().distinct().toList();
    Owners owners =
        new Owners(
            given.organizations.stream().distinct().toList(),
            blocks.isEmpty() ? LOOPBACK : blocks,
            given.newOwner,
            given.newOwnersOf.stream().distinct().toList(),
            given.firstOwner == FirstOwner.SERVICE_ACCOUNT,
            given.newKeys);
    return owners.consistent();
  }

  private Owners consistent() {
    int mostBlocks = Limits.standard().whitelistEntries();
    if (whitelist.size() > mostBlocks) {
      throw new IllegalArgumentException("--owner-cidr takes " + mostBlocks + " blocks at most");
    }
    newOwnersOf.forEach(name -> requireKnown("--new-owner-of", name));
    return this;
  }

  /** Checks that this value of an option is the name of an organization. */
  void requireKnown(String option, String name) {
    if (!organizations.contains(name)) {
      throw new IllegalArgumentException(option + " " + name + " needs --organization " + name);
    }
  }
}
