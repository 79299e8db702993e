/**
 * jqwik arbitraries of the library's values, for property-based tests of applications. If this
 * module is on the path, jqwik finds the arbitraries of all types of {@link
 * io.claviger.store.tck.arbitraries.ArbitraryValues#types()}:
 *
 * <pre>{@code
 * @Property
 * void aBlockIsShownAndReadBack(@ForAll CidrBlock block) {
 *   assertEquals(block, myForm.read(myForm.show(block)));
 * }
 * }</pre>
 *
 * <p>The classes named {@code Arbitrary...} have more arbitraries, of parts of the values:
 *
 * <pre>{@code
 * @Property
 * void theFirewallAgrees(@ForAll BlockWithAddresses sides) {
 *   assertTrue(myFirewall.admits(sides.block(), sides.inside()));
 *   assertFalse(myFirewall.admits(sides.block(), sides.outside()));
 * }
 *
 * @Property
 * void noTextBreaksTheForm(@ForAll("texts") String text) {
 *   assertDoesNotThrow(() -> myForm.submit(text));
 * }
 *
 * @Provide
 * Arbitrary<String> texts() {
 *   return ArbitraryTexts.hostileTexts();
 * }
 * }</pre>
 *
 * <p>A key as a caller cannot be made up: {@link
 * io.claviger.store.tck.arbitraries.ArbitraryCallers#authenticate} gets one from a real store.
 */
@NullMarked
package io.claviger.store.tck.arbitraries;

import org.jspecify.annotations.NullMarked;
