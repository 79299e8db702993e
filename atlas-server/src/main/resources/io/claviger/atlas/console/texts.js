// What is particular to this server in the texts of the element.

const LIKE_A_MEMBER = 'The same as a member here. Its name is for programs that read the roles of a key.';

export const texts = {
  'role.ORG_OWNER.hint': 'Manages all keys of the organization.',
  'role.ORG_READ_ONLY.hint': 'Sees all projects, and otherwise what a member sees.',
  'role.ORG_MEMBER.hint': 'Sees, describes and restricts itself only.',
  'role.ORG_BILLING_ADMIN.hint': LIKE_A_MEMBER,
  'role.ORG_BILLING_READ_ONLY.hint': LIKE_A_MEMBER,
  'role.ORG_GROUP_CREATOR.hint': LIKE_A_MEMBER,
  'role.ORG_STREAM_PROCESSING_ADMIN.hint': LIKE_A_MEMBER,
  'role.PROJECT_OWNER.hint': 'Creates keys for the project, sees its keys, and sets their roles there.',
  'call.curl.pair': "curl --digest --user '{publicKey}:{privateKey}' {url}",
  // The header of Digest is another one for each request.
  'call.header.pair': '',
};
