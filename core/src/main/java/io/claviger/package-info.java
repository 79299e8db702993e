/**
 * What an application imports: the entry point {@link io.claviger.Claviger}, management with {@link
 * io.claviger.ApiKeys}, values.
 *
 * <p>Plain text, of which names, descriptions and labels are, has no control characters (no tab, no
 * line feed) and no half of a surrogate pair. New text keeps these rules too:
 *
 * <ul>
 *   <li>It has no format characters, such as marks of direction and zero-width spaces. The two
 *       joiners U+200C and U+200D are allowed, since some languages and emoji need them.
 *   <li>It has no line separators, no private-use code points, and none that are unassigned in the
 *       Unicode version of the running Java.
 *   <li>Descriptions, names of organizations and names of labels contain nothing that has the form
 *       of a private key: no UUID, and no more than 32 letters and digits in a row that look
 *       random.
 *   <li>Values of labels and names of callers contain no {@linkplain io.claviger.model.TokenFormat
 *       token}. A UUID is allowed there, since ids of users and tenants often are UUIDs, so the
 *       private key of a pair is not recognized.
 * </ul>
 *
 * <p>Text that was stored before these rules is read and kept as it is.
 *
 * <p>Instants that are kept are in the years 1 to 9999 (UTC). A value that is otherwise is refused
 * with {@link io.claviger.model.InvalidValueException} by whatever takes it.
 */
@NullMarked
package io.claviger;

import org.jspecify.annotations.NullMarked;
