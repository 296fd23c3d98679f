/** What the counterparts and the story need of the hub: its doors, and nothing else. */
package io.weft.site.hub;
