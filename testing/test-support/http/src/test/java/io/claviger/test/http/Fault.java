package io.claviger.test.http;

/** What {@link JdkAdapter} does wrong, and the test of the contract that notices it. */
enum Fault {
  NONE(""),
  CHALLENGES_JOINED("eachChallengeHasAFieldOfItsOwn"),
  STORE_FAILURE_AS_401("aStoreThatFailsIsNoReasonToAskForACredential"),
  QUERY_LEFT_OUT("digestIsAcceptedForTheTargetAsItWasSent"),
  TARGET_DECODED("digestIsAcceptedForTheTargetAsItWasSent"),
  FIRST_LINE_ONLY("twoAuthorizationFieldsAreRefusedInAnyOrder"),
  PROXY_BELIEVED("aClientThatIsNoProxyCannotNameItsAddress"),
  PRINCIPAL_SHARED("requestsAtOnceKeepTheirOwnPrincipals"),
  DECIDED_AGAIN_AFTER_A_FAILURE("aRequestIsDecidedOnce"),
  PLAIN_TEXT("everyRejectionLooksTheSame"),
  HEADERS_ADDED("everyRejectionLooksTheSame"),
  CLOSED_AFTER_REFUSAL("aConnectionIsUsableAfterARefusal");

  final String noticedBy;

  Fault(String noticedBy) {
    this.noticedBy = noticedBy;
  }
}
