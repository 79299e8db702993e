import io.claviger.Claviger
import io.claviger.access.Caller
import io.claviger.access.Credential
import io.claviger.model.ApiKeyId
import io.claviger.model.CidrBlock
import io.claviger.model.NewOrganization
import io.claviger.model.OrganizationId

/** Lines that end with "refused" must not compile. Without them, the rest must. */
fun nullness(claviger: Claviger, organization: OrganizationId, key: ApiKeyId): String {
  val keys = claviger.actingAs(Caller.application("setup"))
  claviger.actingAs(null) // refused
  Credential.pair(null, null) // allowed: a request may lack both
  OrganizationId(null) // refused
  keys.addToWhitelist(organization, key, listOf(CidrBlock.parse("192.0.2.0/24")))
  keys.addToWhitelist(organization, key, listOf(null)) // refused
  keys.createOrganization(NewOrganization.named(null)) // refused
  return keys.createOrganization(NewOrganization.named("Acme")).organization().name()
}
