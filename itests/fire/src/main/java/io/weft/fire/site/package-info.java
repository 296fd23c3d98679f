/** What the hub under fire is configured for: one kind of document per door, and the mapping that reads it. */
package io.weft.fire.site;
