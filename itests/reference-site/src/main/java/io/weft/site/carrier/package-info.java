/** The carrier: files on an SFTP server, and what its telematics tell on a Kafka topic. */
package io.weft.site.carrier;
