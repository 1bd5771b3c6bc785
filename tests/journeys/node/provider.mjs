// A certified OpenID provider of other people on loopback. Prints its address when it is ready; `POST /_rotate` gives it
// a new signing key, as a provider does that rotates: the former one stays published for a while.
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [, , port, callback, secret] = process.argv;
const issuer = `http://127.0.0.1:${port}`;
const accounts = {
  mei: { email: "mei@example.com", email_verified: true, name: "Mei", groups: ["shop-ops"] },
  eve: { email: "mei@example.com", email_verified: false, name: "Eve", groups: [] },
  lee: { email: "lee@example.com", email_verified: true, name: "Lee", groups: ["staff", "auditors"] },
};
let keys = [];
const fresh = () => ({ ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }),
  kid: randomUUID(), use: "sig", alg: "RS256" });

function made() {
  const provider = new Provider(issuer, {
    clients: [{ client_id: "shoplatch", client_secret: secret, redirect_uris: [callback],
      token_endpoint_auth_method: "client_secret_basic" }],
    jwks: { keys },
    cookies: { keys: ["of this run"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
    scopes: ["openid", "email", "profile", "groups"],
    findAccount: (_, id) => accounts[id] && ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    ttl: { AccessToken: 300, AuthorizationCode: 60, Grant: 300, IdToken: 300, Interaction: 300, Session: 300 },
  });
  return provider.callback();
}

let answer;
function rotate() {
  keys = [fresh(), ...keys].slice(0, 2);
  answer = made();
}
rotate();
createServer((request, response) => {
  if (request.url === "/_rotate") { rotate(); response.end("rotated"); return; }
  answer(request, response);
}).listen(Number(port), "127.0.0.1", () => console.log(issuer));
