import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.dirname(fileURLToPath(import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };

/** A web server on this machine alone: this folder with its node_modules, models below /models/, and one page at /page. */
export class Site {
    /** Folders by the name that they have below /models/. */
    models = {};

    /** The HTML of /page. */
    page = "";

    #server = createServer((request, response) => this.#answer(decodeURI(new URL(request.url, this.origin).pathname), response));

    async open() {
        await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
        this.origin = `http://127.0.0.1:${this.#server.address().port}`;
    }

    close() {
        this.#server.close();
    }

    #answer(pathname, response) {
        if (pathname === "/page") {
            response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(this.page);
            return;
        }

        const file = this.#find(pathname);
        if (!file) {
            response.writeHead(404).end();
            return;
        }

        const type = TYPES[path.extname(file)] ?? "application/octet-stream";
        response.writeHead(200, { "content-type": type, "content-length": statSync(file).size });
        createReadStream(file).pipe(response);
    }

    #find(pathname) {
        const [, top, name, ...rest] = pathname.split("/");
        const folder = top === "models" ? this.models[name] : ROOT;
        const file = folder && path.join(folder, ...(top === "models" ? rest : pathname.split("/")));
        return file?.startsWith(folder) && existsSync(file) && statSync(file).isFile() ? file : null;
    }
}
