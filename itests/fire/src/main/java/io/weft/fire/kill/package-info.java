/** The hub is killed while it works, again and again; nothing that it acknowledged may be gone or there twice. */
package io.weft.fire.kill;
