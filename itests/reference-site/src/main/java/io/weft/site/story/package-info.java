/** The reference site's story: seven days of one lot, told to a real hub by real counterparts, and held against it. */
package io.weft.site.story;
