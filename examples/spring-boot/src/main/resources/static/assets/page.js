// Shows how a program calls this API with a new key. The element, which is loaded after this, reads the texts.
document.querySelector('claviger-keys').texts = {
  'call.curl.token': `curl -H 'X-API-Key: {privateKey}' ${location.origin}/reports`,
  'call.header.token': 'X-API-Key: {privateKey}',
};
