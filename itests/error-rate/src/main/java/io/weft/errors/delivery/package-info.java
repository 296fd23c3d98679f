/** Real deliveries and the documents that go with them. Knows the JDK and nothing of the hub. */
package io.weft.errors.delivery;
