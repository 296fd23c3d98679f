/** Many adapter instances of mixed kinds in one hub, each of which has to pass a message. */
package io.weft.fire.many;
