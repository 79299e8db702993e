package io.claviger.examples.saas;

import io.claviger.model.ContentionException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The accounts of tenants. The page of their keys is templates/index.html. */
@Controller
class AccountController {
  private final Tenants tenants;

  AccountController(Tenants tenants) {
    this.tenants = tenants;
  }

  @GetMapping({"/login", "/sign-up"})
  void show() {}

  @PostMapping("/sign-up")
  String signUp(
      @RequestParam String company, @RequestParam String username, @RequestParam String password) {
    try {
      tenants.signUp(company, username, password);
      return "redirect:/login?welcome";
    } catch (DuplicateKeyException e) {
      return "redirect:/sign-up?taken";
    }
  }

  /** Repeats the transaction if another change of the keys of the tenant was first. */
  @PostMapping("/close")
  @Retryable(value = ContentionException.class, delay = 50, jitter = 50)
  String close(Principal user, HttpServletRequest request) throws ServletException {
    tenants.close(user.getName());
    request.logout();
    return "redirect:/login?closed";
  }
}
