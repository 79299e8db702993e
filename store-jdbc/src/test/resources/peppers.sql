-- secrets that still need pepper 1
select count(*) from claviger_secret
  where concat(chr(10), verifiers) like concat('%', chr(10), 'hmac-sha256$1$%')
    or concat(chr(10), verifiers) like concat('%', chr(10), 'digest$1$%');
-- secrets without a pepper, among them imported ones that nobody has used
select count(*) from claviger_secret
  where concat(chr(10), verifiers) not like concat('%', chr(10), 'hmac-sha256$%');
