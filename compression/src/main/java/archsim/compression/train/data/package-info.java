/** The images of an epoch: which, in which order, shifted and mirrored how. */
package archsim.compression.train.data;
