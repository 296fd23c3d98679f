/** The life cycle of what Milo shares between all its clients and servers in one process. */
@Version("1.0.0")
package io.weft.milo;

import org.osgi.annotation.versioning.Version;
