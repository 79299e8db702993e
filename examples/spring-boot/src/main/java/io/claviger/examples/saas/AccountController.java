package io.claviger.examples.saas;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of those who are not signed in yet. */
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
}
