package io.claviger.atlas.errors;

import io.claviger.atlas.roles.AtlasRoles;
import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import io.claviger.model.Role;
import java.util.List;

/** A refused request, with the error code for the client. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final List<String> parameters;

  /** Creates an error with these values for the places in the text of the code. */
  public ApiError(String code, String... parameters) {
    this(code, List.of(parameters));
  }

  private ApiError(String code, List<String> parameters) {
    super(code + " " + parameters, null, false, false);
    this.code = code;
    this.parameters = parameters;
  }

  /**
   * Returns the error for a refusal of the library. The library also names the project of a role,
   * but Atlas names the role alone.
   */
  public static ApiError of(ClavigerException refusal) {
    List<String> parameters = refusal.parameters();
    return new ApiError(
        AtlasCodes.of(refusal.code()),
        refusal.code() == ErrorCode.CANNOT_GRANT_ROLE
            ? parameters.stream().map(ApiError::nameOfRole).toList()
            : parameters);
  }

  private static String nameOfRole(String assignment) {
    return AtlasRoles.name(new Role(assignment.split("@", 2)[0]));
  }

  /** Returns the same error, with another text in place of this parameter. */
  public ApiError naming(String parameter, String shown) {
    return new ApiError(
        code, parameters.stream().map(each -> each.equals(parameter) ? shown : each).toList());
  }

  /** Returns the code, as in {@link ErrorTable}. */
  public String code() {
    return code;
  }

  /** Returns the refused values, in the order of the text. */
  public List<String> parameters() {
    return parameters;
  }
}
