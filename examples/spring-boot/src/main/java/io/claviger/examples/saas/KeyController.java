package io.claviger.examples.saas;

import io.claviger.ApiKeys;
import io.claviger.http.access.ProblemDocument;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.ClavigerException;
import io.claviger.model.ContentionException;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.StoreException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which a customer's user manages the keys of the tenant. */
@Controller
class KeyController {
  private static final Logger LOG = LoggerFactory.getLogger(KeyController.class);

  private final TenantKeys keys;

  KeyController(TenantKeys keys) {
    this.keys = keys;
  }

  @GetMapping({"/", "/keys"})
  String page(@AuthenticationPrincipal TenantUser user, Model model) {
    model.addAttribute("user", user.getUsername());
    model.addAttribute("organization", keys.of(user).getOrganization(user.organization()));
    model.addAttribute("rows", keys.list(user));
    return "keys";
  }

  /** Repeats the transaction if another change of the tenant was first. */
  @PostMapping("/keys")
  @Retryable(value = ContentionException.class, delay = 50, jitter = 50)
  String create(@AuthenticationPrincipal TenantUser user, NewKey form, Model model) {
    return page(keys.create(user, form), user, model);
  }

  @PostMapping("/keys/{key}/rotate")
  String rotate(
      @AuthenticationPrincipal TenantUser user,
      @PathVariable ApiKeyId key,
      boolean atOnce,
      Model model) {
    var grace = atOnce ? GracePeriod.none() : GracePeriod.afterFirstUse(Duration.ofHours(1));
    return page(keys.of(user).rotate(user.organization(), key, grace), user, model);
  }

  /** Shows the secret in this response only. A redirect would have to keep it in the session. */
  private String page(IssuedApiKey issued, TenantUser user, Model model) {
    model.addAttribute("secret", issued.privateKey().reveal());
    return page(user, model.addAttribute("issued", issued.apiKey()));
  }

  @PostMapping("/keys/{key}/revoke")
  @Retryable(value = ContentionException.class, delay = 50, jitter = 50)
  String revoke(@AuthenticationPrincipal TenantUser user, @PathVariable ApiKeyId key) {
    keys.revoke(user, key);
    return "redirect:/keys";
  }

  /** Removes and adds entries in one change. Asks before a key may be used from everywhere. */
  @PostMapping("/keys/{key}/whitelist")
  String whitelist(
      @AuthenticationPrincipal TenantUser user,
      @PathVariable ApiKeyId key,
      @RequestParam(defaultValue = "") String remove,
      @RequestParam(defaultValue = "") String add,
      boolean everywhere,
      Model model) {
    List<CidrBlock> gone = NewKey.blocks(remove);
    List<CidrBlock> come = NewKey.blocks(add);
    ApiKeys its = keys.of(user);
    if (!everywhere && its.previewWhitelist(user.organization(), key, gone, come).isEmpty()) {
      return page(user, model.addAttribute("asked", key));
    }
    its.changeWhitelist(user.organization(), key, gone, come);
    return "redirect:/keys";
  }

  /** Answers with the sentence that users may see, and with the status of the refusal. */
  @ExceptionHandler
  String refused(
      ClavigerException refusal,
      @AuthenticationPrincipal TenantUser user,
      Model model,
      HttpServletResponse response) {
    response.setStatus(ProblemDocument.of(refusal).status());
    model.addAttribute("refusal", refusal.publicMessage());
    if (refusal instanceof StoreException) {
      LOG.error("the keys are not available", refusal);
      return "error";
    }
    return page(user, model);
  }
}
