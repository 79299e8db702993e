// Reads the commands that the script "run" describes, lets a client carry them out, and prints a line for each.
import { createInterface } from "node:readline";

export const { CLAVIGER_URL: url, CLAVIGER_CLIENT_ID: id, CLAVIGER_CLIENT_SECRET: secret } = process.env;

/** @param {{ token(scope?: string): unknown, use(): unknown, end(): unknown, code(error: any): unknown }} client */
export async function serve(client) {
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, argument] = line.split(" ");
    try {
      console.log(await client[command](argument));
    } catch (error) {
      const code = await client.code(error);
      console.log(code ? "error " + code : String(error.stack).replaceAll("\n", " "));
    }
  }
}
