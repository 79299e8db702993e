package io.claviger.atlas.errors;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/** The body of an error (section 3.2 of the reference). */
@JsonPropertyOrder({"detail", "error", "errorCode", "parameters", "reason"})
public record ErrorDocument(
    String detail, int error, String errorCode, List<String> parameters, String reason) {}
