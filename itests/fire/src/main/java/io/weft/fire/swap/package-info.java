/** Adapter bundle, mapping and YAML route come, change and go under load. */
package io.weft.fire.swap;
