/** Weights, MACs and stored bytes of networks. */
package archsim.validation.storage;
